import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../harness/nodeTypes.cts';

/** Starts the sandbox as `npm run sandbox` does; resolves when it has ended by itself. */
const sandbox = async (...options: string[]) =>
	await new Promise<{ status: number; said: string }>((resolve) => {
		const program = ['--import', 'tsx', join(ROOT, 'sandbox', 'main.cts'), ...options];
		execFile(process.execPath, program, { cwd: ROOT }, (error, stdout, stderr) =>
			resolve({ status: Number(error?.code ?? 0), said: `${stdout}${stderr}` }),
		);
	});

describe('npm run sandbox', () => {
	it('tells its options when it is asked for help, and starts nothing', async () => {
		const { status, said } = await sandbox('--help');

		expect(status).toBe(0);
		for (const option of ['--port', '--host', '--speed', '--public-url']) expect(said).toContain(option);
	});

	it('says where the options stand when it does not know one', async () => {
		const { status, said } = await sandbox('--prot', '1');

		expect(status).toBe(1);
		expect(said).toMatch(/--prot.*--help/);
	});

	it('says what to do when its port is taken', async () => {
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const { port } = other.address() as AddressInfo;

		const { status, said } = await sandbox('--port', String(port));
		await new Promise((resolve) => other.close(resolve));

		expect(status).toBe(1);
		expect(said).toContain('The port is taken');
		expect(said).not.toContain('    at ');
	});
});
