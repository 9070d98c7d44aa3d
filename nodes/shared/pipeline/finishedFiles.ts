import type { IBinaryKeyData } from 'n8n-workflow';
import { fetchedWith, fetchFiles, plainName } from '../api/fetchedFiles';
import type { Problem } from '../api/problem';
import { filesOf, type JobOutput } from '../vocabulary/jobOutput';
import { jobRow } from '../vocabulary/jobs';
import { fileNameFrom } from '../vocabulary/media';
import { asObject, asText } from '../vocabulary/values';
import type { ItemContext } from './itemContext';

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
