import { webAddress } from '../corridor/checks';
import type { Field } from '../corridor/plan';
import type { JobKind } from '../vocabulary/jobs';
import { jobRow } from '../vocabulary/jobs';
import { OPTIONAL_TEXT } from './texts';

/** A filter collection, shown for some sources of a list where it has several. */
export const filters = (options: Field[], sources?: string[]): Field => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options,
	...(sources ? { displayOptions: { show: { source: sources } } } : {}),
});

/** The address that JoggAI calls at the end of a job, under the key that the kind has for it. */
export const callbackUrl = (kind: JobKind): Field => ({
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/ready',
	description: 'An address that JoggAI calls when the job has ended; the node JoggAI Trigger needs none',
	check: webAddress,
	routing: { send: { type: 'body', property: jobRow(kind).callbackField, value: OPTIONAL_TEXT } },
});

/** The name of a video, under the key that the request has for it. */
export const videoName = (property: string): Field => ({
	displayName: 'Video Name',
	name: 'videoName',
	type: 'string',
	default: '',
	placeholder: 'e.g. News of the week',
	description: 'The name of the video in your JoggAI projects',
	routing: { send: { type: 'body', property, value: OPTIONAL_TEXT } },
});
