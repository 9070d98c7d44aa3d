import { createHash } from 'crypto';
import type { IBinaryData, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Problem, ProblemError, type Result, unwrap } from '../api/problem';
import { FILE_TRANSFERS, withRetries } from '../api/retry';
import { judged, TELLING_BYTES } from '../vocabulary/beginnings';
import { formatOf } from '../vocabulary/media';
import { withoutQueries } from '../vocabulary/shown';
import { fetchFile, isMissing, type Mover, type NoFile, type Stream } from './address';
import { LengthReader } from './length';
import { nameAt, storedName } from './names';
import { notTaken, requireFit, tooBig, type Use } from './fitness';

type Context = IExecuteSingleFunctions;

/** Whoever reads a file: an item with its input. */
export type Reader = Mover & { context: Context };

/** Name and type instead of those that the file comes with. */
export interface Stated {
	fileName?: string;
	mimeType?: string;
}

/** A file in a binary field of the input item, with the labels of the fields that name it. */
export interface FieldFile extends Stated {
	field: string;
	label: string;
	source: string;
}

/** A file that JoggAI will take, and that can be read as often as it has to be sent. */
export interface SourceFile {
	name: string;
	mimeType: string;
	bytes: number;
	/** Tells its bytes apart from all others, whatever it is called. */
	digest: string;
	/** Of a film or a recording, as far as it says it. */
	seconds?: number;
	open: () => Promise<Stream | Buffer>;
}

/** The file in a field of the item. Throws a ProblemError when it is not there, or JoggAI would not take it. */
export async function fileInField(context: Context, wanted: FieldFile, use: Use = {}): Promise<SourceFile> {
	return await readThrough(context, binaryIn(context, wanted), wanted, use);
}

/** The file at an address, put into n8n's own storage. Throws a ProblemError. */
export async function fileAtAddress(item: Reader, url: string, stated: Stated): Promise<IBinaryData> {
	const attempt = async (): Promise<Result<IBinaryData>> => {
		const found = await fetchFile(item, url, {
			name: (headers) => stated.fileName ?? nameAt(url, headers['content-disposition']),
			mimeType: stated.mimeType,
			refuse: (fileName, format, bytes) => tooBig(fileName, format?.kind ?? 'video', bytes),
		});
		return isMissing(found) ? { problem: found.problem ?? notThere(found) } : { data: found };
	};
	return unwrap(await withRetries(attempt, FILE_TRANSFERS, item.signal));
}

/** The file that n8n has stored, read through once. Throws a ProblemError when JoggAI would not take it. */
export async function readThrough(
	{ helpers }: Pick<Context, 'helpers'>,
	binary: IBinaryData,
	stated: Stated,
	use: Use = {},
): Promise<SourceFile> {
	// Files are kept outside the item, under an ID, or inside it as base64 (pinned data, n8n in memory mode).
	const { id, data } = binary;
	const open = async () => (id ? await helpers.getBinaryStream(id) : Buffer.from(data, 'base64'));
	const fileName = stated.fileName ?? binary.fileName ?? '';
	const mimeType = stated.mimeType ?? binary.mimeType ?? '';
	const bytes = id ? (await helpers.getBinaryMetadata(id)).fileSize : Buffer.byteLength(data, 'base64');
	const said = formatOf(mimeType, fileName);
	// The size of a big file is known before it is read.
	if (said) requireFit({ fileName, bytes }, said, use);
	const { head, digest, seconds } = await inspected(await open());
	const { format, contradiction } = judged(said, head);
	if (!format) throw new ProblemError(notTaken(fileName, mimeType, contradiction));
	requireFit({ fileName, bytes, seconds }, format, use);
	return { name: storedName(fileName, format), mimeType: format.mimeType, bytes, digest, seconds, open };
}

async function inspected(
	content: Stream | Buffer,
): Promise<{ head: Buffer; digest: string; seconds: number | undefined }> {
	const hash = createHash('sha256');
	const length = new LengthReader();
	let head = Buffer.alloc(0);
	for await (const chunk of Buffer.isBuffer(content) ? [content] : content) {
		const bytes = chunk as Buffer;
		hash.update(bytes);
		length.push(bytes);
		if (head.length < TELLING_BYTES) head = Buffer.concat([head, bytes.subarray(0, TELLING_BYTES)]);
	}
	return { head, digest: hash.digest('hex').slice(0, 32), seconds: length.seconds };
}

function binaryIn(context: Context, { field, label, source }: FieldFile): IBinaryData {
	const names = binaryFieldsOf(context);
	// The name that was entered comes without the blanks around it, which that of the file may have.
	const asNamed = [field, ...names.filter((name) => name.trim() === field)];
	const binary = asNamed.map((name) => binaryOrNothing(context, name)).find(Boolean);
	if (binary) return binary;
	throw new ProblemError({
		what: `The input item has no file in the field '${shortened(field)}'`,
		next:
			names.length > 0
				? `Its files are in: ${names.join(', ')}. Enter one of these names in '${label}'.`
				: `It has no files at all. Read the file in a step before this one, or set '${source}' to URL.`,
	});
}

/** What was dragged into the place of a name may be long, or a signed address. */
const shortened = (field: string): string => withoutQueries(field).replace(/(?<=^.{60}).+$/su, '…');

/** n8n's own search knows where the workflow keeps its files, beside the JSON or inside it. */
function binaryOrNothing({ helpers }: Context, field: string): IBinaryData | undefined {
	try {
		return helpers.assertBinaryData(field);
	} catch {
		return undefined;
	}
}

/** The names of the fields of the input item that hold files. */
export function binaryFieldsOf(context: Context): string[] {
	const item = context.getInputData() as INodeExecutionData | undefined;
	const inside = Object.entries(item?.json ?? {}).filter(([, value]) => isFile(value));
	return [...Object.keys(item?.binary ?? {}), ...inside.map(([name]) => name)];
}

const isFile = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && 'mimeType' in value && ('id' in value || 'data' in value);

/** The address may be signed and stays out of messages. */
function notThere({ why, statusCode, transient }: NoFile): Problem {
	const [what, next] =
		statusCode === undefined
			? [
					`n8n could not fetch the file from its address: ${why}`,
					"Check 'File URL' and the network of this n8n, then run the item again.",
				]
			: [
					`The address of the file ${why}`,
					"Check 'File URL': the address must lead to the file itself and work without a login, e.g. in a private browser window.",
				];
	const outcome = transient || statusCode === undefined ? 'notSent' : 'invalidInput';
	return { what, next: `${next} Nothing was sent to JoggAI.`, httpStatus: statusCode, outcome, transient };
}
