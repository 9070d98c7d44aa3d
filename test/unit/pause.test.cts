import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { Batch } from '../../nodes/shared/pipeline/batch';
import { NotYet, Pause } from '../../nodes/shared/pipeline/pause';
import { Progress } from '../../nodes/shared/pipeline/progress';
import { bought, lost, memory } from '../harness/memory.cts';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

/** An execution of a node with so many items, and what n8n was told. */
function execution(
	items: number,
	{ executionOrder = 'v1', stop = new AbortController(), size = items } = {},
) {
	const told: string[] = [];
	const slept: number[] = [];
	const start = time.now();
	const context = {
		runIndex: 0,
		runExecutionData: { executionData: { nodeExecutionStack: [] } },
		getExecutionContext: () => ({}),
		putExecutionToWait: async (until: Date) => void slept.push((until.getTime() - start) / 1000),
		getExecuteData: () => ({ node: { name: 'Video' } }),
		getNode: () => ({ name: 'Video' }),
		getMode: () => 'trigger',
		getWorkflowSettings: () => ({ executionOrder }),
		getItemIndex: () => 0,
		getExecutionId: () => '42',
		getWorkflow: () => ({ id: 'w' }),
		getWorkflowDataProxy: () => ({
			$execution: { customData: { set: (name: string, text: string) => told.push(`${name}: ${text}`) } },
		}),
		logger: { info: (line: string) => told.push(`info ${line}`) },
	} as unknown as IExecuteSingleFunctions;
	const batch = new Batch({ size, stopsOnFailure: false, cancelSignal: stop.signal });
	const stored = {};
	const purchases = memory();
	const progress = new Progress(stored, '42', 0);
	const pause = new Pause(context, { batch, purchases, progress });
	const signals = Array.from({ length: items }, (_, item) => batch.enter(item));
	const settle = async (item: number, until?: number) => await pause.settle(item, signals[item], until);
	const outcome = async (item: number) =>
		await pause.othersEnded(item, signals[item]).then(
			() => 'goes on',
			(error: Error) => (error instanceof NotYet ? 'sleeps' : error.constructor.name),
		);
	return {
		pause,
		batch,
		purchases,
		progress,
		stored,
		signals,
		told,
		slept,
		settle,
		outcome,
		now: () => time.now(),
	};
}

const MINUTE = 60_000;

describe('an execution whose items rest', () => {
	it('sleeps once all of them do, until the first of them wants to go on', async () => {
		const { settle, slept, now } = execution(3);
		const others = [settle(0, now() + 5 * MINUTE), settle(2, now() + 3 * MINUTE)];
		await time.idle();
		expect(slept).toEqual([]);
		expect(await settle(1, now() + 9 * MINUTE)).toBe(true);
		expect(await Promise.all(others)).toEqual([true, true]);
		expect(slept[0]).toBeCloseTo(180, 1);
	});

	it('sleeps for those that have time although others have ended', async () => {
		const { settle, slept, now } = execution(2);
		void settle(0, now() + 5 * MINUTE);
		expect(await settle(1)).toBe(true);
		expect(slept).toEqual([300]);
	});

	it('does not sleep when all have ended', async () => {
		const { settle, slept, told } = execution(2);
		expect(await Promise.all([settle(0), settle(1)])).toEqual([false, false]);
		expect([slept, told]).toEqual([[], []]);
	});

	it.each([
		[0, 65],
		[64, 65],
		[66, 66],
	])('for %i seconds sleeps for %i, since n8n looks once a minute', async (seconds, asleep) => {
		const { settle, slept, now } = execution(1);
		await settle(0, now() + seconds * 1000);
		expect(slept[0]).toBeCloseTo(asleep, 1);
	});

	it('waits for an item that n8n hands over in the same moment', async () => {
		const { pause, batch, settle, slept, now } = execution(1, { size: 2 });
		const first = settle(0, now() + 5 * MINUTE);
		const signal = batch.enter(1);
		await time.idle();
		expect(slept).toEqual([]);
		await pause.settle(1, signal, now() + 5 * MINUTE);
		expect(await first).toBe(true);
		expect(slept).toHaveLength(1);
	});

	it('stores what an item has come to that n8n hands over later still, and sleeps no second time', async () => {
		const { pause, batch, progress, settle, slept, stored, now } = execution(1, { size: 2 });
		await settle(0, now() + 5 * MINUTE);
		const signal = batch.enter(1);
		progress.of(1).since = 7;
		expect(await pause.settle(1, signal, now() + 9 * MINUTE)).toBe(true);
		expect(slept).toEqual([300]);
		expect(stored).toMatchObject({ progress0: { items: { 1: { since: 7 } } } });
	});

	it('sleeps once although two items come to rest in the same moment', async () => {
		const { settle, slept, now } = execution(2);
		await Promise.all([settle(0, now() + 5 * MINUTE), settle(1, now() + 5 * MINUTE)]);
		expect(slept).toHaveLength(1);
	});

	it('does not sleep after Stop', async () => {
		const stop = new AbortController();
		const { settle, slept, now } = execution(1, { stop });
		stop.abort();
		expect(await settle(0, now() + 5 * MINUTE)).toBe(false);
		expect(slept).toEqual([]);
	});

	it('tells the log and the execution until when it sleeps and what JoggAI is making, and stores how far it has come', async () => {
		const { settle, purchases, progress, stored, told, now } = execution(2);
		bought(purchases, 0, 'a');
		lost(purchases, 1);
		progress.of(0).since = 7;
		void settle(0, now() + 5 * MINUTE);
		await settle(1);

		const text =
			'It is not known either whether JoggAI accepted and charged item 1: look for the results in your projects at app.jogg.ai before you run it once more. JoggAI is making: avatar video a (fetch with JoggAI Avatar Video → Get).';
		expect(told).toEqual([
			`joggAi: ${text}`,
			`info Video (workflow w, execution 42, item 0): sleeps until 2026-10-01T00:05:00.000Z. ${text}`,
		]);
		expect(stored).toMatchObject({ progress0: { execution: '42', items: { 0: { since: 7 } } } });
	});
});

describe('an item whose jobs have ended', () => {
	it('goes on when the others have ended as well', async () => {
		const { settle, slept, outcome } = execution(3);
		const first = outcome(0);
		const second = outcome(1);
		await settle(2);
		expect(await Promise.all([first, second])).toEqual(['goes on', 'goes on']);
		expect(slept).toEqual([]);
	});

	it('goes on at once when it is the only one', async () => {
		expect(await execution(1).outcome(0)).toBe('goes on');
	});

	it('does not go on while another one works', async () => {
		const { settle, outcome } = execution(2);
		let ended = '';
		const first = outcome(0).then((how) => (ended = how));
		await time.idle();
		expect(ended).toBe('');
		await settle(1);
		expect(await first).toBe('goes on');
	});

	it('sleeps with the execution where another one has time', async () => {
		const { settle, slept, outcome, now } = execution(2);
		const first = outcome(0);
		await settle(1, now() + 5 * MINUTE);
		expect(await first).toBe('sleeps');
		expect(slept).toEqual([300]);
	});

	it('ends at Stop, also where it was pressed before', async () => {
		const stop = new AbortController();
		const { outcome } = execution(2, { stop });
		const waiting = outcome(0);
		stop.abort();
		expect([await waiting, await outcome(1)]).toEqual(['BatchEnded', 'BatchEnded']);
	});
});

describe('an execution that cannot sleep', () => {
	it('says so once in the log, with the reason', () => {
		const { pause, told } = execution(2, { executionOrder: 'v0' });
		expect([pause.isPossible, pause.isPossible]).toEqual([false, false]);
		expect(told).toEqual([
			'info Video (workflow w, execution 42, item 0): the workflow cannot pause in a workflow with the old execution order, so the node waits instead',
		]);
	});

	it('is none where nothing stands in the way', () => {
		const { pause, told } = execution(2);
		expect(pause.isPossible).toBe(true);
		expect(told).toEqual([]);
	});
});
