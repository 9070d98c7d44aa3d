import { realClock, type Clock } from './clock.cts';
import type { Fault } from './faults.cts';
import { buildServer } from './http/server.cts';
import type { Job } from './jobs/job.cts';
import type { Charge, Delivery, Endpoint, RecordedRequest } from './records.cts';
import type { Settings } from './settings.cts';
import { State } from './state.cts';
import { WebhookDispatcher } from './webhooks/dispatcher.cts';
import { sign } from './webhooks/sign.cts';

export type { Charge, Clock, Delivery, Endpoint, Fault, Job, RecordedRequest, Settings };

export interface SandboxOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	host?: string;
	clock?: Clock;
	settings?: Partial<Settings>;
}

/** A running stand-in for api.jogg.ai. */
export interface Sandbox {
	readonly url: string;
	/** Every request except those to the control API, media and uploads included. */
	readonly requests: RecordedRequest[];
	readonly charges: Charge[];
	readonly deliveries: Delivery[];
	readonly jobs: Job[];
	/** Live: changes count from the next request on. */
	settings: Settings;
	/** The balance, live. */
	credits: number;
	fault(fault: Fault): void;
	clearFaults(): void;
	/**
	 * Sends an event to the subscribed endpoints and answers all attempts, retries included; rejects if the sandbox
	 * is reset or closed meanwhile.
	 */
	emit(event: string, data: object, options?: { eventId?: string }): Promise<Delivery[]>;
	sign(secret: string, body: string | Buffer): string;
	endpoints: Endpoint[];
	/** Back to the first moment; settings too. */
	reset(): void;
	/** Cuts every connection, ends every sleep, removes uploaded files. */
	close(): Promise<void>;
}

/** Starts a sandbox on loopback. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const state = new State(options.clock ?? realClock, options.settings ?? {});
	const dispatcher = new WebhookDispatcher(state);
	const server = await buildServer(state, dispatcher);
	state.localUrl = await server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });

	return {
		url: state.localUrl,
		requests: state.requests,
		charges: state.charges,
		deliveries: state.deliveries,
		jobs: state.jobs,
		get endpoints() {
			return state.endpoints;
		},
		set endpoints(endpoints) {
			state.endpoints.splice(0, Infinity, ...endpoints);
		},
		get settings() {
			return state.settings;
		},
		set settings(settings) {
			Object.assign(state.settings, settings);
		},
		get credits() {
			return state.settings.credits;
		},
		set credits(credits) {
			state.settings.credits = credits;
		},
		fault: (fault) => void state.faults.push({ ...fault }),
		clearFaults: () => void (state.faults.length = 0),
		emit: (event, data, { eventId } = {}) => dispatcher.emit(event, data, { eventId }),
		sign,
		reset: () => state.reset(),
		async close() {
			state.stop('The sandbox was closed');
			await server.close();
		},
	};
}
