import { unixSeconds } from '../clock.cts';
import { textAt, type Fields } from '../fields.cts';
import { newId } from '../ids.cts';
import type { Job } from '../jobs/job.cts';
import { JOB_KINDS } from '../jobs/kinds.cts';
import { carriesEventId } from '../jobs/notices.cts';
import { viewOf } from '../jobs/view.cts';
import type { Delivery, Endpoint } from '../records.cts';
import type { State } from '../state.cts';
import { post } from './post.cts';
import { sign } from './sign.cts';

const MOST_RETRIES = 3;
const RETRY_PAUSE_MS = 5000;
const OUTCOMES: Record<string, string> = { done: 'success', failed: 'failed' };

interface EmitOptions {
	eventId?: string;
	/** The key whose endpoints are told; those of every key if left out. */
	owner?: string;
	signal?: AbortSignal;
}

interface Message {
	event: string;
	payload: Fields;
	body: string;
}

const succeeded = (status: number): boolean => status >= 200 && status < 300;

/** Tells endpoints and callbacks about events. */
export class Messenger {
	constructor(private readonly state: State) {}

	/** Waits for the end of a job, then tells whoever wants to know. Ends quietly when the sandbox stops. */
	readonly follow = (job: Job): void => {
		const { stopSignal } = this.state;
		this.report(job, stopSignal).catch((error: Error) => {
			if (!stopSignal.aborted) process.emitWarning(error);
		});
	};

	/** Sends an event to the endpoints that subscribed to it, with retries; all attempts are answered. */
	async emit(
		event: string,
		data: object,
		{ eventId, owner, signal = this.state.stopSignal }: EmitOptions = {},
	): Promise<Delivery[]> {
		const message = this.message(event, { ...data }, eventId);
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

	private async report(job: Job, signal: AbortSignal): Promise<void> {
		const { clock } = this.state;
		await clock.sleep(job.finishesAt - clock.now(), signal);
		const { notices, callbackField } = JOB_KINDS[job.kind];
		const view = viewOf(this.state, job, Math.max(clock.now(), job.finishesAt));
		const nameOf = (stem: string): string => `${stem}_${OUTCOMES[view.phase]}`;
		const callbackUrl = callbackField && textAt(job.input, callbackField);
		const notice = notices.callback ?? notices.events[0];
		await Promise.all([
			...notices.events.map(({ stem, data }) =>
				this.emit(nameOf(stem), data(view), { owner: job.key, signal }),
			),
			callbackUrl && notice
				? this.deliver('callback', callbackUrl, this.message(nameOf(notice.stem), notice.data(view)), signal)
				: [],
		]);
	}

	private message(event: string, data: Fields, eventId?: string): Message {
		const id = eventId ?? (carriesEventId(event) ? `evt_${newId(8)}` : undefined);
		const payload = {
			...(id ? { event_id: id } : {}),
			event,
			timestamp: unixSeconds(this.state.clock.now()),
			data,
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
