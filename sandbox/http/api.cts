import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import type { ErrorObject } from 'ajv';
import type { Envelope } from '../dialects/dialect.cts';
import { DIALECTS } from '../dialects/index.cts';
import type { Fields } from '../fields.cts';
import type { Job } from '../jobs/job.cts';
import type { Operation } from '../operations/operation.cts';
import { OPERATIONS, type OperationName } from '../operations/index.cts';
import { invalid, Refusal } from '../refusals.cts';
import { text, type Schema } from '../schema.cts';
import type { State } from '../state.cts';
import { keyOf, passGate } from './gate.cts';
import { sendRefusal, sendSuccess } from './replies.cts';
import { explain } from './validation.cts';

const NOTHING: Schema = { type: 'object', properties: {}, additionalProperties: false };

const namesIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

const paramsIn = (path: string): Schema => ({
	type: 'object',
	properties: Object.fromEntries(namesIn(path).map((name) => [name, text])),
});

const schemaOf = (operation: Operation, path: string) => ({
	params: operation.params ?? paramsIn(path),
	querystring: operation.query ?? NOTHING,
	...(operation.body ? { body: operation.body } : {}),
});

const asRefusal = (error: FastifyError | Refusal): Refusal => {
	if (error instanceof Refusal) return error;
	if (error.validation) return invalid(explain(error.validation as unknown as ErrorObject[]));
	return error.statusCode && error.statusCode < 500
		? invalid(error.message)
		: new Refusal(50000, error.message);
};

function answer(
	state: State,
	operation: OperationName,
	request: FastifyRequest,
	follow: (job: Job) => void,
): Envelope {
	const { data, extra = {} } = OPERATIONS[operation].handler({
		state,
		operation,
		key: keyOf(request),
		body: (request.body ?? {}) as Fields,
		query: request.query as Fields,
		params: request.params as Fields,
		fault: request.visit?.fault,
		follow,
	});
	const { success, transforms } = DIALECTS[state.settings.dialect];
	const transform = transforms[operation];
	return success(data && transform ? transform(data, extra) : data);
}

/** An empty text is no body; anything that claims to be JSON has to be an object of it. */
function parseJson(body: string): unknown {
	if (body.trim() === '') return undefined;
	try {
		return JSON.parse(body);
	} catch {
		throw invalid('body is not valid JSON');
	}
}

/** Serves the table of operations: every row goes through the same gate, validation and envelope. */
export const serveApi = (state: State, follow: (job: Job) => void) => async (server: FastifyInstance) => {
	server.removeAllContentTypeParsers();
	server.addContentTypeParser(
		'application/json',
		{ parseAs: 'string' },
		async (_request: FastifyRequest, body: string) => parseJson(body),
	);
	server.addHook('preValidation', async (request, reply) => {
		passGate(state, request, reply);
	});
	server.setErrorHandler((error: FastifyError | Refusal, request, reply) =>
		sendRefusal(state, request, reply, asRefusal(error)),
	);
	for (const name of Object.keys(OPERATIONS) as OperationName[]) {
		const [method, path] = name.split(' ');
		server.route({
			method,
			url: path.replace(/\{(\w+)\}/g, ':$1'),
			schema: schemaOf(OPERATIONS[name], path),
			handler: (request, reply) => sendSuccess(request, reply, answer(state, name, request, follow)),
		});
	}
};
