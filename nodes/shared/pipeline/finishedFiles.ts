import type { IBinaryData, IBinaryKeyData } from 'n8n-workflow';
import type { Problem, Result } from '../api/problem';
import { FINISHED_FILES, withRetries } from '../api/retry';
import { filesOf, type JobFile, type JobOutput } from '../vocabulary/jobOutput';
import { jobRow } from '../vocabulary/jobs';
import { endingFor, fileNameFrom } from '../vocabulary/media';
import { asObject, asText } from '../vocabulary/values';
import type { ItemContext } from './itemContext';
import { openAddress, type StreamedReply } from './transfer';
import { TransferTimeout } from './transferLimits';

/** Why there is no file; it may still come when waiting can help. */
interface Missing {
	why: string;
	mayCome: boolean;
}

type Fetched = { data: IBinaryData } | Missing;

/** By the names of their binary fields. */
type MissingFiles = Map<string, Missing>;

/**
 * Streams the files of a finished job into binary fields, whose names begin with `field`; the problem says which of
 * them could not be had. They share the patience of one file: those that may still come are tried again together.
 */
export async function fetchFiles(
	item: ItemContext,
	job: JobOutput,
	field: string,
): Promise<{ binary?: IBinaryKeyData; problem?: Problem }> {
	const found = new Map<string, IBinaryData>();
	const missing: MissingFiles = new Map();
	const files = filesOf(job).map((file) => ({ ...file, name: `${field}${file.suffix}` }));
	if (files.length === 0) missing.set(field, { why: 'JoggAI has not told its address', mayCome: false });
	const attempt = async (): Promise<Result<undefined>> => {
		const due = files.filter(({ name }) => !found.has(name) && missing.get(name)?.mayCome !== false);
		for (const { name, ...file } of due) {
			missing.delete(name);
			const fetched = await fetchOnce(item, job, file);
			if ('why' in fetched) missing.set(name, fetched);
			else found.set(name, fetched.data);
		}
		return missing.size > 0 ? { problem: notDownloaded(job, files.length, missing) } : { data: undefined };
	};
	const { problem } = await withRetries(attempt, FINISHED_FILES, item.signal);
	return { binary: found.size > 0 ? Object.fromEntries(found) : undefined, problem };
}

/** Login wanted, or gone for good. Anything else may pass: storages say 403 as well as 404 of what is not there yet. */
const FINAL_STATUSES = [401, 410];

async function fetchOnce(item: ItemContext, job: JobOutput, { url, suffix }: JobFile): Promise<Fetched> {
	const store = async ({ statusCode, headers, body }: StreamedReply): Promise<Fetched> => {
		const mimeType = headers['content-type']?.split(';')[0] ?? 'application/octet-stream';
		if (statusCode >= 300 || mimeType === 'text/html') {
			const answer = statusCode < 300 ? 'a web page instead of the file' : `HTTP ${statusCode}`;
			return { why: `its address answered with ${answer}`, mayCome: !FINAL_STATUSES.includes(statusCode) };
		}
		const fileName = `${nameFor(item, job)}${suffix}.${endingFor(url, mimeType)}`;
		return { data: await item.context.helpers.prepareBinaryData(body, fileName, mimeType) };
	};
	try {
		return await openAddress(item, url, store);
	} catch (error) {
		item.signal.throwIfAborted();
		if (error instanceof TransferTimeout) return { why: error.message, mayCome: error.transient };
		const { code } = error as { code?: string };
		return { why: code ? `the connection broke off, ${code}` : 'it did not arrive whole', mayCome: true };
	}
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
	return name || `${kind}-${id}`.replace(/[^\w-]+/g, '_');
}

function notDownloaded({ kind, id }: JobOutput, total: number, missing: MissingFiles): Problem {
	const { noun, getOperation } = jobRow(kind);
	const reasons = [...missing].map(([name, { why }]) => (total > 1 ? `${name}: ${why}` : why)).join('; ');
	const files = total > 1 ? `${missing.size} of the ${total} finished files` : 'The finished file';
	return {
		what: `${files} of the ${noun} ${id} could not be downloaded (${reasons})`,
		next: `The job itself is done and paid for: fetch its file later by its ID with ${getOperation}, with Download on.`,
		transient: [...missing.values()].some(({ mayCome }) => mayCome),
	};
}
