import type { IDataObject } from 'n8n-workflow';
import type { JobOutput } from '../corridor/jobOutput';
import { jobState, textAt } from '../corridor/jobOutput';
import type { Field, Lists } from '../corridor/plan';
import { choices } from '../vocabulary/choices';
import type { ListedJob } from '../vocabulary/jobLists';
import { JOB_LISTS, LISTED_STATUSES, SORT_ORDERS } from '../vocabulary/jobLists';
import { choiceFilter } from './filters';
import { listFields } from './listFields';
import { filters } from './optionFields';

/** The documented order of the lists of jobs, and the only one whose name is known. */
const SORT_KEY = 'created_at';

/** What asks for such a list with the newest job first. */
export const NEWEST_FIRST = { sort_by: SORT_KEY, sort_order: 'desc' };

/** An entry of a list of jobs, in the shape that finished jobs have everywhere. */
export function listedJob(kind: ListedJob, entry: IDataObject): JobOutput {
	return jobState(kind, textAt(entry, JOB_LISTS[kind].idKeys) ?? '', entry).output;
}

/** What an operation does that lists the jobs of a kind. */
export const listsJobs = (kind: ListedJob): Lists => ({
	does: 'list',
	list: () => ({ ...JOB_LISTS[kind], simplify: (entry) => listedJob(kind, entry) }),
});

/** The fields of every operation that lists jobs. */
export const jobListFields: Field[] = [
	...listFields,
	{
		displayName: 'Sort Order',
		name: 'sortOrder',
		type: 'options',
		options: choices(SORT_ORDERS),
		default: 'desc',
		description: 'Whether to begin with the jobs that were started last or first',
		routing: { send: { type: 'query', property: 'sort_order' } },
	},
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'hidden',
		default: SORT_KEY,
		routing: { send: { type: 'query', property: 'sort_by' } },
	},
	filters([choiceFilter('Status', 'status', LISTED_STATUSES)]),
];
