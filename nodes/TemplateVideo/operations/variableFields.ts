import type { Field } from '../../shared/platform/field';
import { choices } from '../../shared/vocabulary/choices';
import { VARIABLE_TYPES } from '../../shared/vocabulary/templates';

/** Without a template there is nothing to fill in, and n8n would call the empty form an error. */
const NO_TEMPLATE = { template: [''] };

/** What goes into the open places of a template. The request is completed from these values by `fillVariables`. */
export const variableFields: Field[] = [
	{
		displayName: 'Variables Source',
		name: 'variablesFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Manual',
				value: 'manual',
				description:
					'You name the variables: for library templates, and for template IDs that come from an expression',
			},
			{
				name: 'Template Fields',
				value: 'template',
				description: 'The variables of the chosen template appear as fields',
			},
		],
		default: 'template',
		displayOptions: { hide: NO_TEMPLATE },
	},
	{
		displayName: 'Variables',
		name: 'variables',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null, schema: [] },
		typeOptions: {
			loadOptionsDependsOn: ['template.value'],
			resourceMapper: {
				resourceMapperMethod: 'getTemplateVariables',
				mode: 'add',
				valuesLabel: 'Variables',
				fieldWords: { singular: 'variable', plural: 'variables' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
		displayOptions: { show: { variablesFrom: ['template'] }, hide: NO_TEMPLATE },
		routing: {
			send: {
				type: 'body',
				property: 'variables',
				value: '={{ $value.mappingMode === "autoMapInputData" ? $json : ($value.value ?? {}) }}',
			},
		},
	},
	{
		displayName: 'Variables',
		name: 'manualVariables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Variable',
		default: {},
		displayOptions: { show: { variablesFrom: ['manual'] }, hide: NO_TEMPLATE },
		options: [
			{
				displayName: 'Variable',
				name: 'items',
				values: [
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: choices(VARIABLE_TYPES),
						default: 'text',
					},
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						required: true,
						default: '',
						placeholder: 'e.g. headline',
						description: 'As it stands in the template; capital letters matter',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						typeOptions: { rows: 2 },
						default: '',
						placeholder: 'e.g. Two rooms, sea view',
						description:
							'A text, or for an image or a video its web address, its JoggAI asset ID or the name of the input field that holds the file; an empty one is left out',
					},
				],
			},
		],
		routing: { send: { type: 'body', property: 'variables', value: '={{ $value.items ?? [] }}' } },
	},
];
