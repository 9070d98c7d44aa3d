import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../shared/corridor/plan';
import { choiceFilter } from '../../shared/description/filters';
import { listFields } from '../../shared/description/listFields';
import { ASPECT_RATIOS } from '../../shared/vocabulary/choices';
import { VISUAL_STYLE_LIST, visualStyleOf } from '../../shared/vocabulary/catalog';
import { filters } from '../../shared/description/optionFields';

export const getManyVisualStyles: Operation = {
	name: 'Get Many Visual Styles',
	value: 'getManyVisualStyles',
	action: 'Get many visual styles',
	description: 'Retrieve a list of looks for product videos, which take a style by its name',
	plan: {
		does: 'list',
		list: () => ({ ...VISUAL_STYLE_LIST, simplify: (entry) => ({ ...visualStyleOf(entry) }) as IDataObject }),
	},
	fields: [...listFields, filters([choiceFilter('Aspect Ratio', 'aspect_ratio', ASPECT_RATIOS)])],
};
