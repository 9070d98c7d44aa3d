import type { Field } from '../../platform/field';
import type { ListsOf } from '../../form/knownEntries';
import { numericId } from '../../form/validation';
import { MUSIC_LIST, musicOf } from '../../vocabulary/catalog';
import { pickerField, searchIn } from './picker';

/** "1:05" for 65 seconds. */
const length = (seconds: number | undefined): string | undefined =>
	seconds === undefined
		? undefined
		: `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;

/** Each entry links to the piece. */
const musicLists: ListsOf = () => [
	{
		...MUSIC_LIST,
		toItem: (entry) => {
			const { musicId, name, durationSeconds, musicUrl } = musicOf(entry);
			return { name, details: [length(durationSeconds)], value: musicId, url: musicUrl };
		},
	},
];

export const searchMusic = searchIn(musicLists);

/** Music behind the voice, if any; `property` is the key under which the request carries it. */
export const musicOption = (property: string): Field => ({
	...pickerField({
		displayName: 'Background Music',
		name: 'music',
		searchListMethod: 'searchMusic',
		lists: musicLists,
		placeholder: 'e.g. 13',
		description: 'The music behind the voice; the arrow beside an entry opens it',
		check: (value) => (String(value).trim() === '0' ? undefined : numericId(value)),
		routing: {
			send: {
				type: 'body',
				property,
				value: '={{ String($value ?? "").trim() === "" ? undefined : Number($value) }}',
			},
		},
	}),
	required: false,
});
