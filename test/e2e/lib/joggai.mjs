/** The sandbox as the tests use it: its switches, and requests that a JoggAI user could send. */
import { createHmac, randomUUID } from 'node:crypto';
import { startSandbox } from '../../../tools/joggai/sandbox.mjs';

/** The key that the sandbox has from the start. */
export const FIRST_KEY = 'sandbox-key';

/** Fast enough that nobody waits for jobs, and without a rate limit; suites that need one set it. */
const USUAL = { speed: 240, postsPerWindow: 100000, windowSeconds: 60, credits: 100000, dialect: 'spec' };

/** `options` are those of the sandbox. */
export async function startJoggAi(options) {
	const sandbox = await startSandbox(options);
	const keys = [FIRST_KEY];
	const call = async (method, path, body, headers = {}) => {
		const response = await fetch(sandbox.url + path, {
			method,
			headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
			body: body && JSON.stringify(body),
		});
		return await response.json();
	};
	const control = async (method, path, body) => {
		const reply = await call(method, `/_sandbox/${path}`, body);
		if (reply.error) throw new Error(`The sandbox refused ${method} ${path}: ${reply.error}`);
		return reply;
	};

	const joggAi = {
		url: sandbox.url,
		/** Every key that a test has used. */
		keys,
		stop: sandbox.stop,
		state: sandbox.state,
		set: (settings) => control('PATCH', 'settings', settings),
		/** Ends what a test has changed. */
		async calm() {
			await control('DELETE', 'faults');
			await control('PATCH', 'settings', USUAL);
		},
		fault: (fault) => control('POST', 'faults', fault),
		/** A key of its own has endpoints, jobs and a rate limit of its own. */
		async newKey() {
			const key = `sandbox-${randomUUID()}`;
			keys.push(key);
			await control('PATCH', 'settings', { keys });
			return key;
		},
		/** JoggAI's `data`; throws when it refuses. */
		async request(key, method, path, body) {
			const { code, msg, data } = await call(method, path, body, { 'x-api-key': key });
			if (code !== 0) throw new Error(`JoggAI refused ${method} ${path}: ${msg} (${code})`);
			return data;
		},
		endpoints: async (key) => (await joggAi.request(key, 'GET', '/v2/endpoints')).endpoints,
		/** What the account was charged for, and what was asked of it. */
		charges: async (key) => {
			const { charges, jobs } = await sandbox.state();
			return charges.filter(({ id }) => jobs.some((job) => job.id === id && job.key === key));
		},
		requests: async (key, match = /./) =>
			(await sandbox.state()).requests.filter(
				({ method, path, headers }) => headers['x-api-key'] === key && match.test(`${method} ${path}`),
			),
	};
	await joggAi.calm();
	return joggAi;
}

export const signature = (secret, body, algorithm = 'sha256') =>
	createHmac(algorithm, secret).update(body).digest('hex');

/** Delivers a body the way JoggAI does; resolves to status and answer. */
export async function deliver(url, body, signed) {
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			...(signed === undefined ? {} : { 'x-webhook-signature': signed }),
		},
		body,
	});
	return { status: response.status, answer: await response.text() };
}
