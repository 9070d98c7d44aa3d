import { clock } from '../../nodes/shared/platform/clock';
import { TriggerBench } from '../harness/triggerHarness.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
let n8n: TriggerBench;

beforeEach(async () => {
	n8n = await new TriggerBench(at.world).open();
	await n8n.activate();
});

const finished = () => ({
	event_id: 'evt_v1',
	event: 'generated_avatar_video_success',
	timestamp: 1790812800,
	data: { video_id: 'v1', status: 'completed', video_url: 'https://media.example/v1.mp4' },
});

describe('an event ID that is a number of twenty digits', () => {
	const twenty = (lastDigit: number) =>
		JSON.stringify(finished()).replace('"evt_v1"', `1234567890123456789${lastDigit}`);

	it('keeps all of them: two events that differ in the last one are two, and each comes through once', async () => {
		for (const digit of [0, 1, 0, 1]) await n8n.signed(twenty(digit));
		const ids = (await n8n.finished()).map(({ items }) => items[0].eventId);
		expect(ids).toEqual(['12345678901234567890', '12345678901234567891']);
	});

	it('is the same as text, also after a restart of n8n', async () => {
		await n8n.signed(twenty(0));
		await n8n.signed({ ...finished(), event_id: '12345678901234567890' });
		expect(await n8n.finished()).toHaveLength(1);
		n8n.restart();
		await n8n.signed(twenty(1));
		await n8n.signed({ ...finished(), event_id: '12345678901234567890' });
		const [, next, late] = await n8n.finished();
		expect([next.downstream?.length, late.downstream]).toEqual([1, undefined]);
	});
});

describe('an event that is signed and was made', () => {
	const DAY_SECONDS = 24 * 3600;
	const madeBefore = (seconds: number) => ({
		...finished(),
		timestamp: at.world.clock.now() / 1000 - seconds,
	});

	it('more than a day ago is answered with success, named in the log, and starts nothing', async () => {
		const answer = await n8n.signed(madeBefore(DAY_SECONDS + 1));
		expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('more than a day ago') });
		expect(n8n.log).toEqual([
			expect.stringMatching(
				/^warn JoggAI Trigger: event evt_v1 was made more than a day ago \(2026-09-29T23:59:59\.000Z\).* started nothing \{"workflowId":"w\d+"\}$/,
			),
		]);
		expect(await n8n.finished()).toEqual([]);
	});

	it('more than a day ago starts nothing in the editor either', async () => {
		await n8n.listen();
		expect(await n8n.signed(madeBefore(DAY_SECONDS + 1), true)).toMatchObject({ status: 200 });
		expect(await n8n.finished()).toEqual([]);
	});

	it('more than a day ago is not named in the log where nobody chose it', async () => {
		await n8n.signed({ ...madeBefore(DAY_SECONDS + 1), event: 'generated_script_success' });
		expect(n8n.log).toEqual([]);
	});

	it.each([
		['a day ago', DAY_SECONDS],
		['in the future of this clock', -DAY_SECONDS],
	])('%s starts the workflow', async (_when, seconds) => {
		await n8n.signed(madeBefore(seconds));
		expect(await n8n.finished()).toHaveLength(1);
	});

	it.each(['soon', 0, null, undefined, -1e300, {}])(
		'at a time that nobody can read (%j) starts the workflow',
		async (timestamp) => {
			await n8n.signed({ ...finished(), timestamp });
			expect(await n8n.finished()).toHaveLength(1);
		},
	);

	it('yesterday by the clock of the machine is old, whatever the steady clock of the process says', async () => {
		const { now } = at.world.clock;
		clock.wallTime = () => now() + (DAY_SECONDS + 1) * 1000;
		await n8n.signed(finished());
		expect(await n8n.finished()).toEqual([]);
	});
});
