import type { IDataObject, IExecutePaginationFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Account } from '../api/account';
import { ProblemError } from '../api/problem';
import type { Operation, ReadParameter } from './plan';
import type { Run } from './run';

/** One item on its way through the corridor. */
export interface Passage {
	context: IExecutePaginationFunctions;
	operation: Operation;
	/** The request that n8n collected from the fields. */
	request: IHttpRequestOptions;
	account: Account;
	run: Run;
	/** Wakes every wait of the item when its run is over. */
	signal: AbortSignal;
	item: number;
	/** Value of a field for this item, with the ID taken out of a picker's value. */
	parameter: ReadParameter;
}

/** What JoggAI answers with data, as an object; anything else (no data, a list, a text) as an empty one. */
export function asObject(data: unknown): IDataObject {
	return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as IDataObject) : {};
}

/** JoggAI's data, of which there must be some: yes without anything to work with is no success. Throws a ProblemError. */
export function requireData(data: unknown): IDataObject {
	const object = asObject(data);
	if (Object.keys(object).length > 0) return object;
	throw new ProblemError({
		what: 'JoggAI answered without any data',
		next: 'Try again later; write to support@jogg.ai if it stays.',
		uncertain: true,
	});
}
