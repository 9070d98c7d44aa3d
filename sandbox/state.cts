import { setMaxListeners } from 'node:events';
import type { Clock } from './clock.cts';
import type { Dialect } from './dialects/dialect.cts';
import { DIALECTS } from './dialects/index.cts';
import type { Fault } from './faults.cts';
import type { Job } from './jobs/job.cts';
import { roundCredits } from './prices.cts';
import type { Charge, Delivery, Endpoint, Product, RecordedRequest, Upload } from './records.cts';
import { Refusal } from './refusals.cts';
import { DEFAULT_SETTINGS, type Settings } from './settings.cts';

const FIRST_NEW_AVATAR = 9001;

/** Every running job listens for the end, and there may be many. */
function newAbortController(): AbortController {
	const controller = new AbortController();
	setMaxListeners(0, controller.signal);
	return controller;
}

/** Everything one sandbox remembers. The lists keep their identity, so tests may hold on to them. */
export class State {
	readonly settings: Settings;
	readonly requests: RecordedRequest[] = [];
	/** By the place of its key: what each account is called. */
	readonly owners: string[] = [];
	readonly charges: Charge[] = [];
	readonly deliveries: Delivery[] = [];
	readonly jobs: Job[] = [];
	readonly endpoints: Endpoint[] = [];
	readonly faults: Fault[] = [];
	readonly products = new Map<string, Product>();
	readonly uploads = new Map<string, Upload>();
	/** Moments of the POSTs that count towards the rate window, per key. */
	readonly postTimes = new Map<string, number[]>();
	/** Where the server listens; known once it does. */
	localUrl = '';
	private avatars = FIRST_NEW_AVATAR;
	private abortController = newAbortController();

	constructor(
		readonly clock: Clock,
		private readonly initial: Partial<Settings>,
	) {
		this.settings = this.freshSettings();
	}

	/** Aborted by a reset and by closing, so that nothing old wakes up later. */
	get stopSignal(): AbortSignal {
		return this.abortController.signal;
	}

	/** How everything is answered right now. */
	get dialect(): Dialect {
		return DIALECTS[this.settings.dialect];
	}

	get origin(): string {
		return (this.settings.publicUrl || this.localUrl).replace(/\/+$/, '');
	}

	mediaUrl(file: string): string {
		return `${this.origin}/media/${file}`;
	}

	nextAvatarId(): number {
		return this.avatars++;
	}

	/** Another key's job does not exist as far as the caller is concerned. */
	findJob(key: string, kinds: readonly string[], id: unknown): Job | undefined {
		return this.jobs.find((job) => job.id === id && job.key === key && kinds.includes(job.kind));
	}

	/** Takes the credits or refuses; all or nothing. */
	spend(credits: number): void {
		if (this.settings.credits < credits) {
			throw new Refusal(18020, `${credits} needed, ${this.settings.credits} left`);
		}
		this.settings.credits = roundCredits(this.settings.credits - credits);
	}

	/** Ends everything that sleeps. */
	stop(reason: string): void {
		this.abortController.abort(new Error(reason));
		this.abortController = newAbortController();
	}

	/** Back to the first moment, settings included. */
	reset(): void {
		this.stop('The sandbox was reset');
		for (const list of [
			this.requests,
			this.charges,
			this.deliveries,
			this.jobs,
			this.endpoints,
			this.faults,
			this.owners,
		]) {
			list.length = 0;
		}
		for (const map of [this.products, this.uploads, this.postTimes]) map.clear();
		this.avatars = FIRST_NEW_AVATAR;
		Object.assign(this.settings, this.freshSettings());
	}

	private freshSettings(): Settings {
		return structuredClone({ ...DEFAULT_SETTINGS, ...this.initial });
	}
}
