import { unixSeconds } from '../clock.cts';
import { newId } from '../ids.cts';
import { carriesEventId } from '../jobs/events.cts';
import type { Job } from '../jobs/job.cts';
import { JOB_KINDS } from '../jobs/kinds.cts';
import { viewOf } from '../jobs/view.cts';
import { textAt, type JsonObject } from '../json.cts';
import type { Delivery, Endpoint } from '../records.cts';
import type { State } from '../state.cts';
import { post } from './post.cts';
import { sign } from './sign.cts';

const MOST_RETRIES = 3;
const RETRY_PAUSE_MS = 5000;
const EVENT_SUFFIXES: Record<string, string> = { done: 'success', failed: 'failed' };

interface EmitOptions {
	eventId?: string;
	/** The key whose endpoints get it; those of every key if left out. */
	owner?: string;
	signal?: AbortSignal;
}

interface Message {
	event: string;
	payload: JsonObject;
	body: string;
}

const succeeded = (status: number): boolean => status >= 200 && status < 300;

/** Sends events to webhook endpoints and to the callback addresses of requests. */
export class WebhookDispatcher {
	constructor(private readonly state: State) {}

	/** Sends what a job is to send when it ends; nothing any more once the sandbox is reset or closed. */
	readonly schedule = (job: Job): void => {
		const { stopSignal } = this.state;
		this.notify(job, stopSignal).catch((error: Error) => {
			if (!stopSignal.aborted) process.emitWarning(error);
		});
	};

	/** Sends an event to the endpoints that subscribed to it, with retries; all attempts are returned. */
	async emit(
		event: string,
		data: object,
		{ eventId, owner, signal = this.state.stopSignal }: EmitOptions = {},
	): Promise<Delivery[]> {
		const message = this.createMessage(event, { ...data }, eventId);
		const listening = this.state.endpoints.filter(
			(endpoint) =>
				endpoint.status === 'enabled' &&
				endpoint.events.includes(event) &&
				(owner === undefined || (endpoint.key ?? owner) === owner),
		);
		const attempts = await Promise.all(
			listening.map((endpoint) => this.deliver('endpoint', endpoint.url, message, signal, endpoint)),
		);
		return attempts.flat();
	}

	private async notify(job: Job, signal: AbortSignal): Promise<void> {
		const { clock } = this.state;
		await clock.sleep(job.finishesAt - clock.now(), signal);
		const { events, callbackField } = JOB_KINDS[job.kind];
		const view = viewOf(this.state, job, Math.max(clock.now(), job.finishesAt));
		const nameOf = (prefix: string): string => `${prefix}_${EVENT_SUFFIXES[view.phase]}`;
		const callbackUrl = callbackField && textAt(job.input, callbackField);
		const callback = events.toCallback ?? events.toEndpoints[0];
		await Promise.all([
			...events.toEndpoints.map(({ prefix, data }) =>
				this.emit(nameOf(prefix), data(view), { owner: job.key, signal }),
			),
			callbackUrl && callback
				? this.deliver(
						'callback',
						callbackUrl,
						this.createMessage(nameOf(callback.prefix), callback.data(view)),
						signal,
					)
				: [],
		]);
	}

	private createMessage(event: string, data: JsonObject, eventId?: string): Message {
		const { dialect, clock } = this.state;
		const promisesId = dialect.tellsEventIds && carriesEventId(event);
		const id = eventId ?? (promisesId ? `evt_${newId(8)}` : undefined);
		const payload = {
			...(id ? { event_id: id } : {}),
			event,
			timestamp: unixSeconds(clock.now()),
			data: dialect.eventData(data),
		};
		return { event, payload, body: JSON.stringify(payload) };
	}

	private async deliver(
		to: Delivery['to'],
		url: string,
		{ event, payload, body }: Message,
		signal: AbortSignal,
		endpoint?: Endpoint,
	): Promise<Delivery[]> {
		const { clock, deliveries } = this.state;
		// Nothing documents a signature on per-request callbacks, and there is no secret to sign them with.
		const headers: Record<string, string> = {
			'Content-Type': 'application/json',
			'User-Agent': 'JoggAI-Webhook/2.0',
			'X-Webhook-Event': event,
			...(endpoint ? { 'X-Webhook-Signature': sign(endpoint.secret, body) } : {}),
		};
		const attempts: Delivery[] = [];
		for (let attempt = 1; attempt <= 1 + MOST_RETRIES; attempt++) {
			if (attempt > 1) await clock.sleep(RETRY_PAUSE_MS, signal);
			const at = clock.now();
			const status = await post(url, body, headers, signal);
			const delivery: Delivery = { to, url, event, body, payload, headers, status, attempt, at };
			attempts.push(delivery);
			deliveries.push(delivery);
			if (succeeded(status)) break;
		}
		return attempts;
	}
}
