import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { clock } from '../api/clock';
import type { Batch } from './batch';
import { obstacleToSleep, sleepUntil, tellWithExecution, whereabouts } from './engine';
import { jobsText, together, unknownText } from './jobsText';
import type { Ledger } from './ledger';

/** n8n looks once a minute for executions to wake in the next 70 s; a shorter sleep would be waited for twice. */
const SHORTEST_SLEEP_MS = 65_000;

/** Ends an item for now: it goes on when the execution is woken, at `until` by the package's clock. */
export class NotYet extends Error {
	constructor(readonly until: number) {
		super();
	}
}

/**
 * Brings the items of one attempt to rest, so that the execution can sleep while JoggAI works: it does so once every
 * item has ended or said how long it has time, and is woken for the first of them.
 */
export class Pause {
	private readonly settled = new Set<number>();
	private readonly whenDecided: Array<() => void> = [];
	private until = Infinity;
	private isAsleep = false;

	constructor(
		private readonly context: IExecuteSingleFunctions,
		private readonly batch: Batch,
		private readonly ledger: Ledger,
	) {}

	/** Whether the execution can sleep here; where it cannot, n8n's log says so, once. */
	get isPossible(): boolean {
		const obstacle = obstacleToSleep(this.context);
		if (obstacle && this.batch.isFirstTime('obstacle'))
			this.context.logger.info(
				`${whereabouts(this.context)}: the workflow cannot pause ${obstacle}, so the node waits instead`,
			);
		return obstacle === undefined;
	}

	/** An item has ended, or has time until then. The last one puts the execution to sleep, if any has time. */
	async settle(itemIndex: number, until = Infinity): Promise<void> {
		this.settled.add(itemIndex);
		this.until = Math.min(this.until, until);
		await this.decide();
	}

	/**
	 * For an item whose jobs have ended: waits until all others have as well, so that nothing is downloaded for an output
	 * that n8n drops. Throws NotYet when the execution goes to sleep instead, and the signal's reason.
	 */
	async othersEnded(itemIndex: number, signal: AbortSignal): Promise<void> {
		signal.throwIfAborted();
		await new Promise<void>((resolve, reject) => {
			this.whenDecided.push(resolve);
			signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
			void this.settle(itemIndex);
		});
		if (this.isAsleep) throw new NotYet(this.until);
	}

	private async decide(): Promise<void> {
		const isAskedFor = this.until < Infinity || this.whenDecided.length > 0;
		if (!isAskedFor || !this.areAllSettled) return;
		// Items that n8n has yet to hand over come in the same turn of its event loop.
		await clock.sleep(1);
		if (!this.areAllSettled || this.isAsleep) return;
		if (this.until < Infinity && !this.batch.isCancelled) await this.sleep();
		for (const decided of this.whenDecided.splice(0)) decided();
	}

	private get areAllSettled(): boolean {
		return this.settled.size >= this.batch.entered;
	}

	private async sleep(): Promise<void> {
		const { context, ledger } = this;
		this.isAsleep = true;
		ledger.storeProgress();
		const pause = Math.max(this.until - clock.now(), SHORTEST_SLEEP_MS);
		const until = new Date(clock.wallTime() + pause);
		const text = together(
			jobsText('JoggAI is making', ledger.startedJobs),
			unknownText(ledger.unknownItems()),
		);
		context.logger.info(`${whereabouts(context)}: sleeps until ${until.toISOString()}. ${text}`);
		// Nobody of us is asked when somebody stops a sleeping execution.
		tellWithExecution(context, 'joggAi', text);
		await sleepUntil(context, until);
	}
}
