import type { Field } from '../../corridor/plan';
import { TEXT } from '../texts';
import { searchJobs } from './job';
import { pickerField } from './picker';

/** Only finished previews can become a video. */
export const searchFinishedPreviews = searchJobs('productPreview', 'completed');
export const searchPreviews = searchJobs('productPreview');

const words = {
	displayName: 'Preview',
	placeholder: 'e.g. preview_123',
	description: 'By ID, drag in the "ID" that Create returned',
};

/** A preview that was started earlier. */
export const preview: Field = pickerField({
	...words,
	name: 'previewId',
	searchListMethod: 'searchPreviews',
});

/** The finished preview to make the video from. */
export const finishedPreview: Field = pickerField({
	...words,
	name: 'previewId',
	searchListMethod: 'searchFinishedPreviews',
	routing: { send: { type: 'body', property: 'preview_id', value: TEXT } },
});
