import type { FastifyRequest } from 'fastify';
import type { Fault } from '../faults.cts';
import type { RecordedRequest } from '../records.cts';
import type { State } from '../state.cts';

/** What the sandbox knows about one request beyond what fastify knows. */
export interface Visit {
	record: RecordedRequest;
	fault?: Fault;
}

declare module 'fastify' {
	interface FastifyRequest {
		visit: Visit | null;
	}
}

export const pathOf = (request: FastifyRequest): string => request.url.split('?')[0];

/** The control API and its users leave no trace in the records. */
export const isControl = (request: FastifyRequest): boolean => request.url.startsWith('/_sandbox');

/** Notes a request the moment it arrives; the answer is filled in later. */
export function noteArrival(state: State, request: FastifyRequest): void {
	const record: RecordedRequest = {
		method: request.method,
		path: pathOf(request),
		query: { ...(request.query as Record<string, unknown>) },
		headers: { ...request.headers },
		body: undefined,
		at: state.clock.now(),
		code: null,
		status: 0,
	};
	state.requests.push(record);
	request.visit = { record };
}
