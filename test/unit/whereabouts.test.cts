import type { IExecuteSingleFunctions } from 'n8n-workflow';
import {
	runIndexOf,
	storedContext,
	tellWithExecution,
	toolArguments,
	whereabouts,
} from '../../nodes/shared/pipeline/engine';

const at = (parts: object) =>
	({
		getNode: () => ({ name: 'Video' }),
		getItemIndex: () => 3,
		getExecutionId: () => '42',
		...parts,
	}) as unknown as IExecuteSingleFunctions;

describe('who is at work, as the log names it', () => {
	it.each([
		[{ name: 'Daily news', id: '7' }, 'workflow "Daily news" 7'],
		[{ name: undefined, id: '7' }, 'workflow 7'],
		[{ name: 'Daily news', id: undefined }, 'workflow "Daily news"'],
	])('in the workflow %j', (workflow, named) => {
		expect(whereabouts(at({ getWorkflow: () => workflow }))).toBe(`Video (${named}, execution 42, item 3)`);
	});
});

describe('what is told with the execution', () => {
	const told = (execution: object | undefined) =>
		tellWithExecution(
			at({ getWorkflowDataProxy: () => ({ $execution: execution }) }),
			'joggAi',
			'x'.repeat(600),
		);

	it('is as long as n8n takes', () => {
		const set = jest.fn();
		told({ customData: { set } });
		expect(set.mock.calls).toEqual([['joggAi', 'x'.repeat(512)]]);
	});

	it.each([undefined, {}])('is nothing where n8n has no place for it (%j)', (execution) => {
		expect(() => told(execution)).not.toThrow();
	});
});

describe('what an AI Agent passed to its tool', () => {
	const passed = { script: 'Hello.' };
	const run = (json: object) => ({ inputOverride: { ai_tool: [[{ json }]] } });
	const data = (runs: unknown[] | undefined) => ({ resultData: { runData: { Video: runs } } });

	it('is found in the run that is under way', () => {
		const runExecutionData = data([run({ script: 'Earlier.' }), run(passed)]);
		expect(toolArguments(at({ runIndex: 1, runExecutionData }))).toBe(passed);
		expect(toolArguments(at({ runExecutionData }))).toEqual({ script: 'Earlier.' });
	});

	it.each([
		undefined,
		{},
		{ resultData: {} },
		{ resultData: { runData: {} } },
		data([]),
		data([undefined]),
		data([{}]),
		data([{ inputOverride: {} }]),
		data([{ inputOverride: { ai_tool: [] } }]),
		data([{ inputOverride: { ai_tool: [[]] } }]),
	])('is nothing where this n8n keeps it elsewhere (%j)', (runExecutionData) => {
		expect(toolArguments(at({ runExecutionData }))).toBeUndefined();
	});
});

describe('what n8n stores for a node', () => {
	it('is kept under the node, and is nothing that lasts where n8n has no such place', () => {
		const kept = { run0: {} };
		const asked: string[] = [];
		const getContext = (of: string) => {
			asked.push(of);
			return kept;
		};
		expect(storedContext(at({ getContext }))).toBe(kept);
		expect(asked).toEqual(['node']);

		const broken = () => {
			throw new Error('no context');
		};
		expect(storedContext(at({ getContext: broken }))).toEqual({});
	});

	it('is told apart by the rounds of a loop, of which the first is number 0', () => {
		expect(runIndexOf(at({ runIndex: 2 }))).toBe(2);
		expect(runIndexOf(at({}))).toBe(0);
	});
});
