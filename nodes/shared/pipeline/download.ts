import type { IDataObject } from 'n8n-workflow';
import { downloadField, type Downloaded, outputField } from '../api/fetchedFiles';
import { fullText, ProblemError } from '../api/problem';
import type { JobOutput } from '../vocabulary/jobOutput';
import { type JobKind, jobRow } from '../vocabulary/jobs';
import type { Field } from './field';
import { fetchJobFiles } from './finishedFiles';
import type { ItemContext } from './itemContext';

const failIfDownloadFails: Field = {
	displayName: 'Fail If the Download Fails',
	name: 'failIfDownloadFails',
	type: 'boolean',
	default: false,
	description:
		'Whether to end with an error when a file cannot be downloaded. Otherwise the item has its address and a warning, since the job is done and paid for.',
	displayOptions: { show: { download: [true] } },
};

/** Whether to download the files of a job, where to put them, and what to do without them; none for kinds without. */
export function downloadFields(kind: JobKind): Field[] {
	const { hasFile, moreFiles } = jobRow(kind);
	const hint = [outputField.hint, moreFiles].filter(Boolean).join('; ');
	return hasFile ? [downloadField, { ...outputField, hint }, failIfDownloadFails] : [];
}

/**
 * Streams the files of a finished job into binary fields, the first under the name that the user chose and the others
 * with a suffix, called after the job's title if `byTitle`; none if the user does not want them. Files that cannot be had become a warning, or a ProblemError if
 * the user prefers; their addresses may be signed and stay out of both.
 */
export async function downloadedFiles(
	item: ItemContext,
	job: JobOutput,
	{ byTitle }: { byTitle: boolean },
): Promise<Downloaded> {
	const { parameter } = item;
	if (parameter(downloadField.name, false) !== true || job.status !== 'completed') return {};
	const field = String(parameter(outputField.name));
	const { binary, problem } = await fetchJobFiles(item, job, { field, byTitle });
	if (problem && parameter(failIfDownloadFails.name, false) === true) throw new ProblemError(problem);
	return { binary, warning: problem && fullText(problem) };
}

/**
 * Puts a warning at the front of an item, behind the one that it may have: the only thing that raw data ever gets from
 * us.
 */
export function withWarning(json: IDataObject, warning?: string): IDataObject {
	if (!warning) return json;
	const { warning: earlier, ...rest } = json;
	return { warning: [earlier, warning].filter(Boolean).join(' '), ...rest };
}
