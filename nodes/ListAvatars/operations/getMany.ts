import type { IDataObject } from 'n8n-workflow';
import type { Field, Operation } from '../../shared/corridor/plan';
import { listFields } from '../../shared/description/listFields';
import { avatarSourceOptions } from '../../shared/description/pickers/avatar';
import type { AvatarSource } from '../../shared/vocabulary/avatars';
import { AVATAR_SOURCES, avatarOf } from '../../shared/vocabulary/avatars';
import { ownFilters, productFilters, publicFilters } from './filters';

const filters = (sources: AvatarSource[], options: Field[]): Field => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options,
	displayOptions: { show: { source: sources } },
});

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many avatars',
	description: 'Retrieve a list of avatars with the IDs that video nodes need',
	plan: {
		does: 'list',
		list: (parameter) => {
			const source = parameter('source') as AvatarSource;
			return { ...AVATAR_SOURCES[source], simplify: (entry) => ({ ...avatarOf(entry, source) }) as IDataObject };
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
		filters(['public'], publicFilters),
		filters(['instant', 'photo'], ownFilters),
		filters(['product'], productFilters),
	],
};
