import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { takeFault, type Fault, type FaultOf } from '../faults.cts';
import { messageOf } from '../refusals.cts';
import type { State } from '../state.cts';
import { pathOf } from './recording.cts';
import { resetConnection, sendPage, sendRefusal } from './replies.cts';

declare module 'fastify' {
	interface FastifyRequest {
		/** What was set up to go wrong with this request. */
		fault: Fault | null;
	}
}

type Replacement<Kind extends Fault['kind']> = (
	state: State,
	request: FastifyRequest,
	reply: FastifyReply,
	fault: FaultOf<Kind>,
) => unknown;

/** Faults that reply (or stay silent) in place of JoggAI. The others let the request through. */
const REPLACEMENTS: { [Kind in Fault['kind']]?: Replacement<Kind> } = {
	code: (state, request, reply, { code, msg = messageOf(code), retryAfter, httpStatus }) =>
		sendRefusal(state, request, reply, { code, message: msg, retryAfter }, httpStatus),
	html: (_state, _request, reply, { httpStatus = 502 }) => sendPage(reply, httpStatus),
	empty: (_state, _request, reply, { httpStatus = 200 }) => sendPage(reply, httpStatus, ''),
	resetBefore: (_state, request, reply) => resetConnection(request, reply),
	hang: (_state, _request, reply) => reply.hijack(),
};

/** Lets the faults happen that were set up for a request; the control API has none. */
export function injectFaults(state: State, server: FastifyInstance): void {
	server.decorateRequest('fault', null);
	server.addHook('preValidation', async (request, reply) => {
		const fault = request.record && takeFault(state.faults, request.method, pathOf(request));
		if (!fault) return;
		request.fault = fault;
		if (fault.kind === 'delay') await state.clock.sleep(fault.seconds * 1000, state.stopSignal);
		const replace = REPLACEMENTS[fault.kind] as Replacement<Fault['kind']> | undefined;
		replace?.(state, request, reply, fault);
	});
}
