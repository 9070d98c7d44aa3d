import { spawn } from 'node:child_process';
import Fastify, { type FastifyInstance } from 'fastify';
import { stringify } from 'yaml';
import { ROOT } from '../harness/nodeTypes.cts';

let documentation: FastifyInstance;
afterEach(async () => await documentation.close());

/** A documentation with these pages; resolves to its address. */
async function serve(pages: Record<string, string>): Promise<string> {
	documentation = Fastify();
	for (const [path, text] of Object.entries(pages)) documentation.get(path, async () => text);
	return await documentation.listen({ host: '127.0.0.1', port: 0 });
}

async function checkDocument(...args: string[]): Promise<{ status: number | null; output: string }> {
	const child = spawn(process.execPath, ['tools/document/main.mjs', ...args], { cwd: ROOT });
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	return await new Promise((resolve) => child.on('close', (status) => resolve({ status, output })));
}

const document = stringify({
	openapi: '3.0.1',
	paths: {
		'/v2/hologram': {
			post: {
				responses: {
					'200': {
						content: {
							'application/json': { schema: { type: 'object', properties: { data: { type: 'object' } } } },
						},
					},
				},
			},
		},
	},
});

describe('npm run check:document', () => {
	it("finds the document through the documentation's index and names what the nodes do not know", async () => {
		const address = await serve({
			'/llms.txt': '# JoggAI\n\n- [Pages](/start.md)\n- [Other](/other.json)\n- [API](/api/openapi.yaml)\n',
			'/other.json': '{}',
			'/api/openapi.yaml': document,
		});

		const { status, output } = await checkDocument('--index', `${address}/llms.txt`);

		expect(status).toBe(1);
		expect(output).toContain(`${address}/api/openapi.yaml`);
		expect(output).toMatch(/reaches every operation[^]*POST \/v2\/hologram/);
		expect(output).toMatch(/\d+ comparisons agree, \d+ do not\n$/);
	});

	it.each<[page: string, pages: Record<string, string>, said: string]>([
		['an index without a document', { '/llms.txt': '# JoggAI' }, 'names no OpenAPI document'],
		['no index', {}, 'cannot be read: it answers 404'],
		[
			'an index whose document is another',
			{ '/llms.txt': '[a](/a.yaml)', '/a.yaml': 'paths: { /v1/a: {} }' },
			'/a.yaml is no OpenAPI document',
		],
	])('says what to do when there is %s', async (_page, pages, said) => {
		const address = await serve(pages);
		const { status, output } = await checkDocument('--index', `${address}/llms.txt`);
		expect(status).toBe(1);
		expect(output).toContain(said);
		expect(output).toContain('What to do: Look it up in the documentation of JoggAI');
	});
});
