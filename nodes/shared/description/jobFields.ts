import type { JobKind, JobRow } from '../vocabulary/jobs';
import { jobRow } from '../vocabulary/jobs';
import type { Field } from '../corridor/plan';

/** Whether to return JoggAI's data as it is or in the shape that all nodes of this package share. */
export const simplify: Field = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const waitForCompletion: Field = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'options',
	options: [
		{ name: 'Do Not Wait', value: 'none', description: 'Return the ID and the current status at once' },
		{ name: 'Wait', value: 'wait', description: 'Return once the job has finished' },
	],
	default: 'wait',
};

const waitFields = (kind: JobKind, waits: boolean): Field[] => {
	const { maximumWaitMinutes, usually } = jobRow(kind);
	return [
		{ ...waitForCompletion, default: waits ? 'wait' : 'none' },
		{
			displayName: 'Maximum Wait (Minutes)',
			name: 'maximumWait',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1440 },
			default: maximumWaitMinutes,
			description: `How long to wait. A job that takes longer is returned as it stands, with its ID and "timedOut"; it usually takes ${usually}.`,
			displayOptions: { show: { waitForCompletion: ['wait'] } },
		},
	];
};

const downloadFields = ({ moreFiles }: JobRow): Field[] => [
	{
		displayName: 'Download',
		name: 'download',
		type: 'boolean',
		default: false,
		description:
			'Whether to put the finished file into a binary field as well, for nodes that upload or send it',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		hint: `The name of the output binary field to put the file in${moreFiles ? `; ${moreFiles}` : ''}`,
		displayOptions: { show: { download: [true] } },
	},
];

/** The fields of every operation that starts a job or asks for one: waiting, downloading and the shape of the output. */
export function jobFields(kind: JobKind, { waits }: { waits: boolean }): Field[] {
	return [
		...waitFields(kind, waits),
		...(jobRow(kind).hasFile ? downloadFields(jobRow(kind)) : []),
		simplify,
	];
}
