import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../harness/nodeTypes.cts';

const REGISTRY = pathToFileURL(join(ROOT, 'tools/processes/registry.mjs')).href;
const PROGRAM = `import { npmInstall } from ${JSON.stringify(REGISTRY)};
	const outcome = await npmInstall(['install', '--no-audit', '--no-fund'], { cwd: process.cwd() }).catch((error) => error);
	console.log(JSON.stringify({ message: outcome?.message, advice: outcome?.advice, output: outcome?.output }));`;

describe('a registry that cannot be reached', () => {
	let folder: string;
	let server: Server;
	const sockets = new Set<Socket>();

	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'registry-'));
		server = createServer((socket) => sockets.add(socket));
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	});
	afterEach(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
		rmSync(folder, { recursive: true });
	});

	const install = async (registry: string, dependencies: Record<string, string>) => {
		writeFileSync(
			join(folder, 'package.json'),
			JSON.stringify({ name: 'trial', private: true, dependencies }),
		);
		const cache = join(folder, 'cache');
		const env = { ...process.env, npm_config_registry: registry, npm_config_cache: cache };
		const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], { cwd: folder, env });
		let printed = '';
		child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
		await new Promise((closed) => child.on('close', closed));
		return JSON.parse(printed) as { message?: string; advice?: string; output?: string };
	};
	const silent = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	it.each([
		['refuses', () => 'http://127.0.0.1:9'],
		['never answers', silent],
	])('and %s is told in one sentence when something must come from it', async (_how, registry) => {
		expect(await install(registry(), { 'left-pad': '1.3.0' })).toEqual({
			message: 'npm cannot reach its registry, and its cache does not have all that is missing here',
			advice: expect.stringMatching(/^Connect to the internet/),
		});
	});

	it('is not one that refuses to be asked: its own words are passed on', async () => {
		const refusing = createHttpServer((_request, response) => response.writeHead(404).end());
		await new Promise<void>((listening) => refusing.listen(0, '127.0.0.1', listening));
		const { port } = refusing.address() as AddressInfo;

		const { message, output } = await install(`http://127.0.0.1:${port}`, { 'left-pad': '1.3.0' });

		expect(message).toMatch(/ended with code 1$/);
		expect(output).toMatch(/404/);
		refusing.close();
	});

	it('is no obstacle when nothing must come from it', async () => {
		expect(await install('http://127.0.0.1:9', {})).toEqual({});
	});
});

describe('npm', () => {
	it("tells each of its registry's answers to who counts them, and keeps them out of what it says went wrong", async () => {
		const folder = mkdtempSync(join(tmpdir(), 'npm-'));
		try {
			writeFileSync(
				join(folder, 'npm-cli.js'),
				`const isAsked = process.argv.includes('--loglevel=http');
				if (isAsked) console.error('npm http fetch GET 200 /a 9ms\\nnpm http cache a 1ms');
				console.error('npm error code ENOSPC');
				process.exitCode = 1;`,
			);
			const NPM = pathToFileURL(join(ROOT, 'tools/processes/npm.mjs')).href;
			const program = `import { npm } from ${JSON.stringify(NPM)};
				let answers = 0;
				const options = { cwd: process.cwd(), onAnswer: () => (answers += 1) };
				const { output } = await npm(['ci'], options).catch((error) => error);
				console.log(JSON.stringify({ answers, output }));`;
			const env = { ...process.env, npm_execpath: join(folder, 'npm-cli.js') };
			const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: folder, env });
			let printed = '';
			child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
			await new Promise((closed) => child.on('close', closed));
			expect(JSON.parse(printed)).toEqual({ answers: 2, output: 'npm error code ENOSPC' });
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
