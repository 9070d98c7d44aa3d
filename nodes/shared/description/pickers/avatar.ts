import type { INodePropertyOptions } from 'n8n-workflow';
import type { Field } from '../../platform/field';
import type { ListsOf, PickerItem, PickerList } from '../../form/knownEntries';
import { numericId } from '../../form/validation';
import { AVATAR_SOURCES, avatarOf, type AvatarSource } from '../../vocabulary/avatars';
import { ASPECT_RATIOS, type AspectRatio, aspectRatioWord, byName, titled } from '../../vocabulary/choices';
import { pickerField, searchIn } from './picker';

/** The four places an avatar can come from, as a menu. */
export const avatarSourceOptions: INodePropertyOptions[] = Object.entries(AVATAR_SOURCES)
	.map(([value, { label, description }]) => ({ name: label, value, description }))
	.sort(byName);

/**
 * The finished avatars of the chosen source, of all where an expression chooses; those in the shape of the video come
 * first.
 */
const avatarLists: ListsOf = (chosen) => {
	const source = chosen('avatarSource') ?? 'public';
	const all = Object.keys(AVATAR_SOURCES) as AvatarSource[];
	const sources = all.filter((one) => one === source || !all.includes(source as AvatarSource));
	const shape = aspectRatioWord(chosen('aspectRatio'));
	const lists = sources.map((one) => listOf(one, { shape, isNamed: sources.length > 1 }));
	if (!shape) return lists;
	const those = (fit: boolean) =>
		lists.map((list) => only(list, ({ warning }) => (warning === undefined) === fit));
	return [...those(true), ...those(false)];
};

const only = (list: PickerList, isWanted: (item: PickerItem) => boolean): PickerList => ({
	...list,
	toItem: (entry) => {
		const item = list.toItem(entry);
		return item && isWanted(item) ? item : undefined;
	},
});

/** `shape`: that of the video. `isNamed`: the source does not stand in the field above, because an expression chooses it. */
const listOf = (
	source: AvatarSource,
	{ shape, isNamed }: { shape?: AspectRatio; isNamed: boolean },
): PickerList => ({
	...AVATAR_SOURCES[source],
	toItem: (entry) => {
		const { avatarId, name, gender, aspectRatio, age, style, status, previewUrl } = avatarOf(entry, source);
		if (status !== 'completed') return undefined;
		const { label } = AVATAR_SOURCES[source];
		const isOther = aspectRatio !== undefined && shape !== undefined && aspectRatio !== shape;
		return {
			name,
			value: avatarId,
			url: previewUrl,
			details: [
				isNamed ? label : undefined,
				gender && titled(gender),
				aspectRatio && titled(aspectRatio),
				isOther ? `does not fit ${titled(shape)}` : undefined,
			],
			marks: [style && titled(style), age && titled(age)],
			keywords: [label, aspectRatio && ASPECT_RATIOS[aspectRatio]],
			warning: isOther
				? `The avatar is ${aspectRatio} and the video ${shape}: it will not fill the picture.`
				: undefined,
		};
	},
});

export const searchAvatars = searchIn(avatarLists);

/** Avatar source and avatar; `wire` says under which keys the request carries ID and type. */
export function avatarFields(wire: { id: string; type: string }): Field[] {
	return [
		{
			displayName: 'Avatar Source',
			name: 'avatarSource',
			type: 'options',
			options: avatarSourceOptions,
			default: 'public',
			description: 'Where the avatar comes from',
			routing: { send: { type: 'body', property: wire.type, value: '={{ $value === "public" ? 0 : 1 }}' } },
		},
		pickerField({
			displayName: 'Avatar',
			name: 'avatar',
			searchListMethod: 'searchAvatars',
			lists: avatarLists,
			placeholder: 'e.g. 81',
			description:
				'Who speaks in the video. In the list, those in the shape of the video come first, and the arrow beside an entry opens its film.',
			check: numericId,
			routing: { send: { type: 'body', property: wire.id, value: '={{ Number($value) }}' } },
		}),
	];
}
