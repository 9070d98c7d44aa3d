import type { IDataObject } from 'n8n-workflow';
import { choiceFilter, filters } from '../../shared/description/fields';
import { listFields, lists } from '../../shared/operations/list';
import type { Operation } from '../../shared/pipeline/operation';
import { VISUAL_STYLE_LIST, visualStyleOf } from '../../shared/vocabulary/catalog';
import { ASPECT_RATIOS } from '../../shared/vocabulary/choices';

export const getManyVisualStyles: Operation = {
	name: 'Get Many Visual Styles',
	value: 'getManyVisualStyles',
	action: 'Get many visual styles',
	description: 'Retrieve a list of looks for product videos, which take a style by its name',
	returns: 'name',
	execute: lists(() => ({
		...VISUAL_STYLE_LIST,
		simplify: (entry) => ({ ...visualStyleOf(entry) }) as IDataObject,
	})),
	fields: [...listFields, filters([choiceFilter('Aspect Ratio', 'aspect_ratio', ASPECT_RATIOS)])],
};
