import type { IDataObject } from 'n8n-workflow';
import { filters } from '../../shared/description/fields';
import { avatarSourceOptions } from '../../shared/description/pickers/avatar';
import { listFields, lists } from '../../shared/operations/list';
import type { Operation } from '../../shared/pipeline/operation';
import { AVATAR_SOURCES, avatarOf, type AvatarSource } from '../../shared/vocabulary/avatars';
import { ownFilters, productFilters, publicFilters } from './filters';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many avatars',
	description: 'Retrieve a list of avatars with the IDs that video nodes need',
	returns: 'avatarId, name, source, aspectRatio, gender, previewUrl',
	execute: lists((parameter) => {
		const source = parameter('source') as AvatarSource;
		return {
			...AVATAR_SOURCES[source],
			simplify: (entry) => ({ ...avatarOf(entry, source) }) as IDataObject,
		};
	}),
	fields: [
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			noDataExpression: true,
			options: avatarSourceOptions,
			default: 'public',
			description: 'Which avatars to list',
		},
		...listFields,
		filters(publicFilters, ['public']),
		filters(ownFilters, ['instant', 'photo']),
		filters(productFilters, ['product']),
	],
};
