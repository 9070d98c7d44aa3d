import type { IExecuteSingleFunctions } from 'n8n-workflow';
import type { Problem } from '../api/problem';
import { ProblemError } from '../api/problem';
import type { Reply } from '../api/reply';
import type { JobKind } from '../vocabulary/jobs';

/** A job that JoggAI accepted, and most likely charged, during this run. */
export interface StartedJob {
	kind: JobKind;
	id: string;
	item: number;
}

/** What became of an item's one create request: JoggAI's data, or an outcome that nobody knows. */
export type Purchase = Reply;

/** Ends an item that is fine itself but whose run is over; its output would be dropped anyway. */
export class RunOver extends Error {}

/** What is remembered for all attempts of one node execution; n8n's "Retry On Fail" repeats all its items. */
interface Execution {
	attempt: Run;
	purchases: Map<number, Purchase>;
	/** In the order of acceptance. */
	started: Map<string, StartedJob>;
}

/** n8n keeps one such object per node execution, whatever is tried again, and drops it afterwards. */
const executions = new WeakMap<object, Execution>();

let runs = 0;

/** The items of one node execution that go through the corridor together. */
export class Run {
	/** Orders the requests of different runs. */
	readonly number = ++runs;
	/** A refusal that no later item of this run can escape. */
	hopeless?: Problem;

	/** One controller per item: many listeners on a single signal would make Node warn of a leak. */
	private readonly items = new Map<number, AbortController>();
	private readonly answers = new Map<string, Promise<unknown>>();
	private readonly told = new Set<StartedJob>();
	private isOver = false;
	private atGate: Array<{ item: number; pass: () => void }> = [];
	private creating = 0;
	private whenQuiet: Array<() => void> = [];

	constructor(
		private readonly expected: number,
		private readonly stopsOnFailure: boolean,
		private readonly purchases: Map<number, Purchase>,
		private readonly jobs: Map<string, StartedJob>,
		private readonly cancelled?: AbortSignal,
	) {
		if (cancelled?.aborted) this.end();
		cancelled?.addEventListener('abort', () => this.end(), { once: true });
	}

	/** Takes an item in. The signal wakes its waits when the user presses Stop or another item ends the run. */
	enter(item: number): AbortSignal {
		const controller = new AbortController();
		if (this.isOver) controller.abort();
		this.items.set(item, controller);
		return controller.signal;
	}

	get isCancelled(): boolean {
		return this.cancelled?.aborted === true;
	}

	has(item: number): boolean {
		return this.items.has(item);
	}

	/**
	 * Where any failure ends the run, nothing may be bought before every item has been checked: n8n throws without
	 * asking us when it cannot collect the fields of a later item, and the requests of earlier ones would go on unseen.
	 * The gate then simply never opens. Items pass in their order; `trouble` with one of them ends the run.
	 */
	async allChecked(item: number, trouble: Problem | undefined): Promise<void> {
		if (!this.stopsOnFailure) return;
		if (trouble) this.end();
		const passed = new Promise<void>((pass) => this.atGate.push({ item, pass }));
		if (this.atGate.length >= this.expected) this.openGate();
		await passed;
	}

	/** Throws when the item must not go on: Stop was pressed, or another item ended the run. */
	goOn(): void {
		if (this.isOver) throw new RunOver();
	}

	/** Ends the run if it stops on failures, once no create request is under way whose ID would be missing. */
	async fail(problem: Problem): Promise<void> {
		if (problem.hopeless) this.hopeless ??= problem;
		if (!this.stopsOnFailure) return;
		this.end();
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

	private openGate(): void {
		for (const { pass } of this.atGate.sort((a, b) => a.item - b.item)) pass();
		this.atGate = [];
	}

	private end(): void {
		this.isOver = true;
		for (const controller of this.items.values()) controller.abort();
	}

	/** Asks once for all items what they mostly want to know alike before anything is sent, e.g. about their template. */
	async once(question: string, ask: () => Promise<unknown>): Promise<unknown> {
		const known = this.answers.get(question) ?? ask();
		this.answers.set(question, known);
		return await known;
	}

	/** Jobs that JoggAI accepted, in this attempt or an earlier one, in the order of acceptance. */
	get started(): StartedJob[] {
		return [...this.jobs.values()];
	}

	/** Puts an accepted job on record. False: a later attempt met the same one again. */
	record(job: StartedJob): boolean {
		const key = `${job.kind} ${job.id}`;
		const isNew = !this.jobs.has(key);
		if (isNew) this.jobs.set(key, job);
		return isNew;
	}

	/** Started jobs that nobody has been told of yet; afterwards somebody has. */
	untold(): StartedJob[] {
		const jobs = this.started.filter((job) => !this.told.has(job));
		for (const job of jobs) this.told.add(job);
		return jobs;
	}

	/** The outcome of the item's create request in an earlier attempt, if it may not be sent again. */
	purchaseOf(item: number): Purchase | undefined {
		return this.purchases.get(item);
	}

	/** Keeps the outcome for later attempts, so that the same thing is never bought twice. */
	remember(item: number, purchase: Purchase): void {
		this.purchases.set(item, purchase);
	}

	/** Lets a later attempt send the item's request again: it was free, and its answer is of no use any more. */
	forget(item: number): void {
		this.purchases.delete(item);
	}

	/** The local twin of a refusal that the next request would meet as well. */
	refuseIfHopeless(): void {
		if (this.hopeless) throw new ProblemError({ ...this.hopeless, what: `${this.hopeless.what} (not sent)` });
	}
}

/** The run that the item belongs to. Tools of an AI Agent share the agent's data, so each of their calls stands alone. */
export function runOf(context: IExecuteSingleFunctions): Run {
	const data = context.getExecuteData();
	const node = context.getNode();
	const item = context.getItemIndex();
	const stops = !context.continueOnFail();
	const cancelled = context.getExecutionCancelSignal();
	if (data?.node?.name !== node.name) return new Run(1, stops, new Map(), new Map(), cancelled);

	const known = executions.get(data);
	if (known && !known.attempt.has(item)) return known.attempt;
	const input = Object.values(data.data ?? {})[0]?.[0]?.length ?? 1;
	const { purchases, started } = known ?? {
		purchases: new Map<number, Purchase>(),
		started: new Map<string, StartedJob>(),
	};
	const attempt = new Run(node.executeOnce ? 1 : input, stops, purchases, started, cancelled);
	executions.set(data, { attempt, purchases, started });
	return attempt;
}
