/**
 * A template library as n8n's editor reads it (https://docs.n8n.io, "Configure a custom workflow templates library").
 * The editor asks from the browser, with n8n's cookies and its version in a header.
 */
import cors from '@fastify/cors';
import Fastify from 'fastify';

const PAGE = { page: 1, limit: 20 };

/** Serves a library on loopback; resolves to its address and how to stop it. */
export async function serveLibrary({ categories, get, find }) {
	const server = Fastify({ forceCloseConnections: true });
	await server.register(cors, { origin: true, credentials: true });

	server.get('/health', () => ({ status: 'OK' }));
	server.get('/templates/categories', () => ({ categories }));
	server.get('/templates/collections', () => ({ collections: [] }));
	server.get('/templates/search', ({ query }) => {
		const { page, limit } = { ...PAGE, ...query };
		const found = find({
			words: listed(query.search?.toLowerCase(), ' '),
			names: listed(query.category, ','),
		});
		const workflows = found.slice((page - 1) * limit, page * limit);
		return { totalWorkflows: found.length, workflows: workflows.map(cardOf) };
	});
	server.get('/templates/workflows/:id', ({ params }, reply) => {
		const template = get(params.id);
		return template ? { workflow: template } : unknown(reply);
	});
	server.get('/workflows/templates/:id', ({ params }, reply) => {
		const template = get(params.id);
		if (!template) return unknown(reply);
		const { id, name, workflow } = template;
		return { id, name, workflow };
	});

	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return { url, stop: () => server.close() };
}

const listed = (text, separator) => (text ?? '').split(separator).filter(Boolean);

/** What the list shows; the workflow is fetched when it is opened. */
const cardOf = ({ id, name, description, createdAt, totalViews, user, nodes, categories }) => ({
	id,
	name,
	description,
	createdAt,
	totalViews,
	user,
	nodes,
	categories,
});

const unknown = (reply) => reply.code(404).send({ message: 'There is no such template' });
