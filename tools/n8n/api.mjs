/* global AbortSignal */
/** What a person does in n8n's editor, and what its public API answers, over HTTP. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../lib/failure.mjs';
import { isOver } from './executions.mjs';

const POLL_MS = 300;
const LOOKS_FOR_DATA = 20;
const REQUEST_MS = 30000;

export class N8nApi {
	#cookie = '';
	#apiKey;
	/** n8n 1: being active is one of a workflow's properties. */
	#activatesByChange;
	/** n8n 1 and 2.0: what the editor has on its screen goes with each request, and a test is one of a saved credential. */
	#isEarly;
	#fetch;

	/**
	 * `version` is that of the n8n behind `url`, the current one if nothing is said; `send` takes the place of fetch where
	 * that does not reach it.
	 */
	constructor(url, { version = '2', send = fetch } = {}) {
		this.url = url;
		this.#fetch = send;
		this.#activatesByChange = version.startsWith('1.');
		this.#isEarly = /^(1|2\.0)\./.test(version);
	}

	/** Calls n8n's internal API as the signed-in owner, or the public one below /api/v1 with an API key. */
	async request(method, path, body, { raw = false, timeoutMs = REQUEST_MS } = {}) {
		const headers = { cookie: this.#cookie, 'content-type': 'application/json', 'push-ref': 'demo' };
		if (path.startsWith('/api/v1')) headers['x-n8n-api-key'] = await this.#publicKey();
		const response = await this.#fetch(this.url + path, {
			method,
			headers,
			body: body && JSON.stringify(body),
			signal: AbortSignal.timeout(timeoutMs),
		});
		this.#remember(response.headers.getSetCookie());
		if (!response.ok) throw await refusal(`${method} ${path}`, response);
		if (raw) return response;
		const reply = await response.json();
		return path.startsWith('/rest/') ? reply.data : reply;
	}

	createOwner(owner) {
		return this.request('POST', '/rest/owner/setup', owner);
	}

	login({ email, password }) {
		return this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	createCredential(credential) {
		return this.request('POST', '/rest/credentials', credential);
	}

	/** n8n's own "Test" button: `{ status: 'OK' | 'Error', message }`. */
	async testCredential(credential) {
		const { id } = this.#isEarly ? await this.createCredential(credential) : credential;
		return await this.request('POST', '/rest/credentials/test', { credentials: { ...credential, id } });
	}

	createWorkflow({ name, nodes, connections, settings }) {
		const active = this.#isEarly ? false : undefined;
		return this.request('POST', '/rest/workflows', { name, nodes, connections, settings, active });
	}

	async activate(id) {
		const { versionId } = await this.request('GET', `/rest/workflows/${id}`);
		if (this.#activatesByChange) return await this.#setActive(id, versionId, true);
		return await this.request('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async deactivate(id) {
		if (!this.#activatesByChange) return await this.request('POST', `/rest/workflows/${id}/deactivate`, {});
		const { versionId } = await this.request('GET', `/rest/workflows/${id}`);
		return await this.#setActive(id, versionId, false);
	}

	#setActive(id, versionId, active) {
		return this.request('PATCH', `/rest/workflows/${id}`, { versionId, active });
	}

	/** Starts a run as the editor does; returns the execution's id. */
	async start(workflowId, triggerNode) {
		const body = { triggerToStartFrom: { name: triggerNode } };
		if (this.#isEarly) body.workflowData = await this.request('GET', `/rest/workflows/${workflowId}`);
		return (await this.request('POST', `/rest/workflows/${workflowId}/run`, body)).executionId;
	}

	execution(id) {
		return this.request('GET', `/api/v1/executions/${id}?includeData=true`);
	}

	async executions(workflowId) {
		return (await this.request('GET', `/api/v1/executions?workflowId=${workflowId}&includeData=true`)).data;
	}

	/** Follows an execution to its end; `onProgress` gets each state on the way. */
	async finished(id, { timeoutMs, onProgress = () => {} }) {
		const end = Date.now() + timeoutMs;
		for (let looks = 0; ; ) {
			const execution = await this.execution(id);
			onProgress(execution);
			// Early n8n tells how it ended before it has stored the data; of a crash there never are any.
			if (isOver(execution) && (execution.data || ++looks > LOOKS_FOR_DATA)) return execution;
			if (Date.now() > end)
				throw new Failure(`Execution ${id} is still "${execution.status}" after ${timeoutMs} ms`);
			await sleep(POLL_MS);
		}
	}

	/** Starts a run and returns the finished execution. */
	async run(workflowId, triggerNode, options) {
		return await this.finished(await this.start(workflowId, triggerNode), options);
	}

	/** The bytes behind an item's binary field. */
	async binary({ id, data }) {
		if (!id) return Buffer.from(data, 'base64');
		const path = `/rest/binary-data?action=download&id=${encodeURIComponent(id)}`;
		const response = await this.request('GET', path, undefined, { raw: true });
		return Buffer.from(await response.arrayBuffer());
	}

	#remember(cookies) {
		const own = cookies.find((cookie) => cookie.startsWith('n8n-auth='));
		if (own) this.#cookie = own.split(';')[0];
	}

	async #publicKey() {
		const scopes = ['execution:read', 'execution:list', 'workflow:read', 'workflow:list'];
		const key = { label: `demo ${Date.now()}`, expiresAt: null, scopes };
		this.#apiKey ??= this.request('POST', '/rest/api-keys', key).then(({ rawApiKey }) => rawApiKey);
		return await this.#apiKey;
	}
}

async function refusal(what, response) {
	const text = await response.text();
	const { status } = response;
	return Object.assign(new Failure(`n8n answered ${what} with ${status}: ${messageOf(text)}`), { status });
}

function messageOf(text) {
	try {
		return JSON.parse(text).message ?? text;
	} catch {
		return text.slice(0, 500);
	}
}
