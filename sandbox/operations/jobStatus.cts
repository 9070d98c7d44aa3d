import { isDone, type JobKindName } from '../jobs/job.cts';
import { JOB_KINDS } from '../jobs/kinds.cts';
import { viewOf } from '../jobs/view.cts';
import { notFound } from '../refusals.cts';
import type { Handler } from './operation.cts';

/** Replies with the state of one job, named in the path or in the query. */
export const jobStatus =
	(kind: JobKindName, idIn: 'params' | 'query', idName: string): Handler =>
	(call) => {
		const job = call.state.findJob(call.key, [kind], call[idIn][idName]);
		if (!job) throw notFound(idName);
		const view = viewOf(call.state, job);
		return {
			data: JOB_KINDS[kind].statusReply(view),
			extra: {
				id: job.id,
				seconds: isDone(view) ? job.seconds : 0,
				reason: view.reason,
				phase: view.phase,
			},
		};
	};
