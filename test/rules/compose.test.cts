import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../harness/nodeTypes.cts';

interface Service {
	image: string;
	command?: string;
	environment: Record<string, string>;
	volumes?: string[];
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
	services: Record<string, Service>;
};
const ofN8n = Object.entries(services).filter(([, { image }]) => image.startsWith('n8nio/n8n'));
/** What the tests of queue mode give all processes of an n8n of today. */
const tested = [...read('tools/n8n/queue.mjs').matchAll(/^\t\t([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name);
const { n8n } = (JSON.parse(read('tools/n8n/runtime/package.json')) as { dependencies: { n8n: string } })
	.dependencies;
const { name, version } = JSON.parse(read('package.json')) as { name: string; version: string };

const WORKERS = ['worker-1', 'worker-2'];

describe('docker-compose.yml', () => {
	it('starts main, workers and webhook processes of the n8n that the tests run', () => {
		expect(ofN8n.map(([service]) => service)).toEqual(['main', ...WORKERS, 'webhook']);
		for (const [, { image }] of ofN8n) expect(image).toBe(`n8nio/n8n:${n8n}`);
		for (const worker of WORKERS) expect(services[worker].command).toMatch(/^worker /);
	});

	it.each(ofN8n)('gives %s every setting with which queue mode is tested', (_service, { environment }) => {
		expect(tested).toContain('N8N_WEBHOOK_URL');
		expect(Object.keys(environment)).toEqual(expect.arrayContaining(tested));
		expect(environment.EXECUTIONS_MODE).toBe('queue');
	});

	it.each(ofN8n)('lets %s have the package of this version', (_service, { environment }) => {
		expect(JSON.parse(environment.N8N_COMMUNITY_PACKAGES)).toEqual([{ name, version }]);
	});

	it('is told in the docs with the same version', () => {
		expect(read('docs/install.md')).toContain(JSON.stringify([{ name, version }]));
	});

	it.each(WORKERS)('has a runner for %s that is of the same version and asks it for work', (worker) => {
		const runner = services[worker.replace('worker', 'runner')];
		expect(runner.image).toBe(`n8nio/runners:${n8n}`);
		expect(runner.environment.N8N_RUNNERS_TASK_BROKER_URI).toBe(`http://${worker}:5679`);
	});

	it('keeps the folder of the main process alone: no other shares it', () => {
		expect(ofN8n.filter(([, { volumes }]) => volumes).map(([service]) => service)).toEqual(['main']);
	});

	it('asks for no secret or address that docs/queue-mode.env does not have', () => {
		const asked = [...read('docker-compose.yml').matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, value]) => value);
		expect(asked).toContain('N8N_HOST');
		for (const value of asked) expect(read('docs/queue-mode.env')).toMatch(new RegExp(`^${value}=`, 'm'));
	});
});
