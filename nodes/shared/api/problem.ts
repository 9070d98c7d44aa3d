import { type Failure, type INode, type JsonObject, NodeApiError } from 'n8n-workflow';
import type { JobOutput } from '../vocabulary/jobs/output';
import { KEY_REFUSED } from '../vocabulary/refusals';

/**
 * How far a failed item has come. `invalidInput`: a value or file of it is to be mended. `notSent`: nothing of it was sent,
 * for a reason that lies elsewhere. `refused`: JoggAI said no, or gave no answer to a question that changes nothing.
 * `notMade`: JoggAI took it and could not make it. `notFinished`: JoggAI has it, and the wait is over. `noFile`: it is
 * made, its file could not be had. `unknown`: nobody knows whether JoggAI took it.
 */
export type Outcome =
	| 'invalidInput'
	| 'notSent'
	| 'refused'
	| 'notMade'
	| 'notFinished'
	| 'noFile'
	| 'unknown';

/** Something that went wrong, in words for the user. Never holds keys, bodies or signed addresses. */
export interface Problem {
	/** What happened; the title. */
	what: string;
	/** What to do next; the text below the title. */
	next: string;
	/** JoggAI's business code, where it gave one. */
	code?: number;
	/** HTTP status of the reply, where there was one. */
	httpStatus?: number;
	/** JoggAI's own words. */
	said?: string;
	/** JoggAI's request ID, which its support asks for. */
	requestId?: string;
	/** How long JoggAI wants us to wait, in seconds. */
	retryAfterSeconds?: number;
	/** The same refusal awaits every further request of the batch. */
	fatal?: boolean;
	/** Nobody knows whether JoggAI accepted (and charged) the request. */
	outcomeUnknown?: boolean;
	/** There is no key to ask JoggAI with. */
	lacksKey?: boolean;
	/** How far it came; where it is not said, JoggAI's reply or its absence tells. */
	outcome?: Outcome;
	/** The field to blame as users see it, and what kind of value it has: never the value, which may be secret. */
	field?: { name: string; value: string };
	/** The jobs that it is about, as JoggAI last described them. */
	jobs?: Array<Pick<JobOutput, 'kind' | 'id'> & { status?: JobOutput['status'] }>;
	/** What n8n calls the reason, where it has a word for it. */
	cause?: Failure['cause'];
	/** Asking again may help: lost connection, fault on JoggAI's side. Only ever used for what is free to repeat. */
	transient?: boolean;
}

/** Carries a problem up to the place that turns it into an n8n error. */
export class ProblemError extends Error {
	constructor(readonly problem: Problem) {
		super(problem.what);
	}
}

/** What came of something that can go wrong: a value, or the reason why there is none. */
export type Result<T> = { data: T; problem?: undefined } | { data?: undefined; problem: Problem };

/** The value of a result. Throws a ProblemError where there is none. */
export function unwrap<T>(result: Result<T>): T {
	if (result.problem) throw new ProblemError(result.problem);
	return result.data;
}

/** What went wrong, whoever threw it. */
export function problemOf(error: Error): Problem {
	if (error instanceof ProblemError) return error.problem;
	const { description } = error as { description?: string | null };
	return { what: error.message, next: description ?? '', outcome: 'notSent' };
}

/** Advice, JoggAI's own words unless the title has them, and its request ID as one text. */
export function explain({ what, next, said = '', code, requestId }: Problem): string {
	const words = what.includes(said.replace(/\.+$/, '')) ? '' : `JoggAI says: "${said}"`;
	const reference = [code !== undefined && `code ${code}`, requestId && `request ID ${requestId}`]
		.filter(Boolean)
		.join(', ');
	const behind = words && reference ? `${words} (${reference})` : words;
	const origin = behind || (reference && `For JoggAI's support: ${reference}`);
	return [next, origin && `${origin}.`].filter(Boolean).join(' ');
}

/** What happened and what to do next, as one text. */
export const fullText = (problem: Problem): string =>
	[problem.what, explain(problem)].filter(Boolean).join('. ');

/**
 * The error that n8n shows in a list to choose from: it puts an HTTP code before the words, and with 401 a link to the
 * credential below them, which helps with the key only.
 */
export function asListError(node: INode, problem: Problem): NodeApiError {
	const error = asNodeError(node, problem, problem.what, explain(problem));
	error.httpCode = problem.lacksKey || problem.code === KEY_REFUSED ? '401' : null;
	return error;
}

/** The error that n8n shows. Made of words only: what n8n's own request errors carry along includes the API key. */
export function asNodeError(node: INode, problem: Problem, message: string, description = ''): NodeApiError {
	const response: JsonObject = {};
	const { httpStatus } = problem;
	const httpCode = httpStatus === undefined ? 'none' : String(httpStatus);
	// An n8n that does not know `failure` leaves it out.
	const options = { message, description, httpCode, failure: failureOf(problem) };
	const error = new NodeApiError(node, response, options);
	// Set afterwards: n8n puts a phrase of its own in place of a message that names a network code.
	error.message = message;
	return error;
}

/** The reason in n8n's words. */
function failureOf({ cause, transient, retryAfterSeconds }: Problem): Failure | undefined {
	if (cause === 'rate-limited') return { cause, retryAfterMs: retryAfterSeconds && retryAfterSeconds * 1000 };
	const known = cause ?? (transient ? 'temporarily-unavailable' : undefined);
	return known && { cause: known };
}
