import type { IDataObject } from 'n8n-workflow';
import type { Problem, ProblemError } from '../../nodes/shared/api/problem';
import { Batch } from '../../nodes/shared/pipeline/batch';
import { Budget, reserve } from '../../nodes/shared/pipeline/budget';
import type { ItemContext } from '../../nodes/shared/pipeline/item';
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

let executions = 0;

/** Items of one node execution, whose account has so many credits. */
function execution(
	values: IDataObject,
	{ stopsOnFailure = false, credits = 100 as number | string, data = {} as IDataObject } = {},
) {
	const asked: unknown[] = [];
	const log: string[] = [];
	const httpRequestWithAuthentication = async (_name: string, { url }: { url: string }) => {
		asked.push(url);
		return { statusCode: 200, headers: {}, body: { code: 0, data: { remaining_quota: credits } } };
	};
	const context = {
		helpers: { httpRequestWithAuthentication },
		getContext: () => data,
		getExecutionId: () => id,
		getWorkflow: () => ({ id: 'w' }),
		getNode: () => ({ id: 'n', name: 'Video' }),
		getItemIndex: () => 0,
		logger: { info: (line: string) => log.push(line) },
	};
	const id = `spending ${++executions}`;
	const batch = new Batch({ size: 3, stopsOnFailure });
	const item = {
		context,
		batch,
		parameter: chosen(values),
		request: { url: '' },
		account: { baseUrl: 'https://api.example', redact: (value: unknown) => value },
		signal: new AbortController().signal,
	} as unknown as ItemContext;
	return { item, batch, asked, log, data, budget: new Budget(item) };
}

function refusal(work: () => unknown): Problem | undefined {
	try {
		work();
		return undefined;
	} catch (error) {
		return (error as ProblemError).problem;
	}
}

describe('what an execution has spent', () => {
	it('is counted with the execution, and can be taken back', () => {
		const { budget, data } = execution({});
		expect(budget.spent).toBe(0);
		budget.count(2);
		budget.count(1.5);
		expect([budget.spent, data.spentCredits]).toEqual([3.5, 3.5]);
		budget.count(-1.5);
		expect(budget.spent).toBe(2);
	});

	it('is known from what n8n has stored, and from this process where n8n stores nothing', () => {
		const { budget } = execution({}, { data: { spentCredits: '4' } });
		expect(budget.spent).toBe(4);
		const { item, budget: first } = execution({});
		first.count(3);
		(item.context as unknown as { getContext: () => object }).getContext = () => ({});
		expect(new Budget(item).spent).toBe(3);
	});

	it('is remembered of the thousand newest executions', () => {
		const all = Array.from({ length: 1001 }, () => execution({}));
		for (const { budget } of all) budget.count(1);
		const forgetful = ({ item }: (typeof all)[number]) => {
			(item.context as unknown as { getContext: () => object }).getContext = () => ({});
			return new Budget(item).spent;
		};
		expect([all[0], all[1], all[1000]].map(forgetful)).toEqual([0, 1, 1]);
	});
});

describe('a limit of credits', () => {
	it('lets through what comes to just as much, and nothing more', () => {
		const { item, budget } = execution({ mostCredits: 3 });
		reserve(item, 2);
		reserve(item, 1);
		expect(refusal(() => reserve(item, 0.01))).toEqual({
			what: "This item would take the run to about 3.01 credits, more than 'Most Credits per Run' allows (3)",
			next: expect.stringMatching(/^It was not sent\. Nothing was charged for it\. .*Options\.$/),
		});
		expect(budget.spent).toBe(3);
	});

	it('counts again what was taken back', () => {
		const { item } = execution({ mostCredits: 1 });
		const takeBack = reserve(item, 1);
		takeBack();
		expect(refusal(() => reserve(item, 1))).toBeUndefined();
	});

	it('counts all items still to come where the first failure ends the batch', () => {
		const { item, batch, log } = execution({ mostCredits: 3 }, { stopsOnFailure: true });
		batch.expectedCredits = 4;
		expect(refusal(() => reserve(item, 1))?.what).toMatch(/^The items of this run would take it to about 4 /);
		batch.expectedCredits = 3;
		reserve(item, 1);
		reserve(item, 1);
		expect(batch.expectedCredits).toBe(1);
		reserve(item, 1);
		expect(log).toEqual([expect.stringContaining('the items of this run will cost about 3 credits')]);
	});

	it('counts only the item itself where the others go on', () => {
		const { item, batch, log } = execution({ mostCredits: 3 });
		batch.expectedCredits = 9;
		expect(refusal(() => reserve(item, 1))).toBeUndefined();
		expect(log).toEqual([]);
	});
});
