import { ProblemError } from '../../api/problem';
import type { Chosen, ListsOf } from '../../form/knownEntries';
import type { Field } from '../../platform/field';
import { generationOf } from '../../vocabulary/jobs/details';
import { TEXT } from '../fields';
import { pickerField, searchIn } from './picker';

/** JoggAI lists images by batch only, so one has to be named. */
function batchOf(chosen: Chosen): string {
	const batch = String(chosen('batchId') ?? '').trim();
	if (batch !== '' && !batch.startsWith('=')) return batch;
	const what =
		batch === ''
			? 'Fill in Batch ID to see the images of that batch'
			: 'Give Batch ID without an expression to see its images';
	throw new ProblemError({
		what,
		next: 'Or choose By ID and drag in the "generationId" that Generate Images returned.',
	});
}

/** The finished images of one batch, each with a link to look at it. */
const generationLists: ListsOf = (chosen) => {
	let number = 0;
	return [
		{
			url: `/v2/product_avatar/generation/${encodeURIComponent(batchOf(chosen))}`,
			keys: ['generations'],
			paged: 'whole',
			toItem: (entry) => {
				const { generationId, status, imageUrl } = generationOf(entry);
				number += 1;
				return status === 'completed' && generationId
					? { name: `Image ${number} (${generationId})`, value: generationId, url: imageUrl }
					: undefined;
			},
		},
	];
};

export const searchGenerations = searchIn(generationLists);

/** The image that becomes an avatar, and the batch whose images the list shows. */
export const generationFields: Field[] = [
	{
		displayName: 'Batch ID',
		name: 'batchId',
		type: 'string',
		default: '',
		placeholder: 'e.g. batch_123456',
		hint: 'Fills the list of images below: drag in "id" from the output of Generate Images. Not needed for an image by its ID',
	},
	pickerField({
		displayName: 'Image',
		name: 'generation',
		searchListMethod: 'searchGenerations',
		lists: generationLists,
		placeholder: 'e.g. gen_123',
		description:
			'The image to bring to life; by ID, drag in the "generationId" that Generate Images returned',
		routing: { send: { type: 'body', property: 'generation_id', value: TEXT } },
	}),
];
