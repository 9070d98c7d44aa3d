import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../shared/corridor/plan';
import { listFields } from '../../shared/description/listFields';
import { filters } from '../../shared/description/optionFields';
import { avatarSourceOptions } from '../../shared/description/pickers/avatar';
import type { AvatarSource } from '../../shared/vocabulary/avatars';
import { AVATAR_SOURCES, avatarOf } from '../../shared/vocabulary/avatars';
import { ownFilters, productFilters, publicFilters } from './filters';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many avatars',
	description: 'Retrieve a list of avatars with the IDs that video nodes need',
	plan: {
		does: 'list',
		list: (parameter) => {
			const source = parameter('source') as AvatarSource;
			return {
				...AVATAR_SOURCES[source],
				simplify: (entry) => ({ ...avatarOf(entry, source) }) as IDataObject,
			};
		},
	},
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
