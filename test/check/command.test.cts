import { spawn } from 'node:child_process';
import { ROOT } from '../harness/nodeTypes.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();

interface Ended {
	status: number | null;
	stdout: string;
	stderr: string;
}

/** Runs the command as npm does, without a terminal. */
async function run(args: string[], env: Record<string, string> = {}): Promise<Ended> {
	const command = ['--require', 'tsx/cjs', 'tools/check/main.cts', ...args];
	const child = spawn(process.execPath, command, {
		cwd: ROOT,
		env: { PATH: process.env.PATH, JOGGAI_DOMAIN: at.world.joggAi.url, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const ended: Ended = { status: null, stdout: '', stderr: '' };
	child.stdout.on('data', (chunk) => (ended.stdout += chunk));
	child.stderr.on('data', (chunk) => (ended.stderr += chunk));
	return await new Promise((resolve) => child.on('close', (status) => resolve({ ...ended, status })));
}

const KEY = { JOGGAI_API_KEY: 'sandbox-key' };

describe('npm run check:live', () => {
	it('prints the report, and nothing else, to its output and ends with 0', async () => {
		const { status, stdout, stderr } = await run([], KEY);

		expect(status).toBe(0);
		expect(stdout.trim()).toMatch(
			/^### Check of the nodes against JoggAI\n[^]*Every reply was understood\.$/,
		);
		expect(stderr).toContain('List Voices (library): as expected');
		expect(stdout + stderr).not.toContain('sandbox-key');
	});

	it('ends with 1 when a reply was not understood, and spends nothing then', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/musics', kind: 'noData', times: 'always' });

		const { status, stdout, stderr } = await run(['--spend', '--yes'], KEY);

		expect(status).toBe(1);
		expect(stdout).toContain('NOT understood');
		expect(stderr).toContain('Nothing was spent');
		expect(at.world.joggAi.charges).toEqual([]);
	});

	it('names the price and sends nothing at all when nobody is there to agree', async () => {
		const { status, stdout, stderr } = await run(['--spend'], KEY);

		expect(status).toBe(1);
		expect(stderr).toMatch(/about 1\.2 credits/);
		expect(stdout).toBe('');
		expect(at.world.joggAi.requests).toEqual([]);
	});

	it('says what is missing without a key', async () => {
		const { status, stderr } = await run([]);

		expect(status).toBe(1);
		expect(stderr).toContain('Set JOGGAI_API_KEY');
	});
});
