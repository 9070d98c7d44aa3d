import type { IDataObject } from 'n8n-workflow';
import { withoutQueries } from '../shown';
import { JOB_LISTS, type ListedJob } from './lists';
import type { StartedPart } from './row';
import { type JobStatus, jobStatus, reasonInStatus } from './states';
import { type JobKind, jobRow } from './kinds';
import { asNumber, asObject, asText, entriesOf, idAt, isoTime, textsOf, valuesAt } from '../values';

/** A job in the one shape that all nodes and the trigger hand on. Absent values are left out. */
export interface JobOutput extends IDataObject {
	kind: JobKind;
	id: string;
	status: JobStatus;
	/** JoggAI's own status word, where it says more than `status`. */
	joggAiStatus?: string;
	videoUrl?: string;
	coverUrl?: string;
	/** A shorter or smaller look at the result, where there is one beside it. */
	previewUrl?: string;
	title?: string;
	imageUrls?: string[];
	subtitleUrl?: string;
	avatarId?: number | string;
	durationSeconds?: number;
	creditsUsed?: number;
	/** What it is going to cost by JoggAI's price list, about. */
	estimatedCredits?: number;
	/** ISO 8601. */
	createdAt?: string;
	completedAt?: string;
	/** Why the job failed. */
	reason?: string;
	/** The wait ended before the job did. */
	timedOut?: boolean;
	/** The job was made before, of the same things; nothing was charged now. */
	reused?: boolean;
	warning?: string;
}

export interface JobFile {
	url: string;
	suffix: string;
}

/** What tells of a job in short. */
export const inShort = ({ kind, id, status }: JobOutput) => ({ kind, id, status });

/** A job as JoggAI last described it. */
export interface JobState {
	output: JobOutput;
	/** The `data` of JoggAI's reply, untouched. */
	raw: IDataObject;
}

const PREVIEWS = ['motion_preview_url', 'preview_url'];
export const RESULTS = [
	'video_url',
	'url',
	'data.url',
	'data.video_url',
	'data.result_url',
	'result_url',
	...PREVIEWS,
];
export const COVERS = ['cover_url', 'data.cover_url'];
export const DURATIONS = ['duration_seconds', 'data.duration_seconds', 'video_duration', 'duration'];
const CREDITS = ['deducted_credit', 'data.deducted_credit'];
const TITLES = ['title', 'video_name', 'data.title', 'data.video_name'];
const REASONS = [
	'error.message',
	'error.msg',
	'error',
	'error_message',
	'error_msg',
	'err_msg',
	'fail_msg',
	'msg',
	'message',
];
const REASON_CODES = ['error.code', 'error_code', 'err_code'];

export const first = (data: IDataObject, paths: string[]): unknown => valuesAt(data, paths)[0];

export const textAt = (data: IDataObject, paths: string[]) =>
	valuesAt(data, paths).find((value) => typeof value === 'string');

export const numberAt = (data: IDataObject, paths: string[]) =>
	valuesAt(data, paths)
		.map(asNumber)
		.find((number) => number !== undefined);

const PROMISES_NOTHING_NEW = ['pending', 'processing', 'completed', 'failed', 'success'];

/** JoggAI's words for a failure, or its code where there are none; results stand one level deeper in some replies. */
export function reasonIn(raw: IDataObject): string | undefined {
	const levels = [raw, asObject(raw.data)].flatMap((level) => [level, ...entriesOf(level.errors)]);
	const words = [...levels.map((level) => textAt(level, REASONS)), ...textsOf(raw.errors)].find(Boolean);
	const code = levels.map((level) => first(level, REASON_CODES)).find((one) => one !== undefined);
	if (words === undefined) return code === undefined ? undefined : `Code ${String(code)}`;
	return withoutQueries(String(words));
}

/** What a create request started; most kinds make it one job. Empty when the reply names none. */
export function startedParts(kind: JobKind, data: IDataObject): StartedPart[] {
	const { startedParts: several, idKeys } = jobRow(kind);
	if (several) return saying(several(data));
	const id = idAt(data, idKeys);
	return id ? [{ id, raw: data }] : [];
}

/** Where JoggAI says neither an ID nor a reason of any, nobody knows what it has started. */
const saying = (parts: StartedPart[]): StartedPart[] =>
	parts.some(({ id, reason }) => id ?? reason) ? parts : [];

/** A reply to a create request that names these jobs, for what is known of them without it. */
export function acceptedData(kind: JobKind, parts: Array<Pick<StartedPart, 'id' | 'reason'>>): IDataObject {
	const { startedParts: several, idKeys } = jobRow(kind);
	if (!several) return { [idKeys[0]]: parts[0]?.id };
	return { previews: parts.map(({ id, reason }) => ({ preview_id: id, err_msg: reason })) };
}

/** Reads whatever JoggAI says about a job into the common shape. Error texts count only once the job has failed. */
export function jobState(kind: JobKind, id: string, raw: IDataObject): JobState {
	const row = jobRow(kind);
	const word = row.statusOf ? row.statusOf(raw) : raw.status;
	const videoUrl = textAt(raw, RESULTS);
	const previewUrl = textAt(raw, PREVIEWS);
	const extra: Partial<JobOutput> = row.extraFields?.(raw) ?? {};
	const results = row.results?.(raw) ?? extra.imageUrls ?? [];
	const status = jobStatus(word, videoUrl !== undefined || results.length > 0, row.statusNumbers);
	const unusual = typeof word === 'string' && !PROMISES_NOTHING_NEW.includes(word.trim().toLowerCase());
	const output: JobOutput = {
		kind,
		id,
		status,
		joggAiStatus: unusual ? word : undefined,
		videoUrl,
		coverUrl: textAt(raw, COVERS),
		previewUrl: previewUrl === videoUrl ? undefined : previewUrl,
		title: valuesAt(raw, TITLES).map(asText).find(Boolean),
		durationSeconds: numberAt(raw, DURATIONS) || undefined,
		creditsUsed: numberAt(raw, CREDITS),
		createdAt: isoTime(raw.created_at),
		completedAt: isoTime(raw.completed_at),
		reason: status === 'failed' ? (reasonIn(raw) ?? reasonInStatus(word)) : undefined,
		...extra,
	};
	return { output: withoutGaps(output), raw };
}

/** An entry of a list of jobs, in the shape that finished jobs have everywhere. */
export const listedJob = (kind: ListedJob, entry: IDataObject): JobOutput =>
	inReadingOrder(jobState(kind, idAt(entry, JOB_LISTS[kind].idKeys) ?? '', entry).output);

/**
 * One output per result of the job: some kinds make several (the variations of a script), most make one. Empty when
 * such a kind has finished without any.
 */
export function jobResults({ output, raw }: JobState): JobOutput[] {
	const { results } = jobRow(output.kind);
	if (!results || output.status !== 'completed') return [inReadingOrder(output)];
	return results(raw).map((result) => inReadingOrder({ ...output, ...result }));
}

/** The files of a finished job, with what tells their binary fields apart. */
export function filesOf({ videoUrl, imageUrls = [], subtitleUrl }: JobOutput): JobFile[] {
	const images = imageUrls.map((url, index) => ({ url, suffix: index === 0 ? '' : `_${index}` }));
	const all = [{ url: videoUrl, suffix: '' }, ...images, { url: subtitleUrl, suffix: '_subtitles' }];
	return all.filter((file): file is JobFile => Boolean(file.url));
}

/** What a reader of the table looks for: what is wrong, then what was made. */
const FOREMOST = [
	'warning',
	'reason',
	'videoUrl',
	'script',
	'avatarId',
	'imageUrl',
	'imageUrls',
	'subtitleUrl',
	'title',
	'id',
	'status',
];
/** What only workflows look for. */
const LAST = ['kind'];

/** The fields of a result in the order in which n8n's table shows them; those that are neither stay as they are. */
export function inReadingOrder<Output extends IDataObject>(output: Output): Output {
	const keys = Object.keys(output);
	const others = keys.filter((key) => !FOREMOST.includes(key) && !LAST.includes(key));
	const order = [...FOREMOST, ...others, ...LAST].filter((key) => keys.includes(key));
	return Object.fromEntries(order.map((key) => [key, output[key]])) as Output;
}

function withoutGaps(output: JobOutput): JobOutput {
	return Object.fromEntries(
		Object.entries(output).filter(([, value]) => value !== undefined && value !== null && value !== ''),
	) as JobOutput;
}
