import type { INodeExecutionData } from 'n8n-workflow';
import type { RecordedRequest } from '../../sandbox/index.cts';
import type { World } from './world.cts';

/** Requests that change something. */
export const writes = ({ joggAi }: World): RecordedRequest[] =>
	joggAi.requests.filter(({ method }) => method === 'POST' || method === 'PUT');

/** Requests that only ask. */
export const reads = ({ joggAi }: World): RecordedRequest[] =>
	joggAi.requests.filter(({ method, path }) => method === 'GET' && !path.startsWith('/media'));

/** Fetched files. */
export const downloads = ({ joggAi }: World): RecordedRequest[] =>
	joggAi.requests.filter(({ path }) => path.startsWith('/media'));

/** Input items `{ n: 0 }`, `{ n: 1 }` … */
export const numbered = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, n) => ({ json: { n } }));

/** Everything that a user, an execution log or a support ticket could show of a value: errors with their own fields too. */
export function everythingIn(value: unknown): string {
	const seen = new WeakSet<object>();
	return JSON.stringify(value, (_key, one: unknown) => {
		if (typeof one !== 'object' || one === null) return one;
		if (seen.has(one)) return undefined;
		seen.add(one);
		if (one instanceof Map) return [...one];
		return one instanceof Error ? { ...one, message: one.message, stack: one.stack, cause: one.cause } : one;
	});
}
