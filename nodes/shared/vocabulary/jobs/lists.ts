interface JobListRow {
	url: string;
	keys: string[];
	paged: 'total';
	idKeys: string[];
}

/** JoggAI's lists of finished and running jobs (spec); some guides use other keys. */
export const JOB_LISTS = {
	productVideo: {
		url: '/v2/product_videos',
		keys: ['videos'],
		paged: 'total',
		idKeys: ['id', 'video_id', 'product_video_id'],
	},
	productPreview: {
		url: '/v2/product_previews',
		keys: ['previews'],
		paged: 'total',
		idKeys: ['id', 'preview_id'],
	},
	templateVideo: {
		url: '/v2/template_videos',
		keys: ['data', 'videos'],
		paged: 'total',
		idKeys: ['video_id', 'id'],
	},
} satisfies Record<string, JobListRow>;

/** A kind of job that JoggAI lists. */
export type ListedJob = keyof typeof JOB_LISTS;

/** Filter of these lists; integers, although the answers carry words (spec). */
export const LISTED_STATUSES = { 3: 'Processing', 4: 'Completed', 5: 'Failed' };
/** The documented order of these lists, and the only one whose name is known (spec). */
export const SORT_KEY = 'created_at';
/** What asks for such a list with the newest job first. */
export const NEWEST_FIRST = { sort_by: SORT_KEY, sort_order: 'desc' };
export const SORT_ORDERS = { desc: 'Newest First', asc: 'Oldest First' };
