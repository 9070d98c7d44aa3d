import type { IDataObject } from 'n8n-workflow';
import { Batch } from '../../nodes/shared/pipeline/batch';
import { Budget, reserve } from '../../nodes/shared/pipeline/budget';
import type { ItemContext } from '../../nodes/shared/pipeline/itemContext';
import {
	limitsOf,
	longestReuseDays,
	reuseFields,
	spendingFields,
	wantedReuse,
} from '../../nodes/shared/pipeline/spending';
import { VirtualClock } from '../harness/virtualClock.cts';

const chosen = (values: IDataObject | undefined) => (name: string, fallback?: unknown) =>
	name === 'options' ? values : fallback;
const absent = (_name: string, fallback?: unknown) => fallback;

describe('what the user wants of spending', () => {
	it('is nothing in particular where nothing was chosen', () => {
		for (const parameter of [absent, chosen({}), chosen(undefined)]) {
			expect(wantedReuse(parameter, 'always')).toBe('always');
			expect(longestReuseDays(parameter)).toBe(30);
			expect(limitsOf(parameter)).toEqual({ mostCredits: Infinity, lowestBalance: -Infinity });
		}
	});

	it('is what was chosen, also a limit of nothing', () => {
		const values = { ifMadeBefore: 'never', madeWithinDays: '7', mostCredits: 0, lowestBalance: '2.5' };
		expect(wantedReuse(chosen(values), 'always')).toBe('never');
		expect(longestReuseDays(chosen(values))).toBe(7);
		expect(limitsOf(chosen(values))).toEqual({ mostCredits: 0, lowestBalance: 2.5 });
	});

	it('is asked for with words that tell what happens without a choice', () => {
		const [first, ...others] = spendingFields('always');
		expect([first, ...others].map(({ name }) => name)).toEqual([
			'ifMadeBefore',
			'mostCredits',
			'lowestBalance',
			'madeWithinDays',
		]);
		expect(first).toMatchObject({
			default: 'always',
			description: expect.stringContaining(': Use It Always.'),
		});
		expect(first.options?.map((option) => (option as { value: string }).value)).toEqual([
			'never',
			'always',
			'testRuns',
		]);
		expect(spendingFields()[0].default).toBe('testRuns');
		expect(reuseFields().map(({ name }) => name)).toEqual(['ifMadeBefore', 'madeWithinDays']);
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

const refusal = async (promise: Promise<unknown>) =>
	await promise.then(
		() => undefined,
		(error: { problem: { what: string; next: string } }) => error.problem,
	);

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
	it('lets through what comes to just as much, and nothing more', async () => {
		const { item, budget } = execution({ mostCredits: 3 });
		await reserve(item, 2);
		await reserve(item, 1);
		expect(await refusal(reserve(item, 0.01))).toEqual({
			what: "This item would take the run to about 3.01 credits, more than 'Most Credits per Run' allows (3)",
			next: expect.stringMatching(/^It was not sent\. Nothing was charged for it\. .*Options\.$/),
		});
		expect(budget.spent).toBe(3);
	});

	it('counts again what was taken back', async () => {
		const { item } = execution({ mostCredits: 1 });
		const takeBack = await reserve(item, 1);
		takeBack();
		expect(await refusal(reserve(item, 1))).toBeUndefined();
	});

	it('counts all items still to come where the first failure ends the batch', async () => {
		const { item, batch, log } = execution({ mostCredits: 3 }, { stopsOnFailure: true });
		batch.expectedCredits = 4;
		expect((await refusal(reserve(item, 1)))?.what).toMatch(
			/^The items of this run would take it to about 4 /,
		);
		batch.expectedCredits = 3;
		await reserve(item, 1);
		await reserve(item, 1);
		expect(batch.expectedCredits).toBe(1);
		await reserve(item, 1);
		expect(log).toEqual([expect.stringContaining('the items of this run will cost about 3 credits')]);
	});

	it('counts only the item itself where the others go on', async () => {
		const { item, batch, log } = execution({ mostCredits: 3 });
		batch.expectedCredits = 9;
		expect(await refusal(reserve(item, 1))).toBeUndefined();
		expect(log).toEqual([]);
	});

	it('asks JoggAI for nothing', async () => {
		const { item, asked } = execution({ mostCredits: 3 });
		await reserve(item, 1);
		expect(asked).toEqual([]);
	});
});

describe('a balance that must be left', () => {
	let time: VirtualClock;
	beforeEach(() => void (time = new VirtualClock().install()));
	afterEach(() => time.uninstall());

	it('is asked for once, and what was spent since then is taken off it', async () => {
		const { item, asked } = execution({ lowestBalance: 10 }, { credits: 12, data: { spentCredits: 5 } });
		await reserve(item, 1);
		await reserve(item, 1);
		expect(await refusal(reserve(item, 1))).toEqual({
			what: "About 9 credits would be left, fewer than 'Stop If the Balance Is Below' asks for (10)",
			next: expect.stringMatching(/^It was not sent\. Nothing was charged for it\. Buy credits/),
		});
		expect(asked).toEqual(['/v2/user/remaining_quota']);
	});

	it('is never told as less than nothing', async () => {
		const { item } = execution({ lowestBalance: 0 }, { credits: 1 });
		expect((await refusal(reserve(item, 5)))?.what).toMatch(/^About 0 credits would be left/);
	});

	it.each([0, '0', 'many', -3])(
		'counts as not told where JoggAI says %j, and stops nothing',
		async (credits) => {
			const { item } = execution({ lowestBalance: 10 }, { credits });
			expect(await refusal(reserve(item, 5))).toBeUndefined();
		},
	);
});
