import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { clock } from '../platform/clock';
import type { Batch } from './batch';
import { obstacleToSleep, sleepUntil, whereabouts } from '../platform/engine';
import type { Purchases } from '../purchases/purchases';
import { tell, toldOf } from './jobsText';
import type { Progress } from './progress';

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
		private readonly of: { batch: Batch; purchases: Purchases; progress: Progress },
	) {}

	/** Whether the execution can sleep here; where it cannot, n8n's log says so, once. */
	get isPossible(): boolean {
		const obstacle = obstacleToSleep(this.context);
		if (obstacle && this.of.batch.isFirstTime('obstacle'))
			this.context.logger.info(
				`${whereabouts(this.context)}: the workflow cannot pause ${obstacle}, so the node waits instead`,
			);
		return obstacle === undefined;
	}

	/**
	 * An item has ended, or has time until then; the last one puts the execution to sleep, if any has time. Whether it
	 * sleeps, once that is decided: n8n tries a node again whose output begins with a failed item, even a sleeping one, so
	 * nothing may be handed on then. After Stop, or where another item has ended the batch, nobody waits for that.
	 */
	async settle(itemIndex: number, signal: AbortSignal, until = Infinity): Promise<boolean> {
		if (this.isAsleep && this.settled.has(itemIndex)) return true;
		this.settled.add(itemIndex);
		this.until = Math.min(this.until, until);
		const decided = new Promise<void>((resolve) => {
			if (signal.aborted) resolve();
			this.whenDecided.push(resolve);
			signal.addEventListener('abort', () => resolve(), { once: true });
		});
		await this.decide();
		await decided;
		return this.isAsleep;
	}

	/**
	 * For an item whose jobs have ended: waits until all others have as well, so that nothing is downloaded for an output
	 * that n8n drops. Throws NotYet when the execution goes to sleep instead, and the signal's reason.
	 */
	async othersEnded(itemIndex: number, signal: AbortSignal): Promise<void> {
		signal.throwIfAborted();
		const isAsleep = await this.settle(itemIndex, signal);
		signal.throwIfAborted();
		if (isAsleep) throw new NotYet(this.until);
	}

	private async decide(): Promise<void> {
		if (!this.areAllSettled) return;
		// Items that n8n has yet to hand over come in the same turn of its event loop.
		if (!this.of.batch.isComplete) await clock.sleep(1);
		if (!this.areAllSettled) return;
		if (this.until < Infinity && !this.of.batch.isCancelled) await this.sleep();
		for (const decided of this.whenDecided.splice(0)) decided();
	}

	private get areAllSettled(): boolean {
		return this.settled.size >= this.of.batch.entered;
	}

	/** Once more for items that come later still, as with n8n's Batching: what they came to is to be stored as well. */
	private async sleep(): Promise<void> {
		const { context } = this;
		this.of.progress.store();
		const text = toldOf('JoggAI is making', this.of.purchases);
		// Nobody of us is asked when somebody stops a sleeping execution.
		tell(context, text);
		if (this.isAsleep) return;
		this.isAsleep = true;
		const pause = Math.max(this.until - clock.now(), SHORTEST_SLEEP_MS);
		const until = new Date(clock.wallTime() + pause);
		context.logger.info(`${whereabouts(context)}: sleeps until ${until.toISOString()}. ${text}`);
		await sleepUntil(context, until);
	}
}
