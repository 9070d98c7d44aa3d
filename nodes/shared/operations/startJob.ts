import { type Problem, ProblemError } from '../api/problem';
import { buy, foretold, priceOf, type Start } from '../jobs/buy';
import { followJobs, type JobOperation } from '../jobs/follow';
import type { ItemContext } from '../pipeline/item';
import type { Execute } from '../pipeline/operation';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';
import { type JobState, jobState } from '../vocabulary/jobs/output';
import type { StartedPart } from '../vocabulary/jobs/row';

/** Starts a job (or several with one request) and sees it through as far as the user wants. */
export function startsJob(operation: Start & JobOperation): Execute {
	const { job } = operation;
	const execute = async (item: ItemContext) => {
		const parts = await buy(item, operation);
		if (parts.length === 0) throw new ProblemError(acceptedWithoutId(job));
		const states = parts.map((part) => partState(job, part));
		const price = priceOf(item, job) / parts.length;
		return await followJobs(item, states, { ...operation, justStarted: true, price });
	};
	return Object.assign(execute, { foretell: (item: ItemContext) => foretold(item, operation) });
}

/** What JoggAI refused among several jobs of one request is an output of its own, as failed. */
function partState(kind: JobKind, { id, reason, raw, isReused }: StartedPart): JobState {
	const state = jobState(kind, id ?? '', raw as JobState['raw']);
	if (!id) return { ...state, output: { ...state.output, status: 'failed', reason } };
	return isReused ? { ...state, output: { ...state.output, reused: true } } : state;
}

function acceptedWithoutId(kind: JobKind): Problem {
	return {
		what: `JoggAI accepted the ${jobRow(kind).noun} but did not say its ID`,
		next: 'It may have been charged. Look for the result in your projects at app.jogg.ai before you run this item once more.',
		outcomeUnknown: true,
	};
}
