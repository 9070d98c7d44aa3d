import { ownTemplate } from '../../shared/description/pickers/template';
import { calls } from '../../shared/operations/call';
import type { Operation } from '../../shared/pipeline/operation';
import { simplify } from '../../shared/form/simplify';
import { templateOf, variablesOf } from '../../shared/vocabulary/templates';

export const getTemplate: Operation = {
	resource: 'template',
	name: 'Get',
	value: 'get',
	action: 'Get template',
	description: 'Retrieve one of your own templates with the variables that can be filled in',
	returns: 'templateId, name, variables',
	execute: calls({
		request: { method: 'GET', url: '/v2/template/custom/{template}' },
		simplify: (data) => ({
			...templateOf(data, 'own'),
			variables: variablesOf(data).map((variable) => ({ ...variable })),
		}),
	}),
	fields: [ownTemplate, simplify],
};
