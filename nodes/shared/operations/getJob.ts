import { unwrap } from '../api/problem';
import { requireData } from '../api/reply';
import { followJobs, type JobOperation, present } from '../jobs/follow';
import { getStatus } from '../jobs/status';
import type { Execute } from '../pipeline/operation';
import { wantsToWait } from '../form/waitFields';
import { jobState } from '../vocabulary/jobs/output';

/** Gets a job that was started earlier, by the ID in a field, or waits for it if the user wants that. */
export const getsJob =
	({ idField, ...operation }: JobOperation & { idField: string }): Execute =>
	async (item) => {
		const { job } = operation;
		const id = String(item.parameter(idField)).trim();
		if (wantsToWait(item.parameter))
			return await followJobs(item, [jobState(job, id, {})], { ...operation, justStarted: false });
		const data = requireData(unwrap(await getStatus(item, job, id, { justStarted: false })));
		return await present(item, jobState(job, id, data), { ...operation, justStarted: false });
	};
