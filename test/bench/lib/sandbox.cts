import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Settings } from '../../../sandbox/index.cts';

const ROOT = join(__dirname, '..', '..', '..');
const UNLIMITED: Partial<Settings> = { postsPerWindow: 1_000_000, credits: 1_000_000 };

/** A sandbox in a process of its own, so that its work does not count as ours. */
export interface OtherSandbox {
	url: string;
	/** Forgets everything; the next account may send as much as it likes. */
	reset: () => Promise<void>;
	stop: () => void;
}

export async function startOtherSandbox(): Promise<OtherSandbox> {
	const options = { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] as ['ignore', 'pipe', 'inherit'] };
	const child = spawn(process.execPath, ['-r', 'tsx/cjs', 'sandbox/main.cts', '--port', '0'], options);
	const stop = () => void child.kill();
	process.once('exit', stop);
	const [greeting] = (await once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data')) as [Buffer];
	const url = /http:\/\/\S+?:\d+/.exec(greeting.toString())?.[0] ?? '';
	const control = async (method: string, path: string, body: object) => {
		const headers = { 'content-type': 'application/json' };
		const response = await fetch(`${url}/_sandbox/${path}`, { method, headers, body: JSON.stringify(body) });
		if (!response.ok) throw new Error(`the sandbox refused ${path}: ${await response.text()}`);
	};
	const reset = async () => {
		await control('POST', 'reset', {});
		await control('PATCH', 'settings', UNLIMITED);
	};
	await reset();
	return { url, reset, stop };
}
