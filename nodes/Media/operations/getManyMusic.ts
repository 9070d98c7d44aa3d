import type { IDataObject } from 'n8n-workflow';
import { listFields, lists } from '../../shared/operations/list';
import type { Operation } from '../../shared/pipeline/operation';
import { MUSIC_LIST, musicOf } from '../../shared/vocabulary/catalog';

export const getManyMusic: Operation = {
	name: 'Get Many Music',
	value: 'getManyMusic',
	action: 'Get many pieces of music',
	description: 'Retrieve a list of background music with the IDs that video nodes take',
	returns: 'musicId, name, durationSeconds',
	execute: lists(() => ({ ...MUSIC_LIST, simplify: (entry) => ({ ...musicOf(entry) }) as IDataObject })),
	fields: listFields,
};
