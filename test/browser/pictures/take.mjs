/** Every picture of the documentation, taken in a real n8n that makes its videos with the sandbox. */
import { fileURLToPath } from 'node:url';
import { joggAi } from '../../../tools/joggai/api.mjs';
import { fitToAccount } from '../../../tools/joggai/fit.mjs';
import { PACKAGE_NAME } from '../../../tools/tarball.mjs';
import { node, workflow } from '../../e2e/lib/workflows.mjs';
import { formBox, readForm } from '../lib/form.mjs';
import { compact, readNodes, workflowBox } from './canvas.mjs';
import { readColumns, tableBox } from './table.mjs';

const EXAMPLE = fileURLToPath(
	new URL('../../../examples/product-page-to-avatar-video.json', import.meta.url),
);
/** The name that n8n proposes for a credential of this type. */
const CREDENTIAL = 'JoggAI account';
/** With it the longest form and the whole workflow are seen at once. */
const LARGE = { width: 1600, height: 1300 };
/** With it the table of results needs no scrolling. */
const WIDE = { width: 2900, height: 900 };
const RUN_MS = 90_000;

/** Name of the picture of a node's form, like that of its page. */
const pictureOf = ({ displayName }) => `${displayName.toLowerCase().replaceAll(' ', '-')}.png`;

async function newCredential(world) {
	const apiKey = await world.joggAi.newKey();
	const secrets = { apiKey, domain: world.joggAi.url, requestsPerMinute: 1000 };
	return await world.n8n.importCredentials(secrets, { name: CREDENTIAL });
}

/** Each node as it stands there when it has just been added: nothing is marked as missing yet. */
export async function takeForms(world, { editor, album }) {
	const credentials = await newCredential(world);
	await editor.page.setViewportSize(LARGE);
	const types = await world.n8n.request('GET', '/types/nodes.json');
	const ours = types.filter(({ name }) => name.startsWith(`${PACKAGE_NAME}.`) && !name.endsWith('Tool'));
	const isTrigger = ({ group }) => group.includes('trigger');
	const triggers = ours.filter(isTrigger);
	const nodes = triggers.map(({ name, displayName }) => node(name, displayName, {}, { credentials }));
	const { id } = await world.editor.create(workflow('Forms for the documentation', nodes));
	await editor.openWorkflow(id);
	for (const type of ours) {
		// The list would add a trigger with the one event that was clicked, not as it is by itself.
		if (isTrigger(type)) await editor.openNode(type.displayName);
		else await addNode(editor, type);
		const labels = { form: await readForm(editor) };
		await album.add(editor.page, pictureOf(type), { box: await formBox(editor), labels });
		await editor.closeNode();
	}
}

/** From n8n's list of nodes, with the operation that the node begins with. */
async function addNode(editor, { displayName, properties }) {
	const { default: resource } = properties.find(({ name }) => name === 'resource') ?? {};
	const menu = properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && (!resource || displayOptions.show.resource.includes(resource)),
	);
	const { action } = menu.options.find(({ value }) => value === menu.default);
	await editor.openNodeCreator();
	await editor.searchNodes(displayName);
	await editor.listed(displayName).click();
	await editor.listed(action).click();
	await editor.part('ndv').waitFor();
	await editor.chooseCredential(CREDENTIAL);
}

/** The first example after its run, and what its last node of ours put out. */
export async function takeRun(world, { editor, album }) {
	const credentials = await newCredential(world);
	await editor.page.setViewportSize(LARGE);
	const fit = await fitToAccount(joggAi(world.account), { note: () => undefined });
	const adapt = (example) => compact(fit(example));
	const [{ id }] = await world.n8n.importWorkflows([EXAMPLE], { credentials, adapt });
	await editor.openWorkflow(id);
	await editor.zoomToFit();
	await editor.execute();
	await editor.node('Hand Over').getByText('1 item').waitFor({ timeout: RUN_MS }); // comes after its tick
	const labels = { nodes: await readNodes(editor) };
	await album.add(editor.page, 'first-workflow.png', { box: await workflowBox(editor), labels });
	await editor.page.setViewportSize(WIDE);
	await editor.openNode('Make Avatar Video');
	await editor.output().getByTestId('radio-button-table').click();
	const columns = await readColumns(editor);
	await album.add(editor.page, 'joggai-avatar-video-result.png', {
		box: await tableBox(editor),
		labels: { columns },
	});
}
