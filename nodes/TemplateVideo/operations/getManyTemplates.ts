import { choiceFilter, filters } from '../../shared/description/fields';
import { listFields, lists } from '../../shared/operations/list';
import type { Operation } from '../../shared/pipeline/operation';
import { ASPECT_RATIOS } from '../../shared/vocabulary/choices';
import { TEMPLATE_SOURCES, templateOf, type TemplateSource } from '../../shared/vocabulary/templates';

const source = (value: TemplateSource) => ({
	name: TEMPLATE_SOURCES[value].label,
	value,
	description: TEMPLATE_SOURCES[value].description,
});

export const getManyTemplates: Operation = {
	resource: 'template',
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many templates',
	description: 'Retrieve a list of your own templates or of the library',
	returns: 'templateId, name, aspectRatio, previewUrl',
	execute: lists((parameter) => {
		const chosen = parameter('source') as TemplateSource;
		return { ...TEMPLATE_SOURCES[chosen], simplify: (entry) => ({ ...templateOf(entry, chosen) }) };
	}),
	fields: [
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			noDataExpression: true,
			options: [source('library'), source('own')],
			default: 'own',
			description: 'Which templates to list',
		},
		...listFields,
		filters([choiceFilter('Aspect Ratio', 'aspect_ratio', ASPECT_RATIOS)]),
	],
};
