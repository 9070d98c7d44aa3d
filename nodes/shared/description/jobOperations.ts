import type { Field } from '../pipeline/field';
import { getsJob, type JobOperation } from '../pipeline/jobs';
import { lists, plainListFields } from '../pipeline/list';
import type { Operation } from '../pipeline/operation';
import { simplify } from '../pipeline/simplify';
import { choices } from '../vocabulary/choices';
import { JOB_LISTS, LISTED_STATUSES, type ListedJob, SORT_KEY, SORT_ORDERS } from '../vocabulary/jobLists';
import { listedJob } from '../vocabulary/jobOutput';
import { jobRow } from '../vocabulary/jobs';
import { choiceFilter, filters } from './fields';
import { jobForm } from './jobForm';

type Words = Pick<Operation, 'name' | 'value' | 'action' | 'description' | 'resource'>;

interface GetJob extends Words, JobOperation {
	/** Where the user gives the ID; a text, unless it says otherwise. */
	idField: Pick<Field, 'displayName' | 'name' | 'placeholder'> & Partial<Field>;
	/** Fields that only this operation has. */
	moreFields?: Field[];
}

/** An operation that gets a job which was started earlier, by its ID. */
export function getJob({ job, choose, idField, moreFields = [], ...words }: GetJob): Operation {
	const field: Field = { type: 'string', required: true, default: '', ...idField };
	const execute = getsJob({ job, choose, idField: field.name });
	const returns = jobRow(job).makes;
	return { ...words, returns, ...jobForm({ job, waits: false, execute, fields: [field, ...moreFields] }) };
}

const sortOrder: Field = {
	displayName: 'Sort Order',
	name: 'sortOrder',
	type: 'options',
	options: choices(SORT_ORDERS),
	default: 'desc',
	description: 'Whether to begin with the jobs that were started last or first',
	routing: { send: { type: 'query', property: 'sort_order' } },
};

const sortBy: Field = {
	displayName: 'Sort By',
	name: 'sortBy',
	type: 'hidden',
	default: SORT_KEY,
	routing: { send: { type: 'query', property: 'sort_by' } },
};

/** An operation that lists the jobs of a kind. */
export const listJobs = ({ job, ...words }: Words & { job: ListedJob }): Operation => ({
	...words,
	returns: 'id, title, status, videoUrl',
	execute: lists(() => ({ ...JOB_LISTS[job], simplify: (entry) => listedJob(job, entry) })),
	fields: [
		...plainListFields,
		sortOrder,
		sortBy,
		simplify,
		filters([choiceFilter('Status', 'status', LISTED_STATUSES)]),
	],
});
