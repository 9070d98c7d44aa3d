import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { executionOf } from '../../nodes/shared/pipeline/execution';

interface Engine {
	/** What n8n keeps through all attempts of a step. */
	step?: object;
	item?: number;
	node?: object;
	tool?: object;
	continues?: boolean;
}

const contextOf = ({ step, item = 0, node = {}, tool, continues = false }: Engine) =>
	({
		getExecuteData: () => step,
		getItemIndex: () => item,
		getNode: () => ({ name: 'Video', ...node }),
		continueOnFail: () => continues,
		getExecutionCancelSignal: () => undefined,
		getContext: () => ({}),
		getExecutionId: () => 'e',
		getWorkflow: () => ({ id: 'w' }),
		getMode: () => 'trigger',
		getWorkflowStaticData: () => ({}),
		runExecutionData: {
			resultData: { runData: { Video: [{ inputOverride: tool && { ai_tool: [[{ json: tool }]] } }] } },
		},
	}) as unknown as IExecuteSingleFunctions;

const items = (count: number) => ({ main: [Array.from({ length: count }, () => ({ json: {} }))] });
const stepWith = (data?: object) => ({ node: { name: 'Video' }, data });

/** After how many items the batch of an execution is complete. */
const sizeOf = (engine: Engine): number => {
	const { batch } = executionOf(contextOf(engine));
	const entered = [0, 1, 2, 3].findIndex((item) => Boolean(batch.enter(item)) && batch.isComplete);
	return entered + 1;
};

describe('the execution of an item', () => {
	it('is the same for all items of an attempt', () => {
		const step = stepWith(items(2));
		const first = executionOf(contextOf({ step }));
		first.batch.enter(0);
		expect(executionOf(contextOf({ step, item: 1 }))).toBe(first);
		expect(executionOf(contextOf({ step: stepWith(items(2)) }))).not.toBe(first);
	});

	it('is a new attempt when an item comes once more: with a batch of its own, and what is known', () => {
		const step = stepWith(items(1));
		const first = executionOf(contextOf({ step }));
		first.batch.enter(0);
		first.progress.of(0).failure = { error: 'broken' };
		const second = executionOf(contextOf({ step }));
		expect(second.batch).not.toBe(first.batch);
		expect(second.purchases).toBe(first.purchases);
		expect(second.progress.of(0)).toEqual({});
	});

	it.each<[Engine, number]>([
		[{ step: stepWith(items(3)) }, 3],
		[{ step: stepWith(items(3)), node: { executeOnce: true } }, 1],
		[{ step: stepWith({}) }, 1],
		[{ step: stepWith({ main: [] }) }, 1],
		[{ step: stepWith({ main: [null] }) }, 1],
		[{ step: stepWith(undefined) }, 1],
		[{ step: { node: { name: 'AI Agent' }, data: items(3) } }, 1],
		[{ step: undefined }, 1],
	])('has as many items as its input: %j', (engine, size) => {
		expect(sizeOf(engine)).toBe(size);
	});

	it('of a tool lasts as long as one call of the AI Agent', () => {
		const tool = { script: 'Hello.' };
		const step = { node: { name: 'AI Agent' }, data: items(1) };
		const first = executionOf(contextOf({ step, tool }));
		first.batch.enter(0);
		expect(executionOf(contextOf({ step, tool })).purchases).toBe(first.purchases);
		expect(executionOf(contextOf({ step, tool: { ...tool } })).purchases).not.toBe(first.purchases);
	});

	it('stands for itself where nothing tells calls apart', () => {
		const [first, second] = [1, 2].map(() => executionOf(contextOf({})));
		expect(first.purchases).not.toBe(second.purchases);
	});

	it('ends with the first failure unless the user lets it go on', () => {
		const stops = (continues: boolean) => executionOf(contextOf({ continues })).batch.stopsOnFailure;
		expect([stops(false), stops(true)]).toEqual([true, false]);
	});
});
