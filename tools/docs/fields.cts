import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** Longer menus stand in one paragraph, without what is said about their choices. */
const LONG_MENU = 12;

/** The fields of one operation as Markdown tables: the form first, then each collection of optional fields. */
export function fieldTables(fields: INodeProperties[]): string[] {
	const shown = fields.filter(({ type, isNodeSetting }) => type !== 'hidden' && !isNodeSetting);
	if (shown.length === 0) return ['It has no fields.'];
	const collections = shown.filter(({ type }) => type === 'collection');
	const form = shown.filter((field) => !collections.includes(field));
	return [
		...(form.length > 0 ? [table(form, shown)] : []),
		...collections.flatMap((collection) => {
			const fields = collection.options as INodeProperties[];
			const where = [`Under *${collection.displayName}*`, conditionOf(collection, shown, shown)];
			return [`${where.filter(Boolean).join(', ')}:`, table(fields, shown, { areAdded: true })];
		}),
	];
}

interface Place {
	/** Each of them is there only once the user has added it. */
	areAdded: boolean;
}

const table = (
	fields: INodeProperties[],
	form: INodeProperties[],
	place: Place = { areAdded: false },
): string =>
	[
		'| Field | What it is for | Choices |',
		'|---|---|---|',
		...fields.map((field) => row(field, place.areAdded ? fields : form, form, place)),
	].join('\n');

function row(
	field: INodeProperties,
	neighbours: INodeProperties[],
	form: INodeProperties[],
	place: Place,
): string {
	const { displayName, description = '', hint = '', required } = field;
	const condition = conditionOf(field, neighbours, form);
	const words = [
		description,
		hint,
		condition && `Shown ${condition}`,
		...partsOf(field).map(({ displayName: name, description: text = '' }) =>
			text ? `*${name}*: ${text}` : `*${name}*`,
		),
	];
	const name = `**${displayName}**${required ? ', required' : ''}`;
	return `| ${[name, words.filter(Boolean).map(sentence).join(' '), choicesOf(field, place)].map(cell).join(' | ')} |`;
}

/** What one entry of a field with several entries consists of. */
const partsOf = ({ type, options = [] }: INodeProperties): INodeProperties[] =>
	type === 'fixedCollection' ? (options as INodePropertyCollection[]).flatMap(({ values }) => values) : [];

/** What the field can be set to, and what it starts with. */
function choicesOf(field: INodeProperties, { areAdded }: Place): string {
	const { type, options = [], default: usual, modes = [], placeholder = '' } = field;
	if (type === 'boolean')
		return `${usual ? 'On' : 'Off'} ${areAdded ? 'when you add it' : 'unless you change it'}`;
	if (type === 'resourceLocator') return modes.map(({ displayName }) => displayName).join(' or ');
	if (type === 'resourceMapper') return 'One field for each variable';
	if (type === 'fixedCollection') return 'As many as you add';
	if (type === 'options' || type === 'multiOptions') return menuOf(options as INodePropertyOptions[], usual);
	return usual === ''
		? placeholder
		: `${String(usual)} ${areAdded ? 'when you add it' : 'unless you change it'}`;
}

function menuOf(choices: INodePropertyOptions[], usual: INodeProperties['default']): string {
	const usuals = [usual].flat() as unknown[];
	const isLong = choices.length > LONG_MENU;
	const entries = choices.map(({ name, value, description }) => {
		const label = usuals.includes(value) ? `**${name}**` : name;
		return !isLong && description ? `${label}: ${description}` : label;
	});
	return entries.join(isLong ? ', ' : '<br>');
}

/**
 * When the field is shown, as the end of a sentence; nothing if that depends on the operation alone. Throws when it
 * depends on a field that is neither among its neighbours nor, by a slash, in the form: n8n would never show it.
 */
function conditionOf(
	{ displayName, displayOptions }: INodeProperties,
	neighbours: INodeProperties[],
	form: INodeProperties[],
): string {
	const words = (conditions: object | undefined, joint: 'if' | 'unless'): string[] =>
		Object.entries(conditions ?? {})
			.filter(([name]) => !['operation', 'resource', '@version'].includes(name))
			.map(([name, values]) => {
				const path = name.replace(/^\//, '').split('.');
				const field = fieldAt(path, name.startsWith('/') ? form : neighbours);
				if (!field) throw new Error(`${displayName} depends on ${name}, which is not there`);
				return settingWords(field, values as unknown[], joint);
			});
	return [...words(displayOptions?.show, 'if'), ...words(displayOptions?.hide, 'unless')].join(' and ');
}

function settingWords(
	{ displayName, options = [] }: INodeProperties,
	values: unknown[],
	joint: 'if' | 'unless',
): string {
	if (values.every((value) => value === ''))
		return `${joint === 'if' ? 'until' : 'once'} *${displayName}* is chosen`;
	const labels = values.map((value) => {
		if (typeof value === 'boolean') return value ? 'on' : 'off';
		const choice = (options as INodePropertyOptions[]).find((one) => one.value === value);
		return `*${choice?.name ?? String(value)}*`;
	});
	return `${joint} *${displayName}* is ${labels.join(' or ')}`;
}

function fieldAt([name, ...rest]: string[], fields: INodeProperties[]): INodeProperties | undefined {
	const found = fields.filter((field) => field.name === name);
	if (rest.length === 0) return found[0];
	return found.map(({ options }) => fieldAt(rest, options as INodeProperties[])).find(Boolean);
}

const sentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);

/** A text inside a Markdown table. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
