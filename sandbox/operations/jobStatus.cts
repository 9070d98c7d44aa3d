import { isDone, type Job, type JobKindName } from '../jobs/job.cts';
import { JOB_KINDS } from '../jobs/kinds.cts';
import { viewOf } from '../jobs/view.cts';
import { notFound } from '../refusals.cts';
import type { State } from '../state.cts';
import type { Handler, HandlerResult } from './operation.cts';

/** The state of one job, as its kind tells it. */
export function statusOf(state: State, job: Job): HandlerResult {
	const view = viewOf(state, job);
	return {
		data: JOB_KINDS[job.kind].statusReply(view),
		extra: {
			id: job.id,
			seconds: isDone(view) ? job.seconds : 0,
			reason: view.reason,
			phase: view.phase,
		},
	};
}

/** Replies with the state of one job, named in the path or in the query. */
export const jobStatus =
	(kind: JobKindName, idIn: 'params' | 'query', idName: string): Handler =>
	({ state, key, ...call }) => {
		const job = state.findJob(key, [kind], call[idIn][idName]);
		if (!job) throw notFound(idName);
		return statusOf(state, job);
	};
