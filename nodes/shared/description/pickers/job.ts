import type { JobStatus } from '../../vocabulary/jobStates';
import type { ListedJob } from '../../vocabulary/jobLists';
import { JOB_LISTS } from '../../vocabulary/jobLists';
import { listedJob, NEWEST_FIRST } from '../jobListFields';
import { named, searchIn } from './picker';

/** "2026-10-01 08:30" out of an ISO time: enough to find a job again. */
const moment = (time: string | undefined): string | undefined => time?.slice(0, 16).replace('T', ' ');

/** The search behind a picker of jobs: the newest first, those of one status only where the others are of no use. */
export const searchJobs = (kind: ListedJob, only?: JobStatus) =>
	searchIn(() => [
		{
			...JOB_LISTS[kind],
			query: NEWEST_FIRST,
			line: (entry) => {
				const { id, title, status, createdAt, videoUrl } = listedJob(kind, entry);
				if (!id || (only && status !== only)) return undefined;
				const name = typeof title === 'string' && title ? title : id;
				return { name: named(name, only ? undefined : status, moment(createdAt)), value: id, url: videoUrl };
			},
		},
	]);
