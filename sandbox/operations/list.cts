import type { JobKindName, Phase } from '../jobs/job.cts';
import { viewOf, type JobView } from '../jobs/view.cts';
import { numberAt, type JsonObject } from '../json.cts';
import { oneOf, page, text, type Schema } from '../schema.cts';
import { SORT_ORDERS, VIDEO_STATUS_FILTERS } from '../vocabulary.cts';
import type { Call, Handler } from './operation.cts';

interface Slice {
	page: number;
	size: number;
	total: number;
}

/** What each style of paging says about the pages. */
const PAGING = {
	nothing: () => ({}),
	hasMore: ({ page, size, total }) => ({ has_more: page * size < total }),
	object: ({ page, size, total }) => ({
		pagination: { page, page_size: size, total_items: total, total_pages: Math.ceil(total / size) },
	}),
	flat: ({ page, size, total }) => ({ total, page, page_size: size }),
	totalOnly: ({ total }) => ({ total }),
} satisfies Record<string, (slice: Slice) => JsonObject>;

interface ListOptions<T> {
	/** The field of `data` that holds the rows. */
	field: string;
	/** Left out: everything in one answer. */
	paging?: keyof typeof PAGING;
	from(call: Call): readonly T[];
	/** Per query field, whether an item matches the wanted value. */
	filters?: Record<string, (item: T, wanted: unknown) => boolean>;
	row(item: T, call: Call): JsonObject;
	/** What the published schema leaves out of a row and other dialects have. */
	extraRow?: (item: T, call: Call) => JsonObject;
}

const UNPAGED: readonly (keyof typeof PAGING | undefined)[] = [undefined, 'totalOnly'];

/** Replies with a list: filtered, cut into pages, described as that operation describes pages. */
export function list<T>(options: ListOptions<T>): Handler {
	return (call) => {
		const filters = Object.entries(options.filters ?? {}).filter(([name]) => call.query[name] !== undefined);
		const all = options
			.from(call)
			.filter((item) => filters.every(([name, matches]) => matches(item, call.query[name])));
		const paging = options.paging ?? 'nothing';
		const isWhole = UNPAGED.includes(options.paging);
		const isCareless = !isWhole && call.state.dialect.ignoresPages;
		const slice = {
			page: isCareless ? 1 : (numberAt(call.query, 'page') ?? 1),
			size: isWhole || isCareless ? Math.max(1, all.length) : (numberAt(call.query, 'page_size') ?? 10),
			total: all.length,
		};
		const shown = all.slice((slice.page - 1) * slice.size, slice.page * slice.size);
		return {
			data: {
				[options.field]: shown.map((item) => options.row(item, call)),
				...(isCareless ? { has_more: true } : PAGING[paging](slice)),
			},
			extra: {
				...PAGING.flat(slice),
				rows: shown.map((item) => options.extraRow?.(item, call) ?? {}),
			},
		};
	};
}

const PHASES_BY_FILTER: Record<number, Phase[]> = {
	3: ['pending', 'processing'],
	4: ['done'],
	5: ['failed'],
};

/** Query of the three job lists. Sort fields other than the default are not documented and change nothing here. */
export const jobListQuery: Record<string, Schema> = {
	...page,
	status: oneOf(VIDEO_STATUS_FILTERS),
	sort_by: text,
	sort_order: oneOf(SORT_ORDERS),
};

/** A list of the caller's jobs, newest first unless asked otherwise. */
export const listJobs = (
	kind: JobKindName,
	options: Pick<ListOptions<JobView>, 'field' | 'paging' | 'row' | 'extraRow'>,
): Handler =>
	list<JobView>({
		...options,
		from({ state, key, query }) {
			const views = state.jobs
				.filter((job) => job.kind === kind && job.key === key)
				.map((job) => viewOf(state, job));
			return query.sort_order === 'asc' ? views : views.reverse();
		},
		filters: { status: (view, wanted) => PHASES_BY_FILTER[Number(wanted)].includes(view.phase) },
	});
