import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import type { ErrorObject } from 'ajv';
import type { Envelope } from '../dialects/dialect.cts';
import type { Job } from '../jobs/job.cts';
import { without, type JsonObject } from '../json.cts';
import { OPERATIONS, type OperationName } from '../operations/index.cts';
import type { Operation } from '../operations/operation.cts';
import { invalid, Refusal } from '../refusals.cts';
import { text, type Schema } from '../schema.cts';
import type { State } from '../state.cts';
import { apiKeyOf, authenticate, ownerOf } from './auth.cts';
import { limitRate } from './rateLimit.cts';
import { sendEnvelope, sendRefusal } from './replies.cts';
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

/** What is wrong with a request, under the code that the dialect has for it. */
function complaint({ dialect }: State, problem: string): Refusal {
	const own = dialect.complaintCodes.find(([pattern]) => pattern.test(problem));
	return own ? new Refusal(own[1]) : invalid(problem);
}

const asRefusal = (state: State, error: FastifyError | Refusal): Refusal => {
	if (error instanceof Refusal) return error;
	if (error.validation) return complaint(state, explain(error.validation as unknown as ErrorObject[]));
	return error.statusCode && error.statusCode < 500
		? invalid(error.message)
		: new Refusal(50000, error.message);
};

function handle(
	state: State,
	operation: OperationName,
	request: FastifyRequest,
	scheduleWebhooks: (job: Job) => void,
): Envelope {
	const { success, transforms, ignoredFields } = state.dialect;
	const { data, extra = {} } = OPERATIONS[operation].handler({
		state,
		operation,
		key: ownerOf(apiKeyOf(request)),
		body: without((request.body ?? {}) as JsonObject, ...(ignoredFields[operation] ?? [])),
		query: request.query as JsonObject,
		params: request.params as JsonObject,
		fault: request.fault,
		scheduleWebhooks,
	});
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

/** Serves the table of operations, all with the same authentication, rate limit, validation and envelope. */
export const serveApi =
	(state: State, scheduleWebhooks: (job: Job) => void) => async (server: FastifyInstance) => {
		server.removeAllContentTypeParsers();
		server.addContentTypeParser(
			'application/json',
			{ parseAs: 'string' },
			async (_request: FastifyRequest, body: string) => parseJson(body),
		);
		server.addHook('preValidation', async (request, reply) => {
			authenticate(state, request);
			limitRate(state, request, reply);
		});
		server.setErrorHandler((error: FastifyError | Refusal, request, reply) =>
			sendRefusal(state, request, reply, asRefusal(state, error)),
		);
		for (const name of Object.keys(OPERATIONS) as OperationName[]) {
			const [method, path] = name.split(' ');
			server.route({
				method,
				url: path.replace(/\{(\w+)\}/g, ':$1'),
				schema: schemaOf(OPERATIONS[name], path),
				handler: (request, reply) =>
					sendEnvelope(request, reply, handle(state, name, request, scheduleWebhooks)),
			});
		}
	};
