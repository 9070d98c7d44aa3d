import type { Field } from '../platform/field';
import type { ReadParameter } from '../platform/parameters';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';

const waitForCompletion: Field = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'options',
	options: [
		{ name: 'Do Not Wait', value: 'none', description: 'Return the ID and the current status at once' },
		{
			name: 'Pause the Workflow',
			value: 'pause',
			description:
				"Return once the job has finished; meanwhile the execution sleeps in n8n's database and survives a restart",
		},
		{
			name: 'Wait',
			value: 'wait',
			description: 'Return once the job has finished; the execution keeps running meanwhile',
		},
	],
	default: 'wait',
};

const maximumWait: Field = {
	displayName: 'Maximum Wait (Minutes)',
	name: 'maximumWait',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1440 },
	default: 20,
	displayOptions: { show: { waitForCompletion: ['pause', 'wait'] } },
};

/** Whether and how long to wait for a job of a kind; `waits` says what a new node does. */
export function waitFields(kind: JobKind, { waits }: { waits: boolean }): Field[] {
	const { maximumWaitMinutes, usually } = jobRow(kind);
	return [
		{ ...waitForCompletion, default: waits ? 'wait' : 'none' },
		{
			...maximumWait,
			default: maximumWaitMinutes,
			description: `How long to wait. A job that takes longer is returned as it stands, with its ID and "timedOut"; it usually takes ${usually}.`,
		},
	];
}

/** Whether the user wants the finished job. */
export const wantsToWait = (parameter: ReadParameter): boolean =>
	parameter(waitForCompletion.name, 'none') !== 'none';

/** Whether the execution is to sleep meanwhile. */
export const wantsToSleep = (parameter: ReadParameter): boolean =>
	parameter(waitForCompletion.name, 'none') === 'pause';

/** How long, in minutes. */
export const maximumMinutes = (parameter: ReadParameter): number => Number(parameter(maximumWait.name));
