import Fastify, { type FastifyInstance } from 'fastify';
import type { State } from '../state.cts';
import type { Messenger } from '../webhooks/messenger.cts';
import { serveApi } from './api.cts';
import { serveControl } from './control.cts';
import { serveFiles } from './files.cts';
import { sendPage } from './replies.cts';
import { meetTrouble } from './trouble.cts';
import { serveUploads } from './uploads.cts';
import { compileSchema } from './validation.cts';
import { isControl, noteArrival } from './visit.cts';

const LONGEST_ID = 500;

/** Puts the parts together: records first, then faults, then the part that answers. */
export async function buildServer(state: State, messenger: Messenger): Promise<FastifyInstance> {
	const server = Fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: LONGEST_ID } });
	server.setValidatorCompiler(compileSchema);
	server.decorateRequest('visit', null);
	server.addHook('onRequest', async (request) => {
		if (!isControl(request)) noteArrival(state, request);
	});
	server.addHook('preValidation', async (request, reply) => {
		if (!request.visit) return;
		if (request.headers['content-type']?.includes('json')) request.visit.record.body = request.body;
		await meetTrouble(state, request, reply);
	});
	server.setNotFoundHandler((request, reply) => sendPage(request, reply, 404));
	await server.register(serveApi(state, messenger.follow));
	await server.register(serveFiles(state));
	await server.register(serveUploads(state));
	await server.register(serveControl(state, messenger));
	return server;
}
