/** Every form as it is when a node has just been added: a look at each of them, and that none is longer than it has to be. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { node, workflow } from '../e2e/lib/workflows.mjs';
import { PACKAGE_NAME } from '../../tools/tarball.mjs';
import { shown } from './lib/editor.mjs';
import { readForm } from './lib/form.mjs';

/** With it the longest form fits on one picture. */
const TALL = { width: 1440, height: 1300 };
const MOST_FIELDS = 9;
/** Labels of the menus that stand at the top of most forms; they do not count. */
const MENUS = ['Resource', 'Operation'];

export function panels(world) {
	describe('the forms', () => {
		let editor, forms;
		const test = (name, body) => shown(name, () => editor, body);

		before(async () => {
			const types = await world.n8n.request('GET', '/types/nodes.json');
			forms = types
				.filter(({ name }) => name.startsWith(`${PACKAGE_NAME}.`) && !name.endsWith('Tool'))
				.flatMap(formsOf);
			const { credentials } = await world.newAccount();
			const nodes = forms.map(({ type, name, parameters }, index) => ({
				...node(type, name, parameters, { credentials }),
				position: [(index % 8) * 300, Math.floor(index / 8) * 200],
			}));
			const { id } = await world.editor.create({ ...workflow('Forms', nodes), connections: {} });
			editor = await world.newEditor();
			await editor.page.setViewportSize(TALL);
			await editor.openWorkflow(id);
			await editor.zoomToFit();
			await editor.screenshot('form-canvas');
		});
		after(() => editor.close());

		test(`show at most ${MOST_FIELDS} fields of a node that was just added`, async () => {
			const long = [];
			for (const { name } of forms) {
				await editor.openNode(name);
				const fields = (await readForm(editor))
					.map(({ field }) => field)
					.filter((label) => !MENUS.includes(label));
				await editor.screenshot(`form ${name.replaceAll(/[^\w -]/g, '')}`);
				if (fields.length > MOST_FIELDS) long.push(`${name}: ${fields.length} (${fields.join(', ')})`);
				await editor.closeNode();
			}
			assert.deepEqual(long, []);
		});
	});
}

/** One form for each operation. */
function formsOf({ name, displayName, properties }) {
	const type = name.split('.').at(-1);
	const menus = properties.filter((property) => property.name === 'operation');
	if (menus.length === 0) return [{ type, name: displayName, parameters: {} }];
	return menus.flatMap(({ options, displayOptions }) =>
		options
			.filter(({ value }) => value !== '__CUSTOM_API_CALL__')
			.map(({ name: operation, value }) => {
				const [resource] = displayOptions.show.resource;
				const many = menus.length > 1;
				return {
					type,
					name: `${displayName} ${many ? `${resource} ` : ''}${operation}`,
					parameters: { ...(many ? { resource } : {}), operation: value },
				};
			}),
	);
}
