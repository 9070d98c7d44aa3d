import { textsIn, type Fields } from '../fields.cts';
import { newId } from '../ids.cts';
import type { Job, JobKindName } from '../jobs/job.cts';
import { JOB_KINDS } from '../jobs/kinds.cts';
import { viewOf, type JobView } from '../jobs/view.cts';
import { roundCredits } from '../prices.cts';
import type { Call, Handler } from './operation.cts';

/** Refuses the call if something it points to does not exist. */
export type Check = (call: Call) => void;

/** A job about to be started, or the problem that keeps just this one from starting. */
export interface Plan {
	input: Fields;
	problem?: string;
}

export interface Started extends Plan {
	view?: JobView;
}

interface Start {
	checks?: Check[];
	/** One job made of the request body, unless said otherwise. */
	plan?: (call: Call) => Plan[];
	/** How many items, for kinds that come in batches. */
	items?: (input: Fields) => number;
	/** What is answered besides the job's id. */
	also?: (view: JobView) => Fields;
	/** Replaces the usual answer. */
	answer?: (started: Started[]) => Fields;
	/** What the published schema leaves out and other dialects tell. */
	extra?: (started: Started[]) => Fields;
}

const WISHED_FAILURE = /\[fail(?::\s*([^\]]*))?\]/;

/** The reason somebody asked for by writing `[fail]` or `[fail: reason]` into any text of the request. */
export function wishedFailure(input: Fields): string | undefined {
	for (const words of textsIn(input)) {
		const found = WISHED_FAILURE.exec(words);
		if (found) return found[1] || 'Generation stopped on request';
	}
	return undefined;
}

function failureOf(call: Call, input: Fields): Pick<Job, 'failure' | 'failingItems'> {
	if (call.fault?.kind !== 'failJob') return { failure: wishedFailure(input) };
	return { failure: call.fault.message, failingItems: call.fault.items };
}

function begin(call: Call, kind: JobKindName, input: Fields, items: number): Job {
	const { state, key } = call;
	const row = JOB_KINDS[kind];
	const seconds = row.length(input, state.settings.sourceSeconds);
	const createdAt = state.clock.now();
	return {
		id: newId(),
		kind,
		key,
		createdAt,
		finishesAt: createdAt + (row.duration * 1000) / state.settings.speed,
		input,
		credits: roundCredits(row.price(input, seconds)),
		seconds,
		...failureOf(call, input),
		...(row.makesAvatar ? { avatarId: state.nextAvatarId() } : {}),
		items: Array.from({ length: items }, () => newId()),
	};
}

function accept(call: Call, job: Job): void {
	const { state, operation } = call;
	state.jobs.push(job);
	state.charges.push({
		operation,
		id: job.id,
		kind: job.kind,
		credits: job.credits,
		at: job.createdAt,
	});
	call.follow(job);
}

/** Checks, charges and starts jobs of one kind. Nothing is charged unless everything can start. */
export function starts(kind: JobKindName, start: Start = {}): Handler {
	return (call) => {
		for (const check of start.checks ?? []) check(call);
		const plans = start.plan?.(call) ?? [{ input: call.body }];
		const jobs = plans.map((plan) =>
			plan.problem ? undefined : begin(call, kind, plan.input, start.items?.(plan.input) ?? 0),
		);
		call.state.spend(roundCredits(jobs.reduce((sum, job) => sum + (job?.credits ?? 0), 0)));
		const started = plans.map((plan, index) => {
			const job = jobs[index];
			if (job) accept(call, job);
			return { ...plan, view: job && viewOf(call.state, job) };
		});
		const usual = (view: JobView): Fields => ({
			[JOB_KINDS[kind].idField]: view.job.id,
			...start.also?.(view),
		});
		const first = started[0]?.view;
		return {
			data: start.answer?.(started) ?? (first && usual(first)),
			extra: start.extra?.(started),
		};
	};
}

/** The answer of operations that tell the state right away. */
export const withStatus = (view: JobView): Fields => ({ status: view.word });
