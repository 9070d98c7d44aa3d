import type { IExecuteSingleFunctions } from 'n8n-workflow';
import {
	isStep,
	obstacleToSleep,
	runIndexOf,
	sleepUntil,
	storedContext,
	tellWithExecution,
	toolArguments,
	whereabouts,
} from '../../nodes/shared/platform/engine';

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

describe('where the execution cannot sleep', () => {
	const able = {
		runIndex: 0,
		getExecutionContext: () => ({}),
		putExecutionToWait: async () => undefined,
		runExecutionData: { executionData: { nodeExecutionStack: [] }, resumeToken: 'x' },
		getExecuteData: () => ({ node: { name: 'Video' } }),
		getMode: () => 'trigger',
		getWorkflowSettings: () => ({ executionOrder: 'v1' }),
	};
	const { executionData } = able.runExecutionData;
	const passed = { resultData: { runData: { Video: [{ inputOverride: { ai_tool: [[{ json: {} }]] } }] } } };

	it.each<[string | undefined, object]>([
		[undefined, {}],
		[undefined, { runExecutionData: { executionData } }],
		[undefined, { getMode: () => 'integrated' }],
		['as the tool of an AI Agent', { getExecuteData: () => ({ node: { name: 'Agent' } }) }],
		['as the tool of an AI Agent', { getExecuteData: () => undefined }],
		['as the tool of an AI Agent', { runExecutionData: { ...able.runExecutionData, ...passed } }],
		['in a workflow with the old execution order', { getWorkflowSettings: () => ({}) }],
		['in a workflow with the old execution order', { getWorkflowSettings: undefined }],
		['in a workflow with the old execution order', { getWorkflowSettings: () => ({ executionOrder: 'v0' }) }],
		[
			'in a sub-workflow on this version of n8n',
			{ getMode: () => 'integrated', runExecutionData: { executionData } },
		],
		[
			'in a sub-workflow on this version of n8n',
			{ getMode: () => 'integrated', runExecutionData: undefined },
		],
		['on this version of n8n', { runExecutionData: {} }],
		['on this version of n8n', { runExecutionData: { executionData: {} } }],
		['on this version of n8n', { runExecutionData: undefined }],
		['on this version of n8n', { putExecutionToWait: undefined }],
		['on this version of n8n', { getExecutionContext: undefined }],
		['on this version of n8n', { runIndex: undefined }],
	])('is told as "%s" (%#)', (obstacle, parts) => {
		expect(obstacleToSleep(at({ ...able, ...parts }))).toBe(obstacle);
	});

	it('is nowhere but in a step of the workflow', () => {
		expect(isStep(at(able))).toBe(true);
		expect(isStep(at({ getExecuteData: () => ({}) }))).toBe(false);
		expect(isStep(at({ getExecuteData: () => undefined }))).toBe(false);
	});

	it('is no more once it sleeps: n8n runs a copy of the node, and the sleeper hands on nothing', async () => {
		const others = { node: { name: 'Other' } };
		const stack: object[] = [others];
		const node = { name: 'Video', alwaysOutputData: true };
		const sleeper = { node, data: { main: [[{ json: {} }]] }, source: null };
		const waits: unknown[] = [];
		const until = new Date('2026-10-01T00:05:00Z');

		await sleepUntil(
			at({
				runIndex: 3,
				getExecuteData: () => sleeper,
				runExecutionData: { executionData: { nodeExecutionStack: stack } },
				putExecutionToWait: async (moment: Date) => void waits.push(moment),
			}),
			until,
		);

		expect(stack).toEqual([{ node, data: { main: [[{ json: {} }]] }, source: null, runIndex: 3 }, others]);
		expect((stack[0] as typeof sleeper).node).not.toBe(node);
		expect(sleeper).toEqual({
			node: { name: 'Video', alwaysOutputData: false },
			data: { main: [[]] },
			source: null,
		});
		expect(waits).toEqual([until]);
	});
});
