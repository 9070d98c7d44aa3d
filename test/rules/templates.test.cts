/** The examples as n8n's editor gets them from a template host of one's own; test/browser/templates.mjs looks at them there. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.cts';
import { ROOT } from '../harness/nodeTypes.cts';

interface Node {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
}
interface Workflow {
	name: string;
	nodes: Node[];
	connections: object;
}
interface Named {
	id: number;
	name: string;
}
interface Card extends Named {
	categories: Named[];
}
interface Found {
	totalWorkflows: number;
	workflows: Card[];
}

const FOLDER = join(ROOT, 'examples');
const examples = readdirSync(FOLDER).map(
	(file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Workflow,
);
const EDITOR = 'http://127.0.0.1:5678';

let sandbox: Sandbox;
let host: ChildProcess;
let url: string;

/** The tools are ES modules, which jest cannot load: they run in a process of their own, as in the demo. */
beforeAll(async () => {
	sandbox = await startSandbox();
	const options = {
		account: { baseUrl: sandbox.url, apiKey: sandbox.settings.keys[0] },
		files: `${sandbox.url}/media`,
	};
	const program = `import { startTemplates } from ${JSON.stringify(join(ROOT, 'tools/templates/start.mjs'))};
		console.log((await startTemplates(${JSON.stringify(options)})).env.N8N_TEMPLATES_HOST);`;
	host = spawn(process.execPath, ['--input-type=module', '--eval', program], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [address] = (await once(host.stdout as NonNullable<typeof host.stdout>, 'data')) as [Buffer];
	url = address.toString().trim();
});
afterAll(async () => {
	host.kill();
	await once(host, 'exit');
	await sandbox.close();
});

const read = async <Reply,>(path: string): Promise<Reply> =>
	(await (await fetch(url + path)).json()) as Reply;

/** As the editor asks for the first page. */
const search = async (words = '', category = ''): Promise<Found> =>
	await read<Found>(
		`/templates/search?${String(new URLSearchParams({ page: '1', limit: '20', category, search: words }))}`,
	);

const namesOf = ({ workflows }: Found): string[] => workflows.map(({ name }) => name);

const imported = async ({ id }: Named): Promise<Named & { workflow: Workflow }> =>
	await read(`/workflows/templates/${id}`);

const everyTemplate = async () => await Promise.all((await search()).workflows.map(imported));

describe('the template host', () => {
	it('lists every example once, with what its card shows, the first of the README first', async () => {
		const found = await search();
		expect(found.totalWorkflows).toBe(examples.length);
		expect(namesOf(found).sort()).toEqual(examples.map(({ name }) => name).sort());
		expect((await search()).workflows[0].name).toBe('Product page to avatar video');
		for (const card of found.workflows) {
			expect(card).toEqual({
				id: expect.any(Number),
				name: expect.any(String),
				description: expect.stringMatching(/^[^#]/),
				createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
				totalViews: 0,
				user: { username: 'n8n-nodes-joggai-video', name: 'n8n-nodes-joggai-video', verified: false },
				nodes: expect.any(Array),
				categories: expect.any(Array),
			});
			expect(card.categories.length).toBeGreaterThan(0);
		}
	});

	it('shows the nodes of this package with name and icon', async () => {
		const { workflows } = await read<{ workflows: Array<{ nodes: object[] }> }>('/templates/search');
		expect(workflows[0].nodes.length).toBe(3);
		for (const node of workflows.flatMap(({ nodes }) => nodes))
			expect(node).toMatchObject({
				id: expect.any(Number),
				name: expect.stringMatching(/^n8n-nodes-joggai-video\.joggAi\w+$/),
				displayName: expect.stringMatching(/^JoggAI /),
				icon: expect.stringMatching(/^file:.*\.svg$/),
				iconData: {
					type: 'file',
					fileBuffer: expect.stringMatching(/^data:image\/svg\+xml;base64,[\w+/]{100}/),
				},
				categories: [{ id: 1, name: 'Marketing & Content' }],
			});
	});

	it('hands out every workflow in the two shapes of preview and import', async () => {
		for (const card of (await search()).workflows) {
			const example = examples.find(({ name }) => name === card.name) as Workflow;
			const { workflow: preview } = await read<{ workflow: Card & { workflow: Workflow } }>(
				`/templates/workflows/${card.id}`,
			);
			const whole = await imported(card);
			expect(preview).toMatchObject({ ...card, image: [] });
			expect(whole).toEqual({ id: card.id, name: card.name, workflow: preview.workflow });
			expect(whole.workflow.connections).toEqual(example.connections);
			expect(whole.workflow.nodes.map(({ name }) => name)).toEqual(example.nodes.map(({ name }) => name));
		}
	});

	it('leaves nothing to choose: each list has a choice of the account', async () => {
		const pickers = (await everyTemplate()).flatMap(({ workflow }) =>
			workflow.nodes.flatMap(({ name, parameters }) =>
				Object.entries(parameters)
					.filter(([, value]) => (value as { __rl?: boolean } | null)?.__rl)
					.map(([field, value]) => ({ name, field, value: (value as { value: unknown }).value })),
			),
		);
		expect(pickers.map(({ field }) => field)).toEqual(
			expect.arrayContaining(['avatar', 'voice', 'template']),
		);
		expect(pickers.filter(({ value }) => !value)).toEqual([]);
	});

	it('gives n8n files that there are, where the examples have made-up addresses', async () => {
		const addresses = (await everyTemplate())
			.flatMap(({ workflow }) => workflow.nodes)
			.filter(({ type }) => ['n8n-nodes-base.httpRequest', 'n8n-nodes-base.rssFeedRead'].includes(type))
			.map(({ parameters }) => String(parameters.url))
			.filter((address) => !address.startsWith('='));
		expect(addresses.length).toBe(1);
		for (const address of addresses) expect([address, (await fetch(address)).status]).toEqual([address, 200]);
	});

	it('finds templates by all of the words, in any case, and by their nodes', async () => {
		expect(namesOf(await search('LIP recording'))).toEqual(['Own audio to lip sync']);
		expect(namesOf(await search('JoggAI Video Translation'))).toContain('One video in five languages');
		expect(await search('lip unheard-of')).toEqual({ totalWorkflows: 0, workflows: [] });
	});

	it('offers categories, and narrows the list to those that are chosen', async () => {
		const { categories } = await read<{ categories: Named[] }>('/templates/categories');
		expect(new Set(categories.map(({ id }) => id)).size).toBe(categories.length);
		const both = await search('', 'JoggAI Lip Sync,JoggAI Photo Avatar');
		expect(namesOf(both).sort()).toEqual(['Own audio to lip sync', 'Photo to talking avatar to first video']);
		for (const { categories: shown } of (await search()).workflows)
			expect(categories).toEqual(expect.arrayContaining(shown));
	});

	it('cuts the list into pages', async () => {
		const pages = await Promise.all(
			[1, 2, 3].map((page) => read<Found>(`/templates/search?page=${page}&limit=4&category=&search=`)),
		);
		expect(pages.flatMap(namesOf)).toEqual(namesOf(await search()));
		expect(pages.map(({ workflows }) => workflows.length)).toEqual([4, 4, examples.length - 8]);
	});

	it('adds the settings to a workflow that n8n sets up without them, and leaves every other as it is', async () => {
		process.env.N8N_TEMPLATES_HOST = url;
		const { workflow: hooks } = jest.requireActual<{
			workflow: { create: Array<(workflow: { meta?: object; settings?: object }) => Promise<void>> };
		}>('../../tools/templates/hooks.cjs');
		const created = async (workflow: { meta?: object; settings?: object }) => {
			for (const hook of hooks.create) await hook(workflow);
			return workflow.settings;
		};
		expect(await created({ meta: { templateId: '1' } })).toEqual({
			executionOrder: 'v1',
			saveExecutionProgress: true,
		});
		expect(await created({ meta: { templateId: '1' }, settings: { timezone: 'Europe/Berlin' } })).toEqual({
			timezone: 'Europe/Berlin',
		});
		expect(await created({ meta: { templateId: '999' } })).toBeUndefined();
		expect(await created({})).toBeUndefined();
	});

	it('is well, has no collections, and says so where it has no template', async () => {
		expect((await fetch(`${url}/health`)).status).toBe(200);
		expect(await read('/templates/collections?search=')).toEqual({ collections: [] });
		for (const path of ['/templates/workflows/999', '/workflows/templates/999'])
			expect((await fetch(url + path)).status).toBe(404);
	});

	it('lets the editor ask from the browser, with cookies and its version', async () => {
		const asked = await fetch(`${url}/templates/search`, {
			method: 'OPTIONS',
			headers: {
				origin: EDITOR,
				'access-control-request-method': 'GET',
				'access-control-request-headers': 'n8n-version',
			},
		});
		expect(asked.ok).toBe(true);
		expect(asked.headers.get('access-control-allow-headers')).toBe('n8n-version');
		const answered = await fetch(`${url}/templates/search`, { headers: { origin: EDITOR } });
		for (const { headers } of [asked, answered]) {
			expect(headers.get('access-control-allow-origin')).toBe(EDITOR);
			expect(headers.get('access-control-allow-credentials')).toBe('true');
		}
	});
});
