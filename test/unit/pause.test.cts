import type { IExecuteSingleFunctions } from 'n8n-workflow';
import type { Problem } from '../../nodes/shared/api/problem';
import { Batch } from '../../nodes/shared/pipeline/batch';
import { Ledger } from '../../nodes/shared/pipeline/ledger';
import { NotYet, Pause } from '../../nodes/shared/pipeline/pause';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

const unknown: Problem = { what: 'Broken off', next: '', outcomeUnknown: true };

/** An execution of a node with so many items, and what n8n was told. */
function execution(items: number, { executionOrder = 'v1', stop = new AbortController() } = {}) {
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
	const batch = new Batch({ size: items, stopsOnFailure: false, cancelSignal: stop.signal });
	const stored = {};
	const ledger = new Ledger(stored);
	const pause = new Pause(context, batch, ledger);
	const signals = Array.from({ length: items }, (_, item) => batch.enter(item));
	const outcome = async (item: number) =>
		await pause.othersEnded(item, signals[item]).then(
			() => 'goes on',
			(error: Error) => (error instanceof NotYet ? 'sleeps' : error.constructor.name),
		);
	return { pause, batch, ledger, stored, signals, told, slept, outcome, now: () => time.now() };
}

const MINUTE = 60_000;

describe('an execution whose items rest', () => {
	it('sleeps once all of them do, until the first of them wants to go on', async () => {
		const { pause, slept, now } = execution(3);
		await pause.settle(0, now() + 5 * MINUTE);
		await pause.settle(2, now() + 3 * MINUTE);
		expect(slept).toEqual([]);
		await pause.settle(1, now() + 9 * MINUTE);
		expect(slept).toEqual([180]);
	});

	it('sleeps for those that have time although others have ended', async () => {
		const { pause, slept, now } = execution(2);
		await pause.settle(0, now() + 5 * MINUTE);
		await pause.settle(1);
		expect(slept).toEqual([300]);
	});

	it('does not sleep when all have ended', async () => {
		const { pause, slept, told } = execution(2);
		await pause.settle(0);
		await pause.settle(1);
		expect([slept, told]).toEqual([[], []]);
	});

	it.each([
		[0, 65],
		[64, 65],
		[66, 66],
	])('for %i seconds sleeps for %i, since n8n looks once a minute', async (seconds, asleep) => {
		const { pause, slept, now } = execution(1);
		await pause.settle(0, now() + seconds * 1000);
		expect(slept[0]).toBeCloseTo(asleep, 1);
	});

	it('waits for an item that n8n hands over in the same moment', async () => {
		const { pause, batch, slept, now } = execution(1);
		const first = pause.settle(0, now() + 5 * MINUTE);
		batch.enter(1);
		await first;
		expect(slept).toEqual([]);
		await pause.settle(1, now() + 5 * MINUTE);
		expect(slept).toHaveLength(1);
	});

	it('sleeps once although two items come to rest in the same moment', async () => {
		const { pause, slept, now } = execution(2);
		await Promise.all([pause.settle(0, now() + 5 * MINUTE), pause.settle(1, now() + 5 * MINUTE)]);
		expect(slept).toHaveLength(1);
	});

	it('does not sleep after Stop', async () => {
		const stop = new AbortController();
		const { pause, slept, now } = execution(1, { stop });
		stop.abort();
		await pause.settle(0, now() + 5 * MINUTE);
		expect(slept).toEqual([]);
	});

	it('tells the log and the execution until when it sleeps and what JoggAI is making, and stores how far it has come', async () => {
		const { pause, ledger, stored, told, now } = execution(2);
		ledger.addJob({ kind: 'avatarVideo', id: 'a', itemIndex: 0 });
		ledger.record(1, { problem: unknown });
		ledger.progressOf(0).since = 7;
		await pause.settle(0, now() + 5 * MINUTE);
		await pause.settle(1);

		const text =
			'JoggAI is making: avatar video a (fetch with JoggAI Avatar Video → Get). It is not known either whether JoggAI accepted and charged item 1: look for the results in your projects at app.jogg.ai before you run it once more.';
		expect(told).toEqual([
			`info Video (workflow w, execution 42, item 0): sleeps until 2026-10-01T00:05:00.000Z. ${text}`,
			`joggAi: ${text}`,
		]);
		expect(stored).toMatchObject({ asleep0: { 0: { since: 7 } } });
	});
});

describe('an item whose jobs have ended', () => {
	it('goes on when the others have ended as well', async () => {
		const { pause, slept, outcome } = execution(3);
		const first = outcome(0);
		const second = outcome(1);
		await pause.settle(2);
		expect(await Promise.all([first, second])).toEqual(['goes on', 'goes on']);
		expect(slept).toEqual([]);
	});

	it('goes on at once when it is the only one', async () => {
		expect(await execution(1).outcome(0)).toBe('goes on');
	});

	it('does not go on while another one works', async () => {
		const { pause, outcome } = execution(2);
		let ended = '';
		const first = outcome(0).then((how) => (ended = how));
		await time.idle();
		expect(ended).toBe('');
		await pause.settle(1);
		expect(await first).toBe('goes on');
	});

	it('sleeps with the execution where another one has time', async () => {
		const { pause, slept, outcome, now } = execution(2);
		const first = outcome(0);
		await pause.settle(1, now() + 5 * MINUTE);
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
