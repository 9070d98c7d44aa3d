import type { Operation } from '../../shared/corridor/plan';
import { simplify } from '../../shared/description/jobFields';
import { ownTemplate } from '../../shared/description/pickers/template';
import { templateOf, variablesOf } from '../../shared/vocabulary/templates';

export const getTemplate: Operation = {
	resource: 'template',
	name: 'Get',
	value: 'get',
	action: 'Get template',
	description: 'Retrieve one of your own templates with the variables that can be filled in',
	plan: {
		does: 'call',
		request: { method: 'GET', url: '/v2/template/custom/{template}' },
		simplify: (data) => ({
			...templateOf(data, 'own'),
			variables: variablesOf(data).map((variable) => ({ ...variable })),
		}),
	},
	fields: [ownTemplate, simplify],
};
