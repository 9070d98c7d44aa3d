import type { IBinaryData, IBinaryKeyData, INodeProperties } from 'n8n-workflow';
import type { JobFile } from '../vocabulary/jobs/output';
import type { Problem, Result } from '../api/problem';
import { FINISHED_FILES, withRetries } from '../api/retry';
import { fetchFile, isMissing, type Mover } from './address';
import { endingFor } from './names';

/** Whether to fetch the finished files. */
export const downloadField = {
	displayName: 'Download',
	name: 'download',
	type: 'boolean',
	default: false,
	description:
		'Whether to put the finished file into a binary field as well, for nodes that upload or send it',
} satisfies INodeProperties;

/** With what the names of their binary fields begin. */
export const outputField = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the output binary field to put the file in',
	displayOptions: { show: { download: [true] } },
} satisfies INodeProperties;

/** What became of finished files. */
export interface Downloaded {
	binary?: IBinaryKeyData;
	/** Which files could not be had, why, and how to get them later. */
	warning?: string;
}

/** The name of a file that nobody has given one, e.g. "avatarVideo-a1". */
export const plainName = (...parts: unknown[]): string =>
	parts
		.filter(Boolean)
		.join('-')
		.replace(/[^\w-]+/g, '_');

/** How to have files later, in the middle of a sentence, of a job that this operation gets. */
export const fetchedWith = (getOperation: string): string =>
	`by its ID with ${getOperation}, with Download on`;

/** Why there is no file; it may still come when waiting can help. */
interface Missing {
	why: string;
	mayCome: boolean;
}

type Fetched = { data: IBinaryData } | Missing;

/** By the names of their binary fields. */
type MissingFiles = Map<string, Missing>;

interface Wanted {
	files: JobFile[];
	/** With what the names of the binary fields begin. */
	field: string;
	/** With what the names of the files begin. */
	fileName: string;
	/** What made them and how to get them later, in the middle of a sentence. */
	of: string;
	later: string;
}

/**
 * Streams files into binary fields; the problem says which of them could not be had. They share the patience of one
 * file: those that may still come are tried again together.
 */
export async function fetchFiles(
	mover: Mover,
	wanted: Wanted,
): Promise<{ binary?: IBinaryKeyData; problem?: Problem }> {
	const { field, fileName } = wanted;
	const found = new Map<string, IBinaryData>();
	const missing: MissingFiles = new Map();
	const files = wanted.files.map((file) => ({ ...file, name: `${field}${file.suffix}` }));
	if (files.length === 0) missing.set(field, { why: 'JoggAI has not told its address', mayCome: false });
	const attempt = async (): Promise<Result<undefined>> => {
		const due = files.filter(({ name }) => !found.has(name) && missing.get(name)?.mayCome !== false);
		for (const { name, ...file } of due) {
			missing.delete(name);
			const fetched = await fetchOnce(mover, file, fileName);
			if ('why' in fetched) missing.set(name, fetched);
			else found.set(name, fetched.data);
		}
		return missing.size > 0 ? { problem: notDownloaded(wanted, missing) } : { data: undefined };
	};
	const { problem } = await withRetries(attempt, FINISHED_FILES, mover.signal);
	return { binary: found.size > 0 ? Object.fromEntries(found) : undefined, problem };
}

/** The suffix of the only finished files that are words. */
const SUBTITLES = '_subtitles';

/** Login wanted, or gone for good. Anything else may pass: storages say 403 as well as 404 of what is not there yet. */
const FINAL_STATUSES = [401, 410];

async function fetchOnce(mover: Mover, { url, suffix }: JobFile, fileName: string): Promise<Fetched> {
	const found = await fetchFile(mover, url, {
		name: (_, mimeType) => `${fileName}${suffix}.${endingFor(url, mimeType)}`,
		isWords: suffix === SUBTITLES,
	});
	if (!isMissing(found)) return { data: found };
	const { why, statusCode, transient } = found;
	return statusCode === undefined
		? { why, mayCome: transient }
		: { why: `its address ${why}`, mayCome: !FINAL_STATUSES.includes(statusCode) };
}

function notDownloaded({ files, of, later }: Wanted, missing: MissingFiles): Problem {
	const total = files.length;
	const reasons = [...missing].map(([name, { why }]) => (total > 1 ? `${name}: ${why}` : why)).join('; ');
	const which = total > 1 ? `${missing.size} of the ${total} finished files` : 'The finished file';
	return {
		what: `${which} of the ${of} could not be downloaded (${reasons})`,
		next: `The job itself is done and paid for: fetch its file later ${later}.`,
		transient: [...missing.values()].some(({ mayCome }) => mayCome),
	};
}
