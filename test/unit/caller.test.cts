import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { isCallerStopped } from '../../nodes/shared/platform/caller';

const called = (stored: unknown, by: object | null = { executionId: '7' }) =>
	({
		runExecutionData: { parentExecution: by },
		additionalData: { getRunExecutionData: async (id: string) => (id === '7' ? await stored : undefined) },
	}) as unknown as IExecuteSingleFunctions;

const ended = (message?: string) =>
	Promise.resolve({ resultData: { runData: {}, error: message && { message } } });

describe('whether the workflow that called this one was stopped', () => {
	it.each(['The execution was cancelled manually', 'The execution was cancelled because it timed out'])(
		'is known by what n8n stores with it: %s',
		async (message) => {
			expect(await isCallerStopped(called(ended(message)))).toBe(true);
		},
	);

	it.each([
		['it goes on', called(ended())],
		['it has failed: what it called goes on by itself', called(ended('No credits'))],
		['n8n has stored nothing of it', called(Promise.resolve(undefined))],
		['n8n cannot read it', called(Promise.reject(new Error('database is locked')))],
		['nobody has called it', called(ended('The execution was cancelled'), null)],
		['this n8n tells nothing', {} as IExecuteSingleFunctions],
	])('is said of none where %s', async (_, context) => {
		expect(await isCallerStopped(context)).toBe(false);
	});
});
