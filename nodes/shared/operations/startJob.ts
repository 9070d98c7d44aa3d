import { ProblemError } from '../api/problem';
import { acceptedWithoutId, buy, partState, priceOf, type StartJob } from '../jobs/buy';
import { followJobs } from '../jobs/follow';
import type { ItemContext } from '../pipeline/item';
import type { Execute } from '../pipeline/operation';
import { estimatedCredits } from '../vocabulary/jobs/prices';

/** Starts a job (or several with one request) and sees it through as far as the user wants. */
export function startsJob(operation: StartJob): Execute {
	const { job } = operation;
	const execute = async (item: ItemContext) => {
		const parts = await buy(item, operation);
		if (parts.length === 0) throw new ProblemError(acceptedWithoutId(job));
		const states = parts.map((part) => partState(job, part));
		const price = estimatedCredits(job, item.request.body) / parts.length;
		return await followJobs(item, states, { ...operation, justStarted: true, price });
	};
	return Object.assign(execute, { price: (item: ItemContext) => priceOf(item, operation) });
}
