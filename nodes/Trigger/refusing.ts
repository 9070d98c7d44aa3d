import type { INode } from 'n8n-workflow';
import { asNodeError, explain, problemOf } from '../shared/api/problem';

/**
 * Runs one step of the trigger's life; what stops it becomes an n8n error with advice and without any secret. Of a
 * publication that failed n8n shows nothing but the message (2.41), so the advice is part of it.
 */
export async function withAdvice<T>(node: INode, step: () => Promise<T>): Promise<T> {
	try {
		return await step();
	} catch (error) {
		const problem = problemOf(error as Error);
		throw asNodeError(node, problem, [problem.what, explain(problem)].filter(Boolean).join('. '));
	}
}
