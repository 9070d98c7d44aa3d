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
	/** The same refusal awaits every further request of the run. */
	hopeless?: boolean;
	/** Nobody knows whether JoggAI accepted (and charged) the request. */
	uncertain?: boolean;
	/** Asking again may help: lost connection, fault on JoggAI's side. Only ever used for reads. */
	passing?: boolean;
}

/** Carries a problem up to the place that turns it into an n8n error. */
export class ProblemError extends Error {
	constructor(readonly problem: Problem) {
		super(problem.what);
	}
}

/** Advice, JoggAI's own words and its request ID as one text. */
export function explain({ next, said, code, requestId }: Problem): string {
	const words = said ? `JoggAI says: "${said}"` : '';
	const reference = [code !== undefined && `code ${code}`, requestId && `request ID ${requestId}`]
		.filter(Boolean)
		.join(', ');
	return [next, words, reference && `(${reference})`].filter(Boolean).join(' ');
}
