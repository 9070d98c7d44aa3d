import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import {
	downloadField,
	type Downloaded,
	fetchedWith,
	fetchFiles,
	outputField,
	plainName,
} from '../files/finished';
import { fullText, type Problem, ProblemError } from '../api/problem';
import { filesOf, inShort, type JobOutput } from '../vocabulary/jobs/output';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';
import type { Field } from '../platform/field';
import type { ItemContext } from '../pipeline/item';
import { fileNameFrom } from '../files/names';
import { asObject, asText } from '../vocabulary/values';

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
 * with a suffix, called after the job's title if `byTitle`; none if the user does not want them. Files that cannot be had
 * become a warning, or a ProblemError if the user prefers; their addresses may be signed and stay out of both.
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
	if (problem && parameter(failIfDownloadFails.name, false) === true)
		throw new ProblemError({
			...problem,
			outcome: 'noFile',
			jobs: [inShort(job)],
		});
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

/** Where the files of a job go, and how they are called. */
interface Filing {
	/** The name of the binary field, or the beginning of several. */
	field: string;
	/** The job was started elsewhere: the title that JoggAI tells is the name that its user gave it. */
	byTitle: boolean;
}

/** Streams the files of a finished job into binary fields. */
export async function fetchJobFiles(
	item: ItemContext,
	job: JobOutput,
	{ field, byTitle }: Filing,
): Promise<{ binary?: IBinaryKeyData; problem?: Problem }> {
	const { noun, getOperation } = jobRow(job.kind);
	return await fetchFiles(item, {
		files: filesOf(job),
		field,
		fileName: nameFor(item, job, byTitle),
		of: `${noun} ${job.id}`,
		later: fetchedWith(getOperation),
	});
}

/** The option in which the user names what is made. */
const NAME_OPTION = 'videoName';

/** The user's name for the video. Several previews of one request differ in their style. */
function nameFor(
	{ parameter }: ItemContext,
	{ kind, id, title, visualStyle }: JobOutput,
	byTitle: boolean,
): string {
	const given = asText(asObject(parameter('options', {}))[NAME_OPTION]);
	const words = byTitle ? [title] : given ? [given, visualStyle] : [];
	const name = fileNameFrom(words.map(asText).filter(Boolean).join(' '));
	return name || plainName(kind, id);
}
