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

const event = (number: number): Arrival => ({ trigger, id: `evt_${number}` });

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

	it('counts one that came again among the newest', () => {
		claim(event(1));
		decide(event(1), false);
		for (let number = 2; number <= 2000; number++) start(event(number));
		start(event(1));
		start(event(2001));
		expect(claim(event(1))).toBe('repeated');
		expect(claim(event(2))).toBe('first');
	});

	it('hears of a delivery that it has forgotten, or that nobody has claimed, without remembering it', () => {
		claim(event(1));
		for (let number = 2; number < 2005; number++) start(event(number));
		decide(event(1), true);
		decide({ trigger: 'unknown', id: 'evt_1' }, true);
		expect(claim(event(1))).toBe('first');
		expect(claim({ trigger: 'unknown', id: 'evt_1' })).toBe('first');
	});
});
