/** Which output fields users were told about: in the pages of the documentation, and as an AI Agent's tool. */
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { simplified } from '../../nodes/Trigger/output';
import { resultFields } from '../docs/results.cts';

/** An event with everything that events have. */
const EVERY_EVENT = {
	event: 'generated_video_failed',
	event_id: 'e',
	timestamp: 1,
	data: {
		video_id: 'v',
		status: 'failed',
		video_url: 'u',
		cover_url: 'u',
		duration: 1,
		err_msg: 'r',
		scripts: ['s', 't'].map((script_style) => ({ script_style, script_paragraphs: ['p'] })),
		image_url_list: ['u'],
		avatar_id: 1,
		subtitle_url: 'u',
	},
};

/** The field of operations that answer with a job; the others of the same node have lists or things of their own. */
const ABOUT_A_JOB = 'waitForCompletion';

/** Names of the output fields of an operation, from its fields; of the Trigger, those of its events. */
export function outputsOf(
	{ displayName, group }: INodeTypeDescription,
	fields: INodeProperties[],
	operation: string,
): string[] {
	if (group.includes('trigger')) return Object.keys(simplified(EVERY_EVENT)).sort();
	const told = fields.filter(({ name }) => name === 'toolDescription');
	const isAboutAJob = fields.some(({ name }) => name === ABOUT_A_JOB);
	const promised = told.flatMap((one) => promisedIn(String(one.default)));
	if (promised.length === 0) throw new Error(`${displayName} ${operation} promises no output`);
	return [...new Set([...promised, ...(isAboutAJob ? resultFields(displayName) : [])])].sort();
}

/** The output fields that an AI Agent is told about, out of the description of its tool. */
export const promisedIn = (toolDescription: string): string[] =>
	/Returns (.+)\.$/.exec(toolDescription)?.[1].split(', ') ?? [];
