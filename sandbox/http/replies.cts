import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Envelope } from '../dialects/dialect.cts';
import type { Fault, FaultOf } from '../faults.cts';
import { newId } from '../ids.cts';
import { changeDeep, type JsonObject } from '../json.cts';
import { httpStatusOf, type Refusal } from '../refusals.cts';
import type { State } from '../state.cts';
import { proxyPage } from './proxyPage.cts';

const STATUS_FIELDS = /^(status|avatar_status)$/;
const URL_FIELDS = /(^|_)url$/;

type Corruption<Kind extends Fault['kind']> = (envelope: Envelope, fault: FaultOf<Kind>) => Envelope;

/** Faults that change the reply to a processed request. */
const CORRUPTIONS: { [Kind in Fault['kind']]?: Corruption<Kind> } = {
	noData: ({ rid, code, msg }) => ({ rid, code, msg }),
	status: (envelope, { status }) => ({
		...envelope,
		data: changeDeep(envelope.data, (name) => (STATUS_FIELDS.test(name) ? status : undefined)) as JsonObject,
	}),
	noUrl: (envelope) => ({
		...envelope,
		data: changeDeep(envelope.data, (name) => {
			if (name === 'image_url_list') return [];
			return URL_FIELDS.test(name) ? '' : undefined;
		}) as JsonObject,
	}),
};

/** Cuts the connection instead of a reply. */
export const resetConnection = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
	reply.hijack();
	request.raw.socket.destroy();
	return reply;
};

/** Sends the envelope as JSON, corrupted if a fault wants that. */
export function sendEnvelope(
	request: FastifyRequest,
	reply: FastifyReply,
	envelope: Envelope,
	status = 200,
): FastifyReply {
	const { record, fault } = request;
	if (record) record.code = envelope.code;
	if (fault?.kind === 'resetAfter') return resetConnection(request, reply);
	const corrupt = fault && (CORRUPTIONS[fault.kind] as Corruption<Fault['kind']> | undefined);
	const body = JSON.stringify(corrupt ? corrupt(envelope, fault) : envelope);
	return reply
		.code(status)
		.header('content-type', 'application/json; charset=utf-8')
		.send(fault?.kind === 'truncated' ? body.slice(0, Math.floor(body.length / 2)) : body);
}

/** A refusal, with the HTTP status and the waiting time where the settings want them. */
export function sendRefusal(
	state: State,
	request: FastifyRequest,
	reply: FastifyReply,
	{ code, message, retryAfter }: Pick<Refusal, 'code' | 'message' | 'retryAfter'>,
	httpStatus = state.settings.refusalStyle === 'http'
		? httpStatusOf(code)
		: state.dialect.refusalStatus(code),
): FastifyReply {
	const { retryAfterIn } = state.settings;
	if (retryAfter !== undefined && retryAfterIn === 'header') reply.header('retry-after', String(retryAfter));
	const envelope: Envelope = { rid: newId(8), code, msg: message, data: null };
	if (retryAfter !== undefined && retryAfterIn === 'body') envelope.retryAfter = retryAfter;
	return sendEnvelope(request, reply, envelope, httpStatus);
}

/** Anything that is not JSON. */
export const sendPage = (reply: FastifyReply, status: number, page = proxyPage(status)): FastifyReply =>
	reply.code(status).type('text/html').send(page);
