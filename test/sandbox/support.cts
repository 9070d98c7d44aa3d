import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type Clock, type Sandbox, type Settings } from '../../sandbox/index.cts';
import type { JsonObject } from '../../sandbox/json.cts';
import { sample, type SampledOperation } from './samples.cts';

export const KEY = 'sandbox-key';
const START = Date.UTC(2026, 2, 30);

/** Time stands still until somebody advances it. */
export class ManualClock implements Clock {
	private time = START;
	private sleepers: { until: number; wake: () => void }[] = [];

	now(): number {
		return this.time;
	}

	sleep(ms: number, signal?: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			signal?.throwIfAborted();
			const leave = (): void => {
				this.sleepers = this.sleepers.filter((other) => other !== sleeper);
				reject(signal?.reason);
			};
			const wake = (): void => {
				signal?.removeEventListener('abort', leave);
				resolve();
			};
			const sleeper = { until: this.time + Math.max(0, ms), wake };
			this.sleepers.push(sleeper);
			signal?.addEventListener('abort', leave, { once: true });
		});
	}

	/** How many are asleep right now. */
	get asleep(): number {
		return this.sleepers.length;
	}

	advance(seconds: number): void {
		this.time += seconds * 1000;
		const due = this.sleepers.filter(({ until }) => until <= this.time);
		this.sleepers = this.sleepers.filter(({ until }) => until > this.time);
		for (const { wake } of due) wake();
	}
}

interface Reply {
	status: number;
	headers: Headers;
	text: string;
	code: number;
	msg: string;
	data: JsonObject;
}

export interface Fixture {
	clock: ManualClock;
	sandbox: Sandbox;
	/** Sends one request; answers what came back, parsed where possible. */
	send(request: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
	/** The same, insisting on success. */
	ask(request: string, body?: unknown): Promise<JsonObject>;
	/** Both again, with the sample body of the operation, some fields of it replaced. */
	sendSample(operation: SampledOperation, changes?: JsonObject): Promise<Reply>;
	askSample(operation: SampledOperation, changes?: JsonObject): Promise<JsonObject>;
}

const parsed = (text: string): Partial<Reply> => {
	try {
		return JSON.parse(text) as Partial<Reply>;
	} catch {
		return {};
	}
};

/** A sandbox under a manual clock. `request` reads `METHOD /path?query`. */
export async function openFixture(settings: Partial<Settings> = {}): Promise<Fixture> {
	const clock = new ManualClock();
	const sandbox = await startSandbox({ clock, settings });
	const send: Fixture['send'] = async (request, body, headers = {}) => {
		const [method, path] = request.split(' ');
		const reply = await fetch(`${sandbox.url}${path}`, {
			method,
			headers: {
				'x-api-key': KEY,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await reply.text();
		const { code = NaN, msg = '', data = {} } = parsed(text);
		return { status: reply.status, headers: reply.headers, text, code, msg, data };
	};
	const ask: Fixture['ask'] = async (request, body) => {
		const answer = await send(request, body);
		if (answer.code !== 0) throw new Error(`${request} was answered ${answer.status} ${answer.text}`);
		return answer.data;
	};
	return {
		clock,
		sandbox,
		send,
		ask,
		sendSample: (operation, changes) => send(operation, sample(operation, changes)),
		askSample: (operation, changes) => ask(operation, sample(operation, changes)),
	};
}

const TIMEOUT_MS = 300_000;

/** Waits for something that other sockets are about to do; gives up so that a broken sandbox cannot hang jest. */
export async function until(happened: () => boolean): Promise<void> {
	const end = Date.now() + TIMEOUT_MS;
	while (!happened()) {
		if (Date.now() > end) throw new Error(`Waited in vain for ${happened}`);
		await new Promise((resolve) => setImmediate(resolve));
	}
}

interface ReceivedWebhook {
	headers: IncomingHttpHeaders;
	body: string;
}

/** A webhook receiver that answers the given statuses in turn, then 200. */
export async function openReceiver(...statuses: number[]) {
	const received: ReceivedWebhook[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (part: string) => (body += part));
		request.on('end', () => {
			received.push({ headers: request.headers, body });
			response.writeHead(statuses.shift() ?? 200).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
		received,
		close: () => new Promise((resolve) => server.close(resolve)),
	};
}
