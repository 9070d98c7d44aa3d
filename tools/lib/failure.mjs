/** What went wrong in words for a person: what happened, what to do, and the last lines that tell more. */
export class Failure extends Error {
	constructor(message, { advice, details } = {}) {
		super(message);
		Object.assign(this, { advice, details });
	}
}
