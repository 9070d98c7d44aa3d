/** What went wrong in words for a person: what happened, what to do, and the last lines that tell more. */
export class Failure extends Error {
	constructor(message, { advice, details } = {}) {
		super(message);
		Object.assign(this, { advice, details });
	}
}

/** An error as it is told on the terminal: what is known, what happened, what to do; an accident with where it was. */
export function inWords(error) {
	if (!(error instanceof Failure)) return error.stack;
	const { message, advice, details } = error;
	return [details, message, advice && `What to do: ${advice}`].filter(Boolean).join('\n');
}
