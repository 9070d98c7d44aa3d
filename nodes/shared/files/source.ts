import type { IBinaryData, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Problem, ProblemError, type Result, unwrap } from '../api/problem';
import { FILE_TRANSFERS, withRetries } from '../api/retry';
import {
	formatOf,
	formatsOf,
	type MediaFormat,
	type MediaKind,
	MOST_MEGABYTES,
	mostBytes,
	safeFileName,
} from '../vocabulary/media';
import { type Mover, openAddress, type Stream, type StreamedReply } from './address';
import { TransferTimeout } from './transferLimits';

type Context = IExecuteSingleFunctions;

/** Whoever reads a file: an item with its input. */
export type Reader = Mover & { context: Context };

/** A file in a binary field of the input item, or at a public address. */
export type WantedFile = ({ field: string } | { url: string }) & {
	/** Name and type instead of those that the file comes with. */
	fileName?: string;
	mimeType?: string;
};

/** A file that JoggAI will take, and that can be read as often as it has to be sent. */
export interface SourceFile {
	name: string;
	mimeType: string;
	bytes: number;
	open: () => Promise<Stream | Buffer>;
}

/** What can be told of a file without fetching it. Throws a ProblemError when JoggAI would not take it. */
export async function checkFile(context: Context, wanted: WantedFile): Promise<void> {
	if ('field' in wanted) await storedFile(context, binaryIn(context, wanted.field), wanted);
}

/** The file that the user means; one at an address is put into n8n's own storage first. Throws a ProblemError. */
export async function sourceFile(item: Reader, wanted: WantedFile): Promise<SourceFile> {
	const { context } = item;
	const binary =
		'field' in wanted ? binaryIn(context, wanted.field) : await fetched(item, wanted.url, wanted);
	return await storedFile(context, binary, wanted);
}

/** Files are kept outside the item, under an ID, or inside it as base64 (pinned data, n8n in memory mode). */
async function storedFile(
	{ helpers }: Context,
	binary: IBinaryData,
	wanted: WantedFile,
): Promise<SourceFile> {
	const { id, data } = binary;
	const named = {
		fileName: wanted.fileName ?? binary.fileName,
		mimeType: wanted.mimeType ?? binary.mimeType,
	};
	const bytes = id ? (await helpers.getBinaryMetadata(id)).fileSize : Buffer.from(data, 'base64').length;
	const { name, mimeType } = acceptable(named, bytes);
	const open = async () => (id ? await helpers.getBinaryStream(id) : Buffer.from(data, 'base64'));
	return { name, mimeType, bytes, open };
}

function binaryIn(context: Context, field: string): IBinaryData {
	const binary = binaryOrNothing(context, field);
	if (binary) return binary;
	const names = binaryFieldsOf(context.getInputData() as INodeExecutionData | undefined);
	throw new ProblemError({
		what: `The input item has no file in the field '${field}'`,
		next:
			names.length > 0
				? `Its files are in: ${names.join(', ')}. Enter one of these names in 'Input Data Field Name'.`
				: "It has no files at all. Read the file in a step before this one, or set 'Input' to a URL.",
	});
}

/** n8n's own search knows where the workflow keeps its files, beside the JSON or inside it. */
function binaryOrNothing({ helpers }: Context, field: string): IBinaryData | undefined {
	try {
		return helpers.assertBinaryData(field);
	} catch {
		return undefined;
	}
}

function binaryFieldsOf(item: INodeExecutionData | undefined): string[] {
	const inside = Object.entries(item?.json ?? {}).filter(([, value]) => isFile(value));
	return [...Object.keys(item?.binary ?? {}), ...inside.map(([name]) => name)];
}

const isFile = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && 'mimeType' in value && ('id' in value || 'data' in value);

interface Named {
	fileName?: string;
	mimeType?: string;
}

/** Name and type as they are told to JoggAI. Throws a ProblemError for a file that it would not take. */
function acceptable(
	{ fileName = '', mimeType = '' }: Named,
	bytes: number | undefined,
): Named & { name: string; mimeType: string } {
	const shown = fileName ? `'${fileName}'` : 'The file';
	const format = formatOf(mimeType, fileName);
	if (!format) throw new ProblemError(unknownFormat(shown, mimeType));
	if (bytes === 0) throw new ProblemError(emptyFile(shown));
	if (bytes !== undefined && bytes > mostBytes(format.kind))
		throw new ProblemError(tooBig(shown, format, bytes));
	return { name: safeFileName(fileName, format), mimeType: format.mimeType };
}

function unknownFormat(shown: string, mimeType: string): Problem {
	const kinds: Array<[MediaKind, string]> = [
		['image', 'images'],
		['video', 'videos'],
		['audio', 'recordings'],
	];
	const taken = kinds.map(([kind, word]) => `${word} (${formatsOf(kind)})`).join(', ');
	return {
		what: `${shown} is not of a type that JoggAI takes (${mimeType || 'its type is unknown'})`,
		next: `JoggAI takes ${taken}. Convert the file, or choose the right type in the option 'File Type' if only the statement is wrong.`,
	};
}

const emptyFile = (shown: string): Problem => ({
	what: `${shown} is empty`,
	next: 'Check the step that made the file.',
});

function tooBig(shown: string, { kind }: MediaFormat, bytes: number): Problem {
	return {
		what: `${shown} is too big for JoggAI: ${(bytes / 1024 / 1024).toFixed(1)} MB`,
		next: `JoggAI takes up to ${MOST_MEGABYTES[kind]} MB as ${kind}. Make the file smaller, e.g. with a lower resolution or bit rate.`,
	};
}

/**
 * Streams the file at an address into n8n's storage, so that its size is known and it can be read again. What the
 * address answers is checked before its bytes are read; it may be signed and stays out of messages.
 */
async function fetched(item: Reader, url: string, wanted: Named): Promise<IBinaryData> {
	const { context, signal } = item;
	const store = async ({ statusCode, headers, body }: StreamedReply): Promise<Result<IBinaryData>> => {
		if (statusCode >= 300) return { problem: notThere(statusCode) };
		const fileName = wanted.fileName ?? nameIn(headers, url);
		const mimeType = wanted.mimeType ?? headers['content-type'];
		const stated = Number(headers['content-length'] ?? undefined);
		const known = acceptable({ fileName, mimeType }, Number.isNaN(stated) ? undefined : stated);
		return { data: await context.helpers.prepareBinaryData(body, known.name, known.mimeType) };
	};
	const attempt = async (): Promise<Result<IBinaryData>> => {
		try {
			return await openAddress(item, url, store);
		} catch (error) {
			signal.throwIfAborted();
			return { problem: error instanceof ProblemError ? error.problem : brokenOff(error as Error) };
		}
	};
	return unwrap(await withRetries(attempt, FILE_TRANSFERS, signal));
}

function notThere(statusCode: number): Problem {
	const transient = statusCode >= 500 || statusCode === 408 || statusCode === 429;
	return {
		what: `The address of the file answered with HTTP ${statusCode}`,
		next: "Check 'File URL': the address must lead to the file itself and work without a login, e.g. in a private browser window.",
		httpStatus: statusCode,
		outcome: transient ? 'notSent' : 'invalidInput',
		transient,
	};
}

function brokenOff(error: Error): Problem {
	const isTimeout = error instanceof TransferTimeout;
	return {
		what: `n8n could not fetch the file from its address${isTimeout ? `: ${error.message}` : ''}`,
		next: "Check 'File URL' and the network of this n8n, then run the item again. Nothing was sent to JoggAI.",
		outcome: 'notSent',
		transient: isTimeout ? error.transient : true,
	};
}

/** The name that the server gives the file, else the last step of its address. */
function nameIn(headers: StreamedReply['headers'], url: string): string {
	const given = /filename="?([^";]+)/i.exec(headers['content-disposition'] ?? '')?.[1];
	return given ?? new URL(url).pathname.split('/').pop() ?? '';
}
