import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');
const typescript = ['-r', 'tsx/cjs'];

let sandbox: ChildProcess;
let address: string;

// In a process of its own, because what it keeps for a moment must not count.
beforeAll(async () => {
	sandbox = spawn(process.execPath, [...typescript, 'sandbox/main.cts', '--port', '0'], { cwd: ROOT });
	const [greeting] = (await once(sandbox.stdout as NonNullable<ChildProcess['stdout']>, 'data')) as [Buffer];
	address = /http:\/\/\S+?:\d+/.exec(greeting.toString())?.[0] ?? '';
});

afterAll(() => sandbox.kill());

it('uploads four films of 99 MB at once without holding them in memory, from files and from addresses', async () => {
	const script = ['--expose-gc', ...typescript, 'test/bench/uploadMemory.cts', address, '4', '99', 'urls'];
	const { stdout } = await promisify(execFile)(process.execPath, script, {
		cwd: ROOT,
		// It makes, and removes, a folder of its own.
		env: { ...process.env, N8N_USER_FOLDER: undefined },
	});
	const { fromFiles, fromUrls, bytes } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<
		string,
		number & number[]
	>;

	expect(bytes).toEqual(Array(4).fill(99 * 1024 * 1024));
	// Holding even one of the files would take 99 MB; usual are 30.
	expect(fromFiles).toBeLessThan(90);
	expect(fromUrls).toBeLessThan(90);
});
