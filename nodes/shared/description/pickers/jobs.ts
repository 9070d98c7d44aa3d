import type { Field } from '../../platform/field';
import { JOB_LISTS, type ListedJob, NEWEST_FIRST } from '../../vocabulary/jobs/lists';
import { listedJob } from '../../vocabulary/jobs/output';
import type { JobStatus } from '../../vocabulary/jobs/states';
import { TEXT } from '../fields';
import { pickerField, searchIn, withDetails } from './picker';

/** "2026-10-01 08:30" out of an ISO time: enough to find a job again. */
const moment = (time: string | undefined): string | undefined => time?.slice(0, 16).replace('T', ' ');

/** The search behind a picker of jobs: the newest first, those of one status only where the others are of no use. */
const searchJobs = (kind: ListedJob, only?: JobStatus) =>
	searchIn(() => [
		{
			...JOB_LISTS[kind],
			query: NEWEST_FIRST,
			toItem: (entry) => {
				const { id, title, status, createdAt, videoUrl } = listedJob(kind, entry);
				if (!id || (only && status !== only)) return undefined;
				const name = typeof title === 'string' && title ? title : id;
				return {
					name: withDetails(name, only ? undefined : status, moment(createdAt)),
					value: id,
					url: videoUrl,
				};
			},
		},
	]);

export const searchProductVideos = searchJobs('productVideo');

/** A product video that was started earlier. */
export const productVideo: Field = pickerField({
	displayName: 'Product Video',
	name: 'videoId',
	searchListMethod: 'searchProductVideos',
	placeholder: 'e.g. pv_123456',
	description: 'By ID, drag in the "ID" that Create or Render returned',
});

/** Only finished previews can become a video. */
export const searchFinishedPreviews = searchJobs('productPreview', 'completed');
export const searchPreviews = searchJobs('productPreview');

const previewWords = {
	displayName: 'Preview',
	placeholder: 'e.g. preview_123',
	description: 'By ID, drag in the "ID" that Create returned',
};

/** A preview that was started earlier. */
export const preview: Field = pickerField({
	...previewWords,
	name: 'previewId',
	searchListMethod: 'searchPreviews',
});

/** The finished preview to make the video from. */
export const finishedPreview: Field = pickerField({
	...previewWords,
	name: 'previewId',
	searchListMethod: 'searchFinishedPreviews',
	routing: { send: { type: 'body', property: 'preview_id', value: TEXT } },
});

export const searchTemplateVideos = searchJobs('templateVideo');

/** A template video that was started earlier. */
export const templateVideo: Field = pickerField({
	displayName: 'Template Video',
	name: 'videoId',
	searchListMethod: 'searchTemplateVideos',
	placeholder: 'e.g. vt_123456',
	description: 'By ID, drag in the "ID" that Create returned',
});
