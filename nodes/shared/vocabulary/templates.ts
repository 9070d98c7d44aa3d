import type { IDataObject } from 'n8n-workflow';
import type { MediaKind } from '../platform/field';
import { aspectRatioWord } from './choices';
import { asId, asObject, asText, entriesOf, idAt } from './values';

/** Where a template can come from. */
export type TemplateSource = 'own' | 'library';

interface TemplateSourceRow {
	label: string;
	description: string;
	url: string;
	keys: string[];
	paged: 'whole';
}

export const TEMPLATE_SOURCES: Readonly<Record<TemplateSource, TemplateSourceRow>> = {
	own: {
		label: 'My Templates',
		description: 'The templates that you made or copied in the JoggAI app',
		url: '/v2/templates/custom',
		keys: ['templates'],
		paged: 'whole',
	},
	library: {
		label: 'Library',
		description: 'The templates that JoggAI offers',
		url: '/v2/templates',
		keys: ['templates'],
		paged: 'whole',
	},
};

/** What a template leaves open (spec). An avatar is no variable, although JoggAI's editor calls it one (guide). */
export const VARIABLE_TYPES: Readonly<Record<string, string>> = {
	image: 'Image',
	script: 'Script',
	text: 'Text',
	video: 'Video',
};

/** Types that are filled with a file; all others, those that JoggAI may add included, with words. */
const FILE_TYPES: MediaKind[] = ['image', 'video', 'audio'];

export interface TemplateVariable {
	type: string;
	name: string;
	/** JoggAI does not always say it (guide: yes, spec: no). */
	required?: boolean;
}

/** A template in the shape that users see, from a list entry or the details of a template. */
export function templateOf(entry: object, source: TemplateSource) {
	const raw = asObject(entry);
	return {
		templateId: asId(idAt(raw, ['id', 'template_id'])),
		name: asText(raw.name) ?? '',
		source,
		aspectRatio: aspectRatioWord(raw.aspect_ratio),
		previewUrl: asText(raw.preview_url),
		coverUrl: asText(raw.cover_url),
	};
}

/** Details of a template of one's own; JoggAI has none of library templates to tell (spec). */
export const templateDetailsUrl = (id: unknown): string =>
	`/v2/template/custom/${encodeURIComponent(String(id).trim())}`;

/** The variables in the details of a template; one of a type that nobody has told us is a text. */
export function variablesOf(details: object): TemplateVariable[] {
	return entriesOf(asObject(details).variables).flatMap(({ type, name: given, required }) => {
		// As it stands in the template, blanks included: requests name it by the very same letters.
		const name = typeof given === 'number' ? String(given) : given;
		if (typeof name !== 'string' || name === '') return [];
		return [{ type: asText(type) ?? 'text', name, ...(typeof required === 'boolean' ? { required } : {}) }];
	});
}

/** Whether a variable is filled with a picture or film, not with words. */
export const takesFile = (type: string): type is MediaKind => (FILE_TYPES as string[]).includes(type);

/** A field of the form stands for a type and a name, because a request wants both. */
export const variableKey = ({ type, name }: TemplateVariable): string => `${type}:${name}`;

export function variableFromKey(key: string): TemplateVariable {
	const [type, ...name] = key.split(':');
	return { type, name: name.join(':') };
}

/** What a request carries for a variable: words as content, a picture or film by its address or its asset ID (spec). */
export function variableProperties(type: string, value: string): IDataObject {
	if (!takesFile(type)) return { content: value };
	const address = value.trim();
	return /^\d+$/.test(address) ? { asset_id: asId(address) } : { url: address };
}
