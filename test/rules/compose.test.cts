import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../harness/nodeTypes.cts';

interface Service {
	image: string;
	command?: string;
	environment?: Record<string, string>;
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
	services: Record<string, Service>;
};
const ofN8n = Object.entries(services).filter(([, { image }]) => image.startsWith('n8nio/n8n'));
/** What the tests of queue mode give all processes. */
const tested = [...read('tools/n8n/queue.mjs').matchAll(/^\t\t([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name);
const { n8n } = (JSON.parse(read('tools/n8n/runtime/package.json')) as { dependencies: { n8n: string } })
	.dependencies;

describe('docker-compose.yml', () => {
	it('starts main, workers and webhook processes of the n8n that the tests run', () => {
		expect(ofN8n.map(([name]) => name)).toEqual(['nodes', 'main', 'worker', 'webhook']);
		for (const [, { image }] of ofN8n) expect(image).toBe(`n8nio/n8n:${n8n}`);
		expect(services.worker.command).toMatch(/^worker /);
	});

	it.each(ofN8n)('gives %s every setting with which queue mode is tested', (_name, { environment }) => {
		expect(tested).toContain('QUEUE_WORKER_MAX_STALLED_COUNT');
		expect(Object.keys(environment ?? {})).toEqual(expect.arrayContaining(tested));
		expect(environment).toMatchObject({ EXECUTIONS_MODE: 'queue', QUEUE_WORKER_MAX_STALLED_COUNT: '0' });
	});

	it('asks for no secret or address that docs/queue-mode.env does not have', () => {
		const asked = [...read('docker-compose.yml').matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name);
		for (const name of asked) expect(read('docs/queue-mode.env')).toMatch(new RegExp(`^${name}=`, 'm'));
	});
});
