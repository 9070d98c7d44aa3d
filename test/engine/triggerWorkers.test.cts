import type { INodeType } from 'n8n-workflow';
import { freshProcess, processedData, TriggerBench } from '../harness/triggerHarness.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
let n8n: TriggerBench;
let workers: INodeType[];

beforeEach(async () => {
	n8n = await new TriggerBench(at.world).open();
	workers = [freshProcess(), freshProcess()];
});
afterEach(() => {
	processedData.broken = false;
	processedData.gate = Promise.resolve();
});

/** A worker runs the execution that a webhook process has started for an event. */
async function run(worker: INodeType, id: string, executionId?: string): Promise<void> {
	n8n.type = worker;
	const body = { event: 'generated_avatar_video_success', data: { video_id: id } };
	await n8n.execute([[{ json: { deliveryId: `evt_${id}`, headers: {}, body } }]], 'webhook', executionId);
}

const ran = () => n8n.executions.flatMap(({ downstream }) => downstream?.map(({ id }) => String(id)) ?? []);

describe('an event that came in through two webhook processes', () => {
	it('runs once when the second execution begins after the first has recorded it, on whichever worker', async () => {
		const ids = Array.from({ length: 10 }, (_, index) => `v${index}`);
		for (const id of ids) for (const worker of workers) await run(worker, id);
		expect(ran()).toEqual(ids);
	});

	it('runs once when both executions begin on the same worker', async () => {
		const [worker] = workers;
		await Promise.all([run(worker, 'v1'), run(worker, 'v1'), run(worker, 'v1')]);
		expect(ran()).toEqual(['v1']);
	});

	it('runs once when it comes again after everything has been started anew', async () => {
		await run(workers[0], 'v1');
		await run(freshProcess(), 'v1');
		expect(ran()).toEqual(['v1']);
	});

	it('is never lost when all executions begin at the same moment: n8n has no lock, so one may run twice', async () => {
		const ids = Array.from({ length: 8 }, (_, index) => `v${index}`);
		await Promise.all(ids.flatMap((id) => workers.map(async (worker) => await run(worker, id))));
		expect([...new Set(ran())].sort()).toEqual(ids);
	});

	it('runs again in the execution that n8n 1.x begins anew after the end of its worker', async () => {
		await run(workers[0], 'v1', 'execution 1');
		await run(workers[1], 'v1', 'execution 1');
		await run(workers[1], 'v1', 'execution 2');
		expect(ran()).toEqual(['v1', 'v1']);
	});

	it('goes through on every worker rather than getting lost when the list cannot be written', async () => {
		processedData.broken = true;
		await Promise.all(workers.map(async (worker) => await run(worker, 'v1')));
		expect(ran()).toEqual(['v1', 'v1']);
	});
});
