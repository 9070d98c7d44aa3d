import { type Problem, ProblemError } from '../api/problem';
import type { MediaKind } from '../platform/field';
import { withoutQueries } from '../vocabulary/shown';
import { formatsOf, LONGEST_SECONDS, type MediaFormat, MOST_MEGABYTES, mostBytes } from '../vocabulary/media';

/** What the file is for. */
export interface Use {
	/** The only kind that will do. */
	kind?: MediaKind;
	/** In seconds, where JoggAI takes shorter ones than it stores. */
	longest?: number;
	/** The label of the field that asks for it. */
	label?: string;
}

/** What is known of a file. */
interface Known {
	fileName: string;
	bytes: number;
	/** As far as the file says it. */
	seconds?: number;
}

const WORDS: Record<MediaKind, string> = { image: 'image', video: 'video', audio: 'recording' };
const NOTHING_SENT = 'Nothing was sent to JoggAI.';

/** Throws a ProblemError for a file of this format that JoggAI would not take, or not for this. */
export function requireFit(known: Known, format: MediaFormat, use: Use): void {
	const problem = wrongKind(known, format, use) ?? wrongSize(known, format, use);
	if (problem) throw new ProblemError(problem);
}

function wrongKind({ fileName }: Known, format: MediaFormat, { kind, label }: Use): Problem | undefined {
	if (!kind || format.kind === kind) return undefined;
	const [is, wanted] = [WORDS[format.kind], WORDS[kind]];
	return {
		what: `'${label}' needs ${withArticle(wanted)}, but ${shownAs(fileName)} is ${withArticle(is)} (${format.label})`,
		next: `Choose another file: JoggAI takes ${formatsOf(kind)} here. ${NOTHING_SENT}`,
	};
}

function wrongSize(
	{ fileName, bytes, seconds = 0 }: Known,
	{ kind }: MediaFormat,
	{ longest = Infinity }: Use,
): Problem | undefined {
	const shown = shownAs(fileName);
	if (bytes === 0)
		return { what: `${shown} is empty`, next: `Check the step that made the file. ${NOTHING_SENT}` };
	const most = Math.min(longest, LONGEST_SECONDS[kind]);
	if (seconds > most)
		return {
			what: `${shown} is too long for JoggAI: ${inMinutes(seconds)}`,
			next: `JoggAI takes up to ${inMinutes(most)} here. Cut it, or make several of it. ${NOTHING_SENT}`,
		};
	return tooBig(fileName, kind, bytes);
}

const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

const shownAs = (fileName: string): string => (fileName ? `'${withoutQueries(fileName)}'` : 'The file');

const inMinutes = (seconds: number): string =>
	`${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')} minutes`;

/** A file of no format that JoggAI takes, whatever is said of it: `found` is what its first bytes say that it is. */
export function notTaken(fileName: string, mimeType: string, found?: string): Problem {
	const kinds = (Object.keys(WORDS) as MediaKind[]).map((kind) => `${WORDS[kind]}s (${formatsOf(kind)})`);
	const help = found
		? 'Get the file itself, or convert it.'
		: "Convert the file. If only what is said of it is wrong, upload it with JoggAI Media → Upload and choose the right 'File Type'.";
	return {
		what: found
			? `${shownAs(fileName)} is ${found}, whatever its name and type say`
			: `${shownAs(fileName)} is not of a type that JoggAI takes (${mimeType || 'its type is unknown'})`,
		next: `JoggAI takes ${kinds.join(', ')}. ${help} ${NOTHING_SENT}`,
	};
}

/** What stands against a file of so many bytes; nothing while it is not known how many there are. */
export function tooBig(fileName: string, kind: MediaKind, bytes: number | undefined): Problem | undefined {
	if (bytes === undefined || bytes <= mostBytes(kind)) return undefined;
	return {
		what: `${shownAs(fileName)} is too big for JoggAI: ${(bytes / 1024 / 1024).toFixed(1)} MB`,
		next: `JoggAI takes up to ${MOST_MEGABYTES[kind]} MB as ${kind}. Make the file smaller, e.g. with a lower resolution or bit rate. ${NOTHING_SENT}`,
	};
}
