import type { IBinaryKeyData } from 'n8n-workflow';
import { fetchedWith, fetchFiles, plainName } from '../api/fetchedFiles';
import type { Problem } from '../api/problem';
import { filesOf, type JobOutput } from '../vocabulary/jobOutput';
import { jobRow } from '../vocabulary/jobs';
import { fileNameFrom } from '../vocabulary/media';
import { asObject, asText } from '../vocabulary/values';
import type { ItemContext } from './itemContext';

/** Streams the files of a finished job into binary fields, whose names begin with `field`. */
export async function fetchJobFiles(
	item: ItemContext,
	job: JobOutput,
	field: string,
): Promise<{ binary?: IBinaryKeyData; problem?: Problem }> {
	const { noun, getOperation } = jobRow(job.kind);
	return await fetchFiles(item, {
		files: filesOf(job),
		field,
		fileName: nameFor(item, job),
		of: `${noun} ${job.id}`,
		later: fetchedWith(getOperation),
	});
}

/** The option in which the user names what is made. */
const NAME_OPTION = 'videoName';

/**
 * The user's name for the video; where no field asks for it, as in Get, the one that JoggAI tells. Several previews of
 * one request differ in their style.
 */
function nameFor({ parameter }: ItemContext, { kind, id, title, visualStyle }: JobOutput): string {
	const options = parameter('options', null);
	const given = asText(asObject(options)[NAME_OPTION]);
	const words = options === null ? [title] : given ? [given, visualStyle] : [];
	const name = fileNameFrom(words.map(asText).filter(Boolean).join(' '));
	return name || plainName(kind, id);
}
