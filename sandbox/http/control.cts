import type { FastifyError, FastifyInstance } from 'fastify';
import type { ErrorObject } from 'ajv';
import { faultSchema, type Fault } from '../faults.cts';
import { viewOf } from '../jobs/view.cts';
import { object, text } from '../schema.cts';
import { settingsSchema, type Settings } from '../settings.cts';
import type { State } from '../state.cts';
import type { WebhookDispatcher } from '../webhooks/dispatcher.cts';
import { explain } from './validation.cts';

interface EmitRequest {
	event: string;
	data: object;
	eventId?: string;
}

const emitSchema = object({ event: text, data: { type: 'object' } }, { eventId: text });

const snapshotOf = (state: State) => ({
	settings: state.settings,
	jobs: state.jobs.map((job) => ({ ...job, status: viewOf(state, job).status })),
	charges: state.charges,
	requests: state.requests,
	deliveries: state.deliveries,
	endpoints: state.endpoints,
	faults: state.faults,
});

/** The sandbox's own switches, for people and for tests in another process. */
export const serveControl =
	(state: State, dispatcher: WebhookDispatcher) => async (server: FastifyInstance) => {
		server.setErrorHandler((error: FastifyError, _request, reply) => {
			const problem = error.validation
				? explain(error.validation as unknown as ErrorObject[])
				: error.message;
			return reply.code(error.statusCode ?? 500).send({ error: problem });
		});
		server.get('/_sandbox/state', async () => snapshotOf(state));
		server.patch<{ Body: Partial<Settings> }>(
			'/_sandbox/settings',
			{ schema: { body: settingsSchema } },
			async ({ body }) => Object.assign(state.settings, body),
		);
		server.post<{ Body: Fault }>('/_sandbox/faults', { schema: { body: faultSchema } }, async ({ body }) => {
			state.faults.push(body);
			return { faults: state.faults };
		});
		server.delete('/_sandbox/faults', async () => {
			state.faults.length = 0;
			return { faults: state.faults };
		});
		server.post<{ Body: EmitRequest }>(
			'/_sandbox/emit',
			{ schema: { body: emitSchema } },
			async ({ body }) => ({
				deliveries: await dispatcher.emit(body.event, body.data, { eventId: body.eventId }),
			}),
		);
		server.post('/_sandbox/reset', async () => {
			state.reset();
			return { reset: true };
		});
	};
