import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { JsonObject } from '../json.cts';
import type { RecordedRequest } from '../records.cts';
import type { State } from '../state.cts';

declare module 'fastify' {
	interface FastifyRequest {
		/** Null for the control API, whose users leave no trace in the records. */
		record: RecordedRequest | null;
	}
}

export const pathOf = (request: FastifyRequest): string => request.url.split('?')[0];

const isControlRequest = (request: FastifyRequest): boolean => request.url.startsWith('/_sandbox');

/** Records every request the moment it arrives, and the status it gets; what is cut or left hanging keeps 0. */
export function recordRequests(state: State, server: FastifyInstance): void {
	server.decorateRequest('record', null);
	server.addHook('onRequest', async (request) => {
		if (isControlRequest(request)) return;
		request.record = {
			method: request.method,
			path: pathOf(request),
			query: { ...(request.query as JsonObject) },
			headers: { ...request.headers },
			body: undefined,
			at: state.clock.now(),
			code: null,
			status: 0,
		};
		state.requests.push(request.record);
	});
	server.addHook('preValidation', async ({ record, headers, body }) => {
		if (record && headers['content-type']?.includes('json')) record.body = body;
	});
	server.addHook('onSend', async ({ record }, reply) => {
		if (record) record.status = reply.statusCode;
	});
}
