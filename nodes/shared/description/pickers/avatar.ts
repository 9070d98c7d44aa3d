import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { Field } from '../../pipeline/field';
import { numericId } from '../../pipeline/validation';
import { AVATAR_SOURCES, avatarOf, type AvatarSource } from '../../vocabulary/avatars';
import { byName } from '../../vocabulary/choices';
import { pickerField, searchIn, withDetails } from './picker';

/** The four places an avatar can come from, as a menu. */
export const avatarSourceOptions: INodePropertyOptions[] = Object.entries(AVATAR_SOURCES)
	.map(([value, { label, description }]) => ({ name: label, value, description }))
	.sort(byName);

/** Search behind the avatar picker: the finished avatars of the chosen source, of all where an expression chooses. */
export const searchAvatars = searchIn((context: ILoadOptionsFunctions) => {
	const chosen = context.getCurrentNodeParameter('avatarSource') ?? 'public';
	const sources = Object.keys(AVATAR_SOURCES) as AvatarSource[];
	return sources
		.filter((source) => source === chosen || !sources.includes(chosen as AvatarSource))
		.map((source) => ({
			...AVATAR_SOURCES[source],
			toItem: (entry) => {
				const { avatarId, name, gender, aspectRatio, status, previewUrl } = avatarOf(entry, source);
				if (status !== 'completed') return undefined;
				const label = withDetails(name, AVATAR_SOURCES[source].label, gender, aspectRatio);
				return { name: label, value: avatarId, url: previewUrl };
			},
		}));
});

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
			placeholder: 'e.g. 81',
			description: 'Who speaks in the video',
			check: numericId,
			routing: { send: { type: 'body', property: wire.id, value: '={{ Number($value) }}' } },
		}),
	];
}
