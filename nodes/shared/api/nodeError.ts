import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Problem } from './problem';
import { ProblemError } from './problem';

/** What went wrong, whoever threw it. */
export function problemOf(error: Error): Problem {
	if (error instanceof ProblemError) return error.problem;
	const { description } = error as { description?: string | null };
	return { what: error.message, next: description ?? '' };
}

/** The error that n8n shows. Made of words only: what n8n's own request errors carry along includes the API key. */
export function asNodeError(
	node: INode,
	{ httpStatus }: Problem,
	message: string,
	description = '',
): NodeApiError {
	const details: JsonObject = {};
	const httpCode = httpStatus === undefined ? 'none' : String(httpStatus);
	const error = new NodeApiError(node, details, { message, description, httpCode });
	// Set afterwards: n8n puts a phrase of its own in place of a message that names a network code.
	error.message = message;
	return error;
}
