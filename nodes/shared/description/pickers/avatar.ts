import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { Field } from '../../platform/field';
import { numericId } from '../../form/validation';
import { AVATAR_SOURCES, avatarOf, type AvatarSource } from '../../vocabulary/avatars';
import { ASPECT_RATIOS, byName, titled } from '../../vocabulary/choices';
import { pickerField, searchIn, withDetails } from './picker';

/** The four places an avatar can come from, as a menu. */
export const avatarSourceOptions: INodePropertyOptions[] = Object.entries(AVATAR_SOURCES)
	.map(([value, { label, description }]) => ({ name: label, value, description }))
	.sort(byName);

/** Search behind the avatar picker: the finished avatars of the chosen source, of all where an expression chooses. */
export const searchAvatars = searchIn((context: ILoadOptionsFunctions) => {
	const chosen = context.getCurrentNodeParameter('avatarSource') ?? 'public';
	const all = Object.keys(AVATAR_SOURCES) as AvatarSource[];
	const sources = all.filter((source) => source === chosen || !all.includes(chosen as AvatarSource));
	return sources.map((source) => ({
		...AVATAR_SOURCES[source],
		toItem: (entry) => {
			const { avatarId, name, gender, aspectRatio, age, style, status, previewUrl } = avatarOf(entry, source);
			if (status !== 'completed') return undefined;
			const { label } = AVATAR_SOURCES[source];
			// The source stands in the field above, unless an expression chooses it.
			const details = [sources.length > 1 ? label : undefined, gender, aspectRatio];
			const shape = aspectRatio ? ASPECT_RATIOS[aspectRatio] : undefined;
			return {
				name: withDetails(name, ...details.map((one) => one && titled(one))),
				value: avatarId,
				url: previewUrl,
				keywords: [label, age && titled(age), style, shape],
			};
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
