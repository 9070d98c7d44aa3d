import Fastify, { type FastifyInstance } from 'fastify';
import type { State } from '../state.cts';
import type { WebhookDispatcher } from '../webhooks/dispatcher.cts';
import { serveApi } from './api.cts';
import { serveControl } from './control.cts';
import { injectFaults } from './faultInjection.cts';
import { serveFiles } from './files.cts';
import { recordRequests } from './recording.cts';
import { sendPage } from './replies.cts';
import { serveUploads } from './uploads.cts';
import { compileSchema } from './validation.cts';

const LONGEST_ID = 500;

/** Puts the parts together: recording first, then faults, then what replies. */
export async function buildServer(state: State, dispatcher: WebhookDispatcher): Promise<FastifyInstance> {
	const server = Fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: LONGEST_ID } });
	server.setValidatorCompiler(compileSchema);
	recordRequests(state, server);
	injectFaults(state, server);
	server.setNotFoundHandler((_request, reply) => sendPage(reply, 404));
	await server.register(serveApi(state, dispatcher.schedule));
	await server.register(serveFiles(state));
	await server.register(serveUploads(state));
	await server.register(serveControl(state, dispatcher));
	return server;
}
