import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Envelope } from '../dialects/dialect.cts';
import type { Fault } from '../faults.cts';
import { changeDeep, type Fields } from '../fields.cts';
import { newId } from '../ids.cts';
import { statusOf, type Refusal } from '../refusals.cts';
import type { State } from '../state.cts';
import { proxyPage } from './pages.cts';

const STATUS_FIELDS = /^(status|avatar_status)$/;
const ADDRESS_FIELDS = /(^|_)url$/;

/** Faults that change what a processed request answers. */
const SPOILERS: Partial<Record<Fault['kind'], (envelope: Envelope, fault: Fault) => Envelope>> = {
	noData: ({ rid, code, msg }) => ({ rid, code, msg }),
	status: (envelope, fault) => ({
		...envelope,
		data: changeDeep(envelope.data, (name) =>
			STATUS_FIELDS.test(name) && fault.kind === 'status' ? fault.status : undefined,
		) as Fields,
	}),
	noUrl: (envelope) => ({
		...envelope,
		data: changeDeep(envelope.data, (name) => {
			if (name === 'image_url_list') return [];
			return ADDRESS_FIELDS.test(name) ? '' : undefined;
		}) as Fields,
	}),
};

/** Nothing is answered any more. */
export const resetConnection = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
	reply.hijack();
	request.raw.socket.destroy();
	return reply;
};

function send(
	request: FastifyRequest,
	reply: FastifyReply,
	status: number,
	envelope: Envelope,
): FastifyReply {
	const { visit } = request;
	const fault = visit?.fault;
	if (visit) Object.assign(visit.record, { code: envelope.code, status });
	if (fault?.kind === 'resetAfter' && visit) {
		visit.record.status = 0;
		return resetConnection(request, reply);
	}
	const told = (fault && SPOILERS[fault.kind]?.(envelope, fault)) ?? envelope;
	const body = JSON.stringify(told);
	return reply
		.code(status)
		.header('content-type', 'application/json; charset=utf-8')
		.send(fault?.kind === 'truncated' ? body.slice(0, Math.floor(body.length / 2)) : body);
}

export const sendSuccess = (request: FastifyRequest, reply: FastifyReply, envelope: Envelope): FastifyReply =>
	send(request, reply, 200, envelope);

/** A refusal, with the HTTP status and the waiting time told where the settings want them. */
export function sendRefusal(
	state: State,
	request: FastifyRequest,
	reply: FastifyReply,
	{ code, message, retryAfter }: Pick<Refusal, 'code' | 'message' | 'retryAfter'>,
	httpStatus = state.settings.refusalStyle === 'http' ? statusOf(code) : 200,
): FastifyReply {
	const { retryAfterIn } = state.settings;
	if (retryAfter !== undefined && retryAfterIn === 'header') reply.header('retry-after', String(retryAfter));
	return send(request, reply, httpStatus, {
		rid: newId(8),
		code,
		msg: message,
		data: null,
		...(retryAfter !== undefined && retryAfterIn === 'body' ? { retryAfter } : {}),
	});
}

/** Anything that is not JSON. */
export function sendPage(
	request: FastifyRequest,
	reply: FastifyReply,
	status: number,
	page?: string,
): FastifyReply {
	if (request.visit) request.visit.record.status = status;
	return reply
		.code(status)
		.type('text/html')
		.send(page ?? proxyPage(status));
}
