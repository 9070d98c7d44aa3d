import type { FastifyReply, FastifyRequest } from 'fastify';
import { takeFault, type Fault } from '../faults.cts';
import { wordsOf } from '../refusals.cts';
import type { State } from '../state.cts';
import { resetConnection, sendPage, sendRefusal } from './replies.cts';
import { pathOf } from './visit.cts';

type Instead = (state: State, request: FastifyRequest, reply: FastifyReply, fault: Fault) => unknown;

/** Faults that answer (or stay silent) in place of JoggAI. The others let the request through. */
const INSTEAD: Partial<Record<Fault['kind'], Instead>> = {
	code: (state, request, reply, fault) => {
		if (fault.kind !== 'code') return reply;
		const { code, msg, retryAfter, httpStatus } = fault;
		return sendRefusal(
			state,
			request,
			reply,
			{ code, message: msg ?? wordsOf(code), retryAfter },
			httpStatus,
		);
	},
	html: (_state, request, reply, fault) =>
		sendPage(request, reply, (fault.kind === 'html' && fault.httpStatus) || 502),
	empty: (_state, request, reply, fault) =>
		sendPage(request, reply, (fault.kind === 'empty' && fault.httpStatus) || 200, ''),
	resetBefore: (_state, request, reply) => resetConnection(request, reply),
	hang: (_state, _request, reply) => reply.hijack(),
};

/** Lets the fault that was set up for this request happen, if there is one. */
export async function meetTrouble(state: State, request: FastifyRequest, reply: FastifyReply): Promise<void> {
	const fault = takeFault(state.faults, request.method, pathOf(request));
	if (!fault) return;
	if (request.visit) request.visit.fault = fault;
	if (fault.kind === 'delay') await state.clock.sleep(fault.seconds * 1000, state.stopSignal);
	INSTEAD[fault.kind]?.(state, request, reply, fault);
}
