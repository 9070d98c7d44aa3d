import { clock } from '../../nodes/shared/api/clock';
import { Durations } from '../../nodes/shared/pipeline/durations';
import { learned, nextQuestion } from '../../nodes/shared/pipeline/schedule';
import { Spread } from '../../nodes/shared/pipeline/spread';
import { type JobKind, JOBS } from '../../nodes/shared/vocabulary/jobs';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Ages at which a job is asked for until `end`. */
function questions(
	durations: Durations,
	end: number,
	advised = (age: number): number => (age < 60 ? 10 : 30),
) {
	const ages: number[] = [];
	for (let age = 0; age < end; ages.push(age)) age += durations.pause(age, advised(age));
	return ages;
}

/** What is known after jobs that took so long, each asked for every five seconds. */
function knowing(...seconds: number[]): Durations {
	const durations = new Durations();
	for (const took of seconds) {
		const by = Math.ceil(took / 5) * 5;
		durations.add({ after: by - 5, by });
	}
	return durations;
}

const gaps = (ages: number[]): number[] => ages.map((age, index) => age - (ages[index - 1] ?? 0));

describe('when to ask for a job', () => {
	it('follows the advice as long as nothing is known', () => {
		expect(questions(new Durations(), 120)).toEqual([10, 20, 30, 40, 50, 60, 90, 120]);
	});

	it('asks rarely before the jobs of its kind use to end, and often where they do', () => {
		const ages = questions(knowing(...range(40).map((index) => 115 + (index % 10))), 130);

		expect(ages.filter((age) => age < 110).length).toBeLessThan(5);
		expect(ages.filter((age) => age >= 110).length).toBeGreaterThanOrEqual(3);
	});

	it('comes back to the advice for a job that takes longer than any before', () => {
		expect(knowing(...range(50).map(() => 40)).pause(100, 30)).toBe(30);
	});

	it('notices a job that ends much earlier than all before within a minute', () => {
		expect(knowing(...range(200).map(() => 3600)).pause(0, 15)).toBe(60);
	});

	it.each([1, 4, 7, 30, 60])('never asks twice within five seconds (advice of %d seconds)', (advised) => {
		const known = knowing(...range(200).map((index) => 10 + (index % 3)));

		for (const age of range(40)) expect(known.pause(age, advised)).toBeGreaterThanOrEqual(5);
		expect(Math.min(...gaps(questions(known, 60, () => advised)))).toBeGreaterThanOrEqual(5);
	});

	it('believes one job less than many', () => {
		const one = knowing(300).pause(0, 12);
		const many = knowing(...range(50).map(() => 300)).pause(0, 12);

		expect(one).toBeGreaterThan(12);
		expect(many).toBeGreaterThan(1.5 * one);
	});

	it('does not drift: that it asked too late once does not make it ask later still', () => {
		const durations = new Durations();
		const took = 80;
		const lags = range(100).map(() => {
			let before = 0;
			let age = 0;
			while (age < took) {
				before = age;
				age += durations.pause(age, age < 60 ? 10 : 30);
			}
			durations.add({ after: before, by: age });
			return age - took;
		});

		expect(Math.max(...lags.slice(20))).toBeLessThanOrEqual(6);
	});

	it('forgets how it was when the service has changed', () => {
		const durations = knowing(...range(200).map(() => 300));
		range(200).forEach(() => durations.add({ after: 20, by: 25 }));

		expect(questions(durations, 30)).toEqual(questions(knowing(...range(200).map(() => 25)), 30));
	});

	it('takes no notice of an end that lies before its beginning', () => {
		const durations = new Durations();
		durations.add({ after: 40, by: 40 });

		expect(durations.pause(0, 12)).toBe(12);
	});
});

describe('questions for many jobs', () => {
	const perSecond = (pauses: number[]): number[] => {
		const seconds = new Map<number, number>();
		for (const pause of pauses) seconds.set(Math.floor(pause), (seconds.get(Math.floor(pause)) ?? 0) + 1);
		return [...seconds.values()];
	};

	it('come when they should as long as they are few', () => {
		const spread = new Spread();

		expect(range(4).map(() => spread.place(0, 12))).toEqual([12, 12, 12, 12]);
	});

	it('are spread evenly over the seconds around', () => {
		const spread = new Spread();
		const pauses = range(60).map(() => spread.place(0, 12));

		expect(Math.max(...perSecond(pauses))).toBeLessThanOrEqual(7);
		expect(Math.min(...pauses)).toBe(8);
		expect(Math.max(...pauses)).toBe(16);
	});

	it('never come within five seconds, however many they are', () => {
		const spread = new Spread();

		expect(Math.min(...range(500).map(() => spread.place(0.4, 6)))).toBeGreaterThanOrEqual(5);
	});

	it('are forgotten once their second is over', () => {
		const spread = new Spread();
		for (const second of range(10_000)) spread.place(second, 12);

		expect((spread as unknown as { planned: Map<number, number> }).planned.size).toBeLessThan(20);
	});
});

describe('what is known of an account', () => {
	const account = (fingerprint: string) => ({ fingerprint });
	const first = (fingerprint: string, kind: JobKind) =>
		nextQuestion(account(fingerprint), kind, { age: 0, isAgeKnown: true });
	const teach = (fingerprint: string, kind: JobKind) =>
		range(50).forEach(() => learned(account(fingerprint), kind, { after: 295, by: 300 }));

	let now = 0;
	beforeEach(() => {
		now += 1_000_000;
		jest.spyOn(clock, 'now').mockImplementation(() => now);
	});
	afterEach(() => jest.restoreAllMocks());

	it.each(Object.keys(JOBS) as JobKind[])('is asked by the advice at first (%s)', (kind) => {
		expect(first(`cold ${kind}`, kind)).toBe(JOBS[kind].firstPollSeconds);
	});

	it('holds for its own jobs of the same kind only', () => {
		teach('mine', 'avatarVideo');

		expect(first('mine', 'avatarVideo')).toBeGreaterThan(30);
		expect(first('mine', 'aiScript')).toBe(10);
		expect(first('yours', 'avatarVideo')).toBe(12);
	});

	it('says nothing about a job whose age is not known', () => {
		teach('other', 'videoTranslation');

		expect(nextQuestion(account('other'), 'videoTranslation', { age: 0, isAgeKnown: false })).toBe(15);
	});

	it('is forgotten when a hundred other accounts came after it', () => {
		teach('old', 'avatarVideo');
		range(100).forEach((index) => first(`account ${index}`, 'avatarVideo'));

		expect(first('old', 'avatarVideo')).toBe(12);
	});
});
