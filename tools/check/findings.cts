import type { IDataObject } from 'n8n-workflow';
import type { Problem, Result } from '../../nodes/shared/api/problem';
import { NO_MATCH, NOT_FOUND } from '../../nodes/shared/vocabulary/refusals';
import { asObject } from '../../nodes/shared/vocabulary/values';
import { comparedEntries } from './compare.cts';
import type { FreeRead } from './operations.cts';
import type { Reading } from './reading.cts';
import { listedTypes, safeName } from './words.cts';
import type { Exchange } from './wire.cts';

/** JoggAI's code for a key whose plan does not include what was asked for (guide). */
const NO_PERMISSION = 18025;

/** `understood` had something new in it that does no harm; only `broken` means that a node cannot work. */
export type Verdict = 'expected' | 'understood' | 'empty' | 'skipped' | 'no permission' | 'broken';

/** What was found out about one operation. Holds no value of JoggAI's but codes, counts and names of fields. */
export interface Finding {
	label: string;
	verdict: Verdict;
	httpStatus?: number;
	/** JoggAI's `code` as it came, quoted where it was a text. */
	code?: string;
	/** How many entries the list had. */
	entries?: number;
	notes: string[];
}

/** Judges what an operation made of the replies to it. */
export function findingOf(
	{ label, needs, wantsRefusal, isList = false, isLibrary, knows, ids = [] }: FreeRead,
	{
		exchanges,
		reading,
		outcome,
	}: { exchanges: Exchange[]; reading: Reading; outcome: Result<IDataObject[]> },
): Finding {
	const last = exchanges.at(-1)?.reply;
	const seen = { label, httpStatus: last?.statusCode, code: last && codeIn(last.body) };
	const envelope = exchanges.length > 0 ? envelopeNotes(exchanges) : [];
	if (wantsRefusal) return { ...seen, ...refusalFinding(outcome) };
	if (outcome.problem) return { ...seen, ...problemFinding(outcome.problem) };

	const { news, remarks } = comparedEntries(exchanges, reading, { isList, ids });
	const lacking = needs.filter((field) => outcome.data.some((output) => isMissing(output[field])));
	const surprises = [...news, ...envelope, ...(knows ? unknownWords(knows, outcome.data) : [])];
	const notes = [
		...lacking.map((field) => `without ${field} the node is of no use`),
		...surprises,
		...remarks,
	];
	const entries = isList ? outcome.data.length : undefined;
	if (lacking.length > 0 || (isLibrary && entries === 0))
		return { ...seen, entries, verdict: 'broken', notes };
	if (entries === 0) return { ...seen, entries, verdict: 'empty', notes };
	return { ...seen, entries, verdict: surprises.length > 0 ? 'understood' : 'expected', notes };
}

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === '';

function problemFinding({ what, code }: Problem): Pick<Finding, 'verdict' | 'notes'> {
	return { verdict: code === NO_PERMISSION ? 'no permission' : 'broken', notes: [withoutHost(what)] };
}

/** Whoever works through a proxy may not want to publish its name. */
const withoutHost = (words: string): string => words.replace(/JoggAI at \S+/, 'JoggAI');

/** An ID that nobody has must be refused, and in words that the nodes know. */
function refusalFinding({ problem }: Result<IDataObject[]>): Pick<Finding, 'verdict' | 'notes'> {
	if (!problem) return { verdict: 'broken', notes: ['accepted, although there is no such job'] };
	if (problem.code === undefined || problem.transient)
		return { verdict: 'broken', notes: [withoutHost(problem.what)] };
	const isUsual = [NOT_FOUND, NO_MATCH].includes(problem.code);
	return isUsual
		? { verdict: 'expected', notes: [] }
		: { verdict: 'understood', notes: [`refused with another code than ${NOT_FOUND}`] };
}

function codeIn(body: unknown): string | undefined {
	const { code } = asObject(body);
	if (typeof code === 'number') return String(code);
	return typeof code === 'string' ? `"${safeName(code)}"` : undefined;
}

/** What differs from the envelope { code, msg, data, rid? }. */
function envelopeNotes(exchanges: Exchange[]): string[] {
	const bodies = exchanges.map(({ reply }) => reply.body);
	if (bodies.some((body) => typeof body !== 'object' || body === null)) return ['not all replies were JSON'];
	const envelopes = bodies.map(asObject);
	const others = [...new Set(envelopes.flatMap((body) => Object.keys(body)))].filter(
		(key) => !['code', 'msg', 'data', 'rid'].includes(key),
	);
	return [
		envelopes.some(({ code }) => typeof code !== 'number') && '"code" is no number',
		envelopes.some(({ msg }) => typeof msg !== 'string') && '"msg" is no text',
		others.length > 0 && `beside code, msg and data: ${listedTypes(envelopes, others)}`,
	].filter((note): note is string => typeof note === 'string');
}

function unknownWords({ field, values }: NonNullable<FreeRead['knows']>, outputs: IDataObject[]): string[] {
	const came = outputs.map((output) => String(output[field]));
	const added = came.filter((word) => !values.includes(word));
	const gone = values.filter((word) => !came.includes(word));
	return [
		added.length > 0 && `new: ${added.map(safeName).join(', ')}`,
		gone.length > 0 && `not offered: ${gone.join(', ')}`,
	].filter((note): note is string => typeof note === 'string');
}
