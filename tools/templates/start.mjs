/** Our examples below *Templates* in the editor of an n8n of one's own, with everything chosen that the account has. */
import { fileURLToPath } from 'node:url';
import { joggAi } from '../joggai/api.mjs';
import { fitToAccount } from '../joggai/fit.mjs';
import { createLibrary } from './library.mjs';
import { serveLibrary } from './server.mjs';

const HOOKS = fileURLToPath(new URL('./hooks.cjs', import.meta.url));
/** Nodes by which the examples let n8n itself fetch files; the addresses of these are made up. */
const FETCHING = ['n8n-nodes-base.httpRequest', 'n8n-nodes-base.rssFeedRead'];
const MADE_UP = /^https:\/\/\w+\.example\.com\//;

/**
 * Returns `{ url, env, stop() }`; n8n gets `env`. `account` is where avatars, voices and templates are chosen from.
 * With `files`, the address of a folder with a file for every name, n8n fetches the files of the examples there.
 */
export async function startTemplates({ account, files }) {
	const fit = await fitToAccount(joggAi(account), { note: () => undefined });
	const library = createLibrary({ adapt: (workflow) => withFiles(fit(workflow), files) });
	const { url, stop } = await serveLibrary(library);
	const env = { N8N_TEMPLATES_ENABLED: 'true', N8N_TEMPLATES_HOST: url, EXTERNAL_HOOK_FILES: HOOKS };
	return { url, stop, env };
}

function withFiles(workflow, files) {
	if (!files) return workflow;
	const nodes = workflow.nodes.map((node) => {
		const { type, parameters } = node;
		if (!FETCHING.includes(type) || !MADE_UP.test(parameters.url)) return node;
		return { ...node, parameters: { ...parameters, url: parameters.url.replace(MADE_UP, `${files}/`) } };
	});
	return { ...workflow, nodes };
}
