import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Problem } from '../shared/api/problem';
import { explain, ProblemError } from '../shared/api/problem';

/** Runs one step of the trigger's life; what stops it becomes an n8n error with advice and without any secret. */
export async function withAdvice<T>(node: INode, step: () => Promise<T>): Promise<T> {
	try {
		return await step();
	} catch (error) {
		throw asNodeError(node, problemOf(error as Error));
	}
}

function problemOf(error: Error): Problem {
	if (error instanceof ProblemError) return error.problem;
	const { description } = error as { description?: string | null };
	return { what: error.message, next: description ?? '' };
}

/** Of a publication that failed n8n shows nothing but the message (2.41), so the advice is part of it. */
function asNodeError(node: INode, problem: Problem): NodeApiError {
	const details: JsonObject = {};
	const error = new NodeApiError(node, details, {
		message: problem.what,
		httpCode: problem.httpStatus === undefined ? 'none' : String(problem.httpStatus),
	});
	// Set afterwards: n8n puts a phrase of its own in place of a message that names a network code.
	error.message = [problem.what, explain(problem)].filter(Boolean).join('. ');
	return error;
}
