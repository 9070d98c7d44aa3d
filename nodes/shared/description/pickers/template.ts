import type { Field } from '../../platform/field';
import type { ListsOf, PickerList } from '../../form/knownEntries';
import { numericId } from '../../form/validation';
import { titled } from '../../vocabulary/choices';
import { TEMPLATE_SOURCES, templateOf, type TemplateSource } from '../../vocabulary/templates';
import { pickerField, searchIn } from './picker';

const templates = (source: TemplateSource): PickerList => ({
	...TEMPLATE_SOURCES[source],
	toItem: (entry) => {
		const { templateId, name, aspectRatio, previewUrl } = templateOf(entry, source);
		return {
			name,
			details: [aspectRatio && titled(aspectRatio), TEMPLATE_SOURCES[source].label],
			value: templateId,
			url: previewUrl,
		};
	},
});

/** The user's own templates first, then the library. */
const allTemplates: ListsOf = () => [templates('own'), templates('library')];
export const searchTemplates = searchIn(allTemplates);

/** Own templates only: JoggAI tells no details of the others. */
const ownTemplates: ListsOf = () => [templates('own')];
export const searchOwnTemplates = searchIn(ownTemplates);

const words = { displayName: 'Template', name: 'template', placeholder: 'e.g. 1234', check: numericId };

/** The template to make a video with. */
export const template: Field = pickerField({
	...words,
	searchListMethod: 'searchTemplates',
	lists: allTemplates,
	description: 'One of your own templates, or one of the library',
	routing: { send: { type: 'body', property: 'template_id', value: '={{ Number($value) }}' } },
});

/** The template to look at. */
export const ownTemplate: Field = pickerField({
	...words,
	searchListMethod: 'searchOwnTemplates',
	lists: ownTemplates,
	description: 'One of your own templates; JoggAI tells nothing about the variables of library templates',
});
