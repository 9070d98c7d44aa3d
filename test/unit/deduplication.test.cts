import { type Arrival, claim, decide } from '../../nodes/Trigger/deduplication';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
let count = 0;
let trigger = '';

beforeEach(() => {
	time = new VirtualClock().install();
	trigger = `trigger ${++count}`;
});
afterEach(() => time.uninstall());

/** The event with this number, made so many seconds after 1970. */
const event = (number: number, madeAtSeconds?: number): Arrival => ({
	trigger,
	id: `evt_${number}`,
	madeAt: madeAtSeconds === undefined ? undefined : madeAtSeconds * 1000,
});

function start(arrival: Arrival): void {
	expect(claim(arrival)).toBe('first');
	decide(arrival, true);
}

describe('the memory of deliveries', () => {
	it('lets the first of equal deliveries through; the next one hears that it is undecided, then that it is repeated', () => {
		expect([claim(event(1)), claim(event(1))]).toEqual(['first', 'undecided']);
		decide(event(1), true);
		expect(claim(event(1))).toBe('repeated');
	});

	it('lets the next one through when n8n could not start the execution', () => {
		claim(event(1));
		decide(event(1), false);
		expect([claim(event(1)), claim(event(1))]).toEqual(['first', 'undecided']);
	});

	it('lets a repetition through when n8n has said nothing for two minutes', async () => {
		claim(event(1));
		await time.sleep(119_000);
		expect(claim(event(1))).toBe('undecided');
		await time.sleep(1000);
		expect(claim(event(1))).toBe('first');
	});

	it('keeps the newest two thousand of each trigger, however busy the others are', () => {
		const quiet = { trigger: `quiet ${count}`, id: 'evt_quiet' };
		start(quiet);
		for (let number = 0; number <= 2000; number++) start(event(number));
		expect(claim(event(2000))).toBe('repeated');
		expect(claim(event(1))).toBe('repeated');
		expect(claim(event(0))).toBe('first');
		expect(claim(quiet)).toBe('repeated');
	});
});

describe('an event that the memory does not know', () => {
	/** Events 0 to 2004, a second apart; the first five are forgotten. */
	const fill = () => {
		for (let number = 0; number < 2005; number++) start(event(number, 1_700_000_000 + number));
	};

	it('is taken for a replay when it is older than what was forgotten', () => {
		fill();
		expect(claim(event(0, 1_700_000_000))).toBe('tooOld');
		expect(claim(event(-1, 1_699_990_000))).toBe('tooOld');
	});

	it('is new when it is no older than what was forgotten, or does not say when it was made', () => {
		fill();
		expect(claim({ ...event(9999, 1_700_000_004) })).toBe('first');
		expect(claim({ ...event(9998, 1_700_000_005) })).toBe('first');
		expect(claim({ ...event(9997) })).toBe('first');
	});

	it('is new, however old it is, while nothing was forgotten', () => {
		for (let number = 0; number < 2000; number++) start(event(number, 1_790_000_000));
		expect(claim(event(9999, 1))).toBe('first');
	});

	it('is welcome, however old it is, when n8n could not start it before', () => {
		for (let number = 0; number < 1000; number++) start(event(number, 1_700_000_000 + number));
		claim(event(5000, 1_600_000_000));
		decide(event(5000, 1_600_000_000), false);
		for (let number = 1000; number < 2500; number++) start(event(number, 1_700_000_000 + number));
		expect(claim(event(5001, 1_600_000_000))).toBe('tooOld');
		expect(claim(event(5000, 1_600_000_000))).toBe('first');
	});

	it('is new although events from the future were forgotten', async () => {
		for (let number = 0; number < 2005; number++) start(event(number, 9_999_999_999));
		await time.sleep(1000);
		expect(claim(event(9999, time.now() / 1000))).toBe('first');
	});

	it('is new although events without a time were forgotten', () => {
		for (let number = 0; number < 2005; number++) start(event(number));
		expect(claim(event(9999, 1_700_000_000))).toBe('first');
	});

	it('may be decided after it was forgotten, or although nobody has claimed it', () => {
		claim(event(1));
		for (let number = 2; number < 2005; number++) start(event(number));
		decide(event(1), true);
		decide({ trigger: 'unknown', id: 'evt_1' }, true);
		expect(claim(event(1))).toBe('first');
	});

	it('is left to the list of n8n after a day without events', async () => {
		start(event(1));
		await time.sleep(24 * 3600_000);
		expect(claim(event(1))).toBe('first');
	});
});
