import { type Problem, ProblemError } from '../api/problem';

/** Ends an item that is fine itself but whose batch is over; its output would be dropped anyway. */
export class BatchEnded extends Error {}

interface BatchOptions {
	/** Items that will arrive. */
	size: number;
	/** Whether the failure of one item ends the batch. */
	stopsOnFailure: boolean;
	/** n8n's signal of the Stop button. */
	cancelSignal?: AbortSignal;
	/** Called at once at Stop: n8n stores what the execution has come to before anything else can happen. */
	onStop?: () => void;
}

let batches = 0;

/** The items that one attempt of a node execution sends through the pipeline together. */
export class Batch {
	/** Orders the requests of different batches. */
	readonly number = ++batches;
	/** Credits that the validated items which have not been sent are going to cost, about. */
	expectedCredits = 0;

	/** One controller per item: many listeners on a single signal would make Node warn of a leak. */
	private readonly items = new Map<number, AbortController>();
	private readonly answers = new Map<string, Promise<unknown>>();
	private readonly said = new Set<string>();
	private refusal?: ProblemError;
	private isOver = false;
	private atBarrier: Array<{ itemIndex: number; pass: () => void }> = [];
	private left = 0;
	private creating = 0;
	private whenQuiet: Array<() => void> = [];

	constructor(private readonly options: BatchOptions) {
		if (options.cancelSignal?.aborted) this.end();
	}

	/** Takes an item in. The signal is aborted with BatchEnded on Stop or when another item ends the batch. */
	enter(itemIndex: number): AbortSignal {
		const controller = new AbortController();
		if (this.isOver) controller.abort(new BatchEnded());
		this.items.set(itemIndex, controller);
		this.options.cancelSignal?.addEventListener('abort', this.stop);
		return controller.signal;
	}

	/** How many items have arrived. */
	get entered(): number {
		return this.items.size;
	}

	/** Whether no item comes behind this one. */
	isLast(itemIndex: number): boolean {
		return itemIndex === this.options.size - 1;
	}

	/** Whether all items have; some never do, because n8n cannot work out a field of theirs. */
	get isComplete(): boolean {
		return this.items.size >= this.options.size;
	}

	/** An item is done with; whether all that have arrived are. */
	leave(): boolean {
		this.left += 1;
		if (this.left < this.entered) return false;
		// n8n's signal lives as long as the execution, with all rounds of its loops.
		this.options.cancelSignal?.removeEventListener('abort', this.stop);
		return true;
	}

	has(itemIndex: number): boolean {
		return this.items.has(itemIndex);
	}

	/** The answer that all items ask for mostly alike before anything is sent, e.g. about their template. */
	async once<T>(question: string, ask: () => Promise<T>): Promise<T> {
		const answer = this.answers.get(question) ?? ask();
		this.answers.set(question, answer);
		return (await answer) as T;
	}

	/** For what need not be said of every item. */
	isFirstTime(what: string): boolean {
		return !this.said.has(what) && Boolean(this.said.add(what));
	}

	/** Whether the failure of one item ends the batch. */
	get stopsOnFailure(): boolean {
		return this.options.stopsOnFailure;
	}

	/** Whether the batch has ended: n8n drops what its items return. */
	get hasEnded(): boolean {
		return this.isOver;
	}

	/** Whether a create request is under way. */
	get isCreating(): boolean {
		return this.creating > 0;
	}

	/** Whether the user has pressed Stop. */
	get isCancelled(): boolean {
		return this.options.cancelSignal?.aborted === true;
	}

	/**
	 * Where any failure ends the batch, nothing may be bought before every item has been validated: n8n throws without
	 * asking us when it cannot collect the fields of a later item, and the requests of earlier ones would go on unseen.
	 * The barrier then simply never opens. Items pass it in their order.
	 */
	async validated<T>(itemIndex: number, validate: () => Promise<T>): Promise<T> {
		const validation = validate();
		if (this.options.stopsOnFailure) {
			await validation.catch(() => this.end());
			await this.barrier(itemIndex);
		}
		return await validation;
	}

	/** Remembers a refusal that no later item of this batch can escape, and returns its local twin. */
	refuseAllAfter(problem: Problem): ProblemError {
		this.refusal ??= new ProblemError({ ...problem, what: `${problem.what} (not sent)`, outcome: 'notSent' });
		return this.refusal;
	}

	/** Throws the local twin of a refusal that the next request would meet as well. */
	throwIfRefused(): void {
		if (this.refusal) throw this.refusal;
	}

	/** Ends the batch if it stops on failures, once no create request is under way whose ID would be missing. */
	async fail(problem: Problem): Promise<void> {
		if (problem.fatal) this.refuseAllAfter(problem);
		if (!this.options.stopsOnFailure && !this.isCancelled) return;
		this.end();
		await this.quiet();
	}

	/** Waits until no create request is under way. */
	async quiet(): Promise<void> {
		if (this.creating > 0) await new Promise<void>((resolve) => this.whenQuiet.push(resolve));
	}

	/** Counts a create request until its outcome is on record. */
	async create<T>(request: () => Promise<T>): Promise<T> {
		this.creating += 1;
		try {
			return await request();
		} finally {
			this.creating -= 1;
			if (this.creating === 0) for (const resolve of this.whenQuiet.splice(0)) resolve();
		}
	}

	private async barrier(itemIndex: number): Promise<void> {
		const passed = new Promise<void>((pass) => this.atBarrier.push({ itemIndex, pass }));
		if (this.atBarrier.length >= this.options.size) {
			for (const { pass } of this.atBarrier.sort((a, b) => a.itemIndex - b.itemIndex)) pass();
			this.atBarrier = [];
		}
		await passed;
	}

	private readonly stop = (): void => {
		this.options.onStop?.();
		this.end();
	};

	private end(): void {
		if (this.isOver) return;
		this.isOver = true;
		for (const controller of this.items.values()) controller.abort(new BatchEnded());
	}
}
