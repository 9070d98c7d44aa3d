import type { Field } from '../../platform/field';
import { numericId } from '../../form/validation';
import { TEMPLATE_SOURCES, templateOf, type TemplateSource } from '../../vocabulary/templates';
import { pickerField, type PickerList, searchIn, withDetails } from './picker';

const templates = (source: TemplateSource): PickerList => ({
	...TEMPLATE_SOURCES[source],
	toItem: (entry) => {
		const { templateId, name, aspectRatio, previewUrl } = templateOf(entry, source);
		return {
			name: withDetails(name, TEMPLATE_SOURCES[source].label, aspectRatio),
			value: templateId,
			url: previewUrl,
		};
	},
});

/** Search behind the template picker: the user's own templates first, then the library. */
export const searchTemplates = searchIn(() => [templates('own'), templates('library')]);

/** Own templates only: JoggAI tells no details of the others. */
export const searchOwnTemplates = searchIn(() => [templates('own')]);

const words = { displayName: 'Template', name: 'template', placeholder: 'e.g. 1234', check: numericId };

/** The template to make a video with. */
export const template: Field = pickerField({
	...words,
	searchListMethod: 'searchTemplates',
	description: 'One of your own templates, or one of the library',
	routing: { send: { type: 'body', property: 'template_id', value: '={{ Number($value) }}' } },
});

/** The template to look at. */
export const ownTemplate: Field = pickerField({
	...words,
	searchListMethod: 'searchOwnTemplates',
	description: 'One of your own templates; JoggAI tells nothing about the variables of library templates',
});
