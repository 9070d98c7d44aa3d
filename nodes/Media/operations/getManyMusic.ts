import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../shared/corridor/plan';
import { listFields } from '../../shared/description/listFields';
import { MUSIC_LIST, musicOf } from '../../shared/vocabulary/catalog';

export const getManyMusic: Operation = {
	name: 'Get Many Music',
	value: 'getManyMusic',
	action: 'Get many pieces of music',
	description: 'Retrieve a list of background music with the IDs that video nodes take',
	plan: {
		does: 'list',
		list: () => ({ ...MUSIC_LIST, simplify: (entry) => ({ ...musicOf(entry) }) as IDataObject }),
	},
	fields: listFields,
};
