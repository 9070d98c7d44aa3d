import { aspectRatioWord } from './choices';

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
export const VARIABLE_TYPES = { image: 'Image', script: 'Script', text: 'Text', video: 'Video' };
type VariableType = keyof typeof VARIABLE_TYPES;

export interface TemplateVariable {
	type: VariableType;
	name: string;
	/** JoggAI does not always say it (guide: yes, spec: no). */
	required?: boolean;
}

interface TemplateEntry {
	id?: number;
	template_id?: number;
	name?: string;
	aspect_ratio?: unknown;
	preview_url?: string;
	cover_url?: string;
	variables?: Array<{ type?: string; name?: string; required?: boolean }> | null;
}

/** A template in the shape that users see, from a list entry or the details of a template. */
export function templateOf(entry: object, source: TemplateSource) {
	const raw = entry as TemplateEntry;
	return {
		templateId: Number(raw.id ?? raw.template_id),
		name: raw.name ?? '',
		source,
		aspectRatio: aspectRatioWord(raw.aspect_ratio),
		previewUrl: raw.preview_url || undefined,
		coverUrl: raw.cover_url || undefined,
	};
}

/** Details of a template of one's own; JoggAI has none of library templates to tell (spec). */
export const templateDetailsUrl = (id: unknown): string =>
	`/v2/template/custom/${encodeURIComponent(String(id).trim())}`;

/** The variables in the details of a template, those that a request can fill. */
export function variablesOf(details: object): TemplateVariable[] {
	return ((details as TemplateEntry).variables ?? []).flatMap(({ type, name, required }) => {
		if (!isVariableType(type) || !name) return [];
		return [{ type, name, ...(required === undefined ? {} : { required }) }];
	});
}

const isVariableType = (type: unknown): type is VariableType =>
	typeof type === 'string' && Object.hasOwn(VARIABLE_TYPES, type);

/** A field of the form stands for a type and a name, because a request wants both. */
export const variableKey = ({ type, name }: TemplateVariable): string => `${type}:${name}`;

export function variableFromKey(key: string): TemplateVariable {
	const [type, ...name] = key.split(':');
	return { type: type as VariableType, name: name.join(':') };
}

/** What a request carries for a variable: words as content, a picture or film by its address or its asset ID (spec). */
export function variableProperties(
	type: VariableType,
	value: string,
): { content: string } | { url: string } | { asset_id: number } {
	if (type === 'text' || type === 'script') return { content: value };
	const address = value.trim();
	return /^\d+$/.test(address) ? { asset_id: Number(address) } : { url: address };
}
