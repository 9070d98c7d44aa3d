import type { ListsOf } from '../../form/knownEntries';
import type { Field } from '../../platform/field';
import { JOB_LISTS, type ListedJob, NEWEST_FIRST } from '../../vocabulary/jobs/lists';
import { listedJob } from '../../vocabulary/jobs/output';
import type { JobStatus } from '../../vocabulary/jobs/states';
import { TEXT } from '../fields';
import { pickerField, searchIn } from './picker';

/** "2026-10-01 08:30" out of an ISO time: enough to find a job again. */
const moment = (time: string | undefined): string | undefined => time?.slice(0, 16).replace('T', ' ');

/** The newest first, those of one status only where the others are of no use. */
const jobLists =
	(kind: ListedJob, only?: JobStatus): ListsOf =>
	() => [
		{
			...JOB_LISTS[kind],
			query: NEWEST_FIRST,
			toItem: (entry) => {
				const { id, title, status, createdAt, videoUrl } = listedJob(kind, entry);
				if (only && status !== only) return undefined;
				const name = typeof title === 'string' && title ? title : id;
				return { name, details: [only ? undefined : status, moment(createdAt)], value: id, url: videoUrl };
			},
		},
	];

const productVideos = jobLists('productVideo');
export const searchProductVideos = searchIn(productVideos);

/** A product video that was started earlier. */
export const productVideo: Field = pickerField({
	displayName: 'Product Video',
	name: 'videoId',
	searchListMethod: 'searchProductVideos',
	lists: productVideos,
	placeholder: 'e.g. pv_123456',
	description: 'By ID, drag in the "ID" that Create or Render returned',
});

const previews = jobLists('productPreview');
export const searchPreviews = searchIn(previews);

/** Only finished previews can become a video. */
const finishedPreviews = jobLists('productPreview', 'completed');
export const searchFinishedPreviews = searchIn(finishedPreviews);

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
	lists: previews,
});

/** The finished preview to make the video from. */
export const finishedPreview: Field = pickerField({
	...previewWords,
	name: 'previewId',
	searchListMethod: 'searchFinishedPreviews',
	lists: finishedPreviews,
	routing: { send: { type: 'body', property: 'preview_id', value: TEXT } },
});

const templateVideos = jobLists('templateVideo');
export const searchTemplateVideos = searchIn(templateVideos);

/** A template video that was started earlier. */
export const templateVideo: Field = pickerField({
	displayName: 'Template Video',
	name: 'videoId',
	searchListMethod: 'searchTemplateVideos',
	lists: templateVideos,
	placeholder: 'e.g. vt_123456',
	description: 'By ID, drag in the "ID" that Create returned',
});
