import type { IDataObject } from 'n8n-workflow';
import { limitReached } from '../../nodes/shared/purchases/limits';
import {
	longestReuseDays,
	mostCreditsOf,
	reuseFields,
	spendingFields,
	wantedReuse,
} from '../../nodes/shared/purchases/spendingFields';

const chosen = (values: IDataObject | undefined) => (name: string, fallback?: unknown) =>
	name === 'options' ? values : fallback;
const absent = (_name: string, fallback?: unknown) => fallback;

describe('what the user wants of spending', () => {
	it('is nothing in particular where nothing was chosen', () => {
		for (const parameter of [absent, chosen({}), chosen(undefined)]) {
			expect(wantedReuse(parameter)).toBe('testRuns');
			expect(longestReuseDays(parameter)).toBe(30);
			expect(mostCreditsOf(parameter)).toBe(Infinity);
		}
	});

	it('is what was chosen, also a limit of nothing', () => {
		const values = { ifMadeBefore: 'never', madeWithinDays: '7', mostCredits: 0 };
		expect(wantedReuse(chosen(values))).toBe('never');
		expect(longestReuseDays(chosen(values))).toBe(7);
		expect(mostCreditsOf(chosen(values))).toBe(0);
		expect(mostCreditsOf(chosen({ mostCredits: '2.5' }))).toBe(2.5);
	});

	it('is asked for with words that tell what happens without a choice', () => {
		const [first, ...others] = spendingFields;
		expect([first, ...others].map(({ name }) => name)).toEqual([
			'ifMadeBefore',
			'mostCredits',
			'madeWithinDays',
			'checkOnly',
		]);
		expect(first).toMatchObject({
			default: 'testRuns',
			description: expect.stringContaining(': Use It in Test Runs.'),
		});
		expect(first.options?.map((option) => (option as { value: string }).value)).toEqual([
			'never',
			'always',
			'testRuns',
		]);
		expect(reuseFields.map(({ name }) => name)).toEqual(['ifMadeBefore', 'madeWithinDays']);
	});
});

describe('a limit of credits', () => {
	const none = { spent: 0, behind: 0, most: 3 };

	it('lets through what comes to just as much, and nothing more', () => {
		expect(limitReached({ ...none, spent: 2, price: 1 })).toBeUndefined();
		expect(limitReached({ ...none, spent: 3, price: 0.01 })).toEqual({
			what: "This item would take the run to about 3.01 credits, more than 'Most Credits per Run' allows (3)",
			next: expect.stringMatching(/^It was not sent\. Nothing was charged for it\. .*Options\.$/),
			outcome: 'notSent',
		});
	});

	it('speaks of all items where the first failure ends the run', () => {
		expect(limitReached({ ...none, price: 1, behind: 3 })?.what).toMatch(
			/^The items of this run would take it to about 4 /,
		);
		expect(limitReached({ ...none, price: 1, behind: 2 })).toBeUndefined();
	});

	it('counts hundredths as they are meant', () => {
		expect(limitReached({ spent: 0.1 + 0.2, price: 0, behind: 0, most: 0.3 })).toBeUndefined();
	});
});
