import type { Job, JobKindName } from '../jobs/job.cts';
import { JOB_KINDS } from '../jobs/kinds.cts';
import { viewOf, type JobView } from '../jobs/view.cts';
import { textsIn, type JsonObject } from '../json.cts';
import { roundCredits } from '../prices.cts';
import type { Call, Handler } from './operation.cts';

/** Refuses the call if something it points to does not exist. */
export type Check = (call: Call) => void;

/** A job about to be started, or the problem that keeps just this one from starting. */
export interface Plan {
	input: JsonObject;
	problem?: string;
}

export interface Started extends Plan {
	view?: JobView;
}

interface StartOptions {
	checks?: Check[];
	/** One job made of the request body, unless said otherwise. */
	plan?: (call: Call) => Plan[];
	/** How many items, for kinds that come in batches. */
	items?: (input: JsonObject) => number;
	/** What the reply holds besides the job's id. */
	also?: (view: JobView) => JsonObject;
	/** Replaces the usual reply. */
	reply?: (started: Started[]) => JsonObject;
	/** What the published schema leaves out and other dialects have. */
	extra?: (started: Started[]) => JsonObject;
}

const REQUESTED_FAILURE = /\[fail(?::\s*([^\]]*))?\]/;

/** The reason somebody asked for by writing `[fail]` or `[fail: reason]` into any text of the request. */
export function requestedFailure(input: JsonObject): string | undefined {
	for (const text of textsIn(input)) {
		const found = REQUESTED_FAILURE.exec(text);
		if (found) return found[1] || 'Generation stopped on request';
	}
	return undefined;
}

const REQUESTED_CANCELLATION = '[cancel]';

const isToBeCancelled = (input: JsonObject): boolean =>
	textsIn(input).some((text) => text.includes(REQUESTED_CANCELLATION));

/** What somebody asked for by a fault or in a text; a cancelled job has no reason beyond its status. */
function failureOf(
	{ fault }: Call,
	input: JsonObject,
): Pick<Job, 'failure' | 'failureStatus' | 'failingItems'> {
	if (fault?.kind === 'failJob') return { failure: fault.message, failingItems: fault.items };
	if (isToBeCancelled(input)) return { failure: '', failureStatus: 'cancelled' };
	return { failure: requestedFailure(input) };
}

function createJob(call: Call, kind: JobKindName, input: JsonObject, items: number): Job {
	const { state, key } = call;
	const row = JOB_KINDS[kind];
	const seconds = row.length(input, state.settings.sourceSeconds);
	const createdAt = state.clock.now();
	return {
		id: state.dialect.newId(),
		kind,
		key,
		createdAt,
		finishesAt: createdAt + (row.duration * 1000) / state.settings.speed,
		input,
		credits: roundCredits(row.price(input, seconds)),
		seconds,
		...failureOf(call, input),
		...(row.makesAvatar ? { avatarId: state.nextAvatarId() } : {}),
		items: Array.from({ length: items }, () => state.dialect.newId()),
	};
}

function acceptJob(call: Call, job: Job): void {
	const { state, operation } = call;
	state.jobs.push(job);
	state.charges.push({
		operation,
		id: job.id,
		kind: job.kind,
		credits: job.credits,
		at: job.createdAt,
	});
	call.scheduleWebhooks(job);
}

/** Checks, charges and starts jobs of one kind. Nothing is charged unless everything can start. */
export function startJobs(kind: JobKindName, options: StartOptions = {}): Handler {
	return (call) => {
		for (const check of options.checks ?? []) check(call);
		const plans = options.plan?.(call) ?? [{ input: call.body }];
		const jobs = plans.map((plan) =>
			plan.problem ? undefined : createJob(call, kind, plan.input, options.items?.(plan.input) ?? 0),
		);
		call.state.spend(roundCredits(jobs.reduce((sum, job) => sum + (job?.credits ?? 0), 0)));
		const started = plans.map((plan, index) => {
			const job = jobs[index];
			if (job) acceptJob(call, job);
			return { ...plan, view: job && viewOf(call.state, job) };
		});
		const usual = (view: JobView): JsonObject => ({
			[JOB_KINDS[kind].idField]: view.job.id,
			...options.also?.(view),
		});
		const first = started[0]?.view;
		return {
			data: options.reply?.(started) ?? (first && usual(first)),
			extra: options.extra?.(started),
		};
	};
}

/** For operations that reply with the state right away. */
export const withStatus = (view: JobView): JsonObject => ({ status: view.status });
