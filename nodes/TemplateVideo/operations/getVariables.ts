import { ownTemplate } from '../../shared/description/pickers/template';
import { lists, plainListFields } from '../../shared/operations/list';
import type { Operation } from '../../shared/pipeline/operation';
import { templateDetailsUrl, variablesOf } from '../../shared/vocabulary/templates';

export const getVariables: Operation = {
	resource: 'template',
	name: 'Get Variables',
	value: 'getVariables',
	action: 'Get variables of template',
	description: 'Retrieve what can be filled in in one of your own templates, one item per variable',
	returns: 'type, name',
	execute: lists((parameter) => ({
		url: templateDetailsUrl(parameter('template')),
		keys: ['variables'],
		paged: 'whole',
		simplify: (entry) => ({ ...variablesOf({ variables: [entry] })[0] }),
	})),
	fields: [ownTemplate, ...plainListFields],
};
