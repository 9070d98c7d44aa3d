import type { Problem } from '../api/problem';
import { shown } from '../vocabulary/shown';
import type { Field, Surroundings } from '../platform/field';
import type { FilledField } from './filledFields';

const MOST_CHOICES_NAMED = 10;

/** Whole number above zero, as JoggAI's avatar, template and music IDs are. */
export const numericId = (value: unknown): string | undefined =>
	/^[1-9]\d*$/.test(String(value).trim()) && Number.isSafeInteger(Number(value))
		? undefined
		: 'must be a number such as 81; pick an entry from the list or use the ID of a JoggAI list node';

/**
 * The first thing in an item's fields that JoggAI could not accept, before a request or a credit is spent. Values are
 * read a second time, beside the request that n8n has collected from them: what a field's routing leaves out or converts
 * is told as the user entered it.
 */
export function findInvalid(fields: FilledField[], where: Surroundings): Problem | undefined {
	return fields.map(({ field, value }) => problemWith(field, value, where)).find(Boolean);
}

function problemWith(field: Field, value: unknown, where: Surroundings): Problem | undefined {
	if (isEmpty(value)) return needsValue(field) ? emptyProblem(field) : undefined;
	if (field.type === 'collection') return undefined;
	const found = TYPE_CHECKS[field.type]?.(field, value) ?? field.check?.(value, where);
	if (found === undefined) return undefined;
	const { what, next } = typeof found === 'string' ? { what: found, next: example(field) } : found;
	return {
		what: `'${field.displayName}' ${what}`,
		next: [`The value here is ${shown(value)}.`, field.otherWay ? asSentence(next) : next, field.otherWay]
			.filter(Boolean)
			.join(' '),
		field: blamed(field.displayName, value),
	};
}

/** With its full stop, which an address at its end lacks so that it can be copied; what follows needs it. */
const asSentence = (next: string): string => (/[^.]$/.test(next) ? `${next}.` : next);

/** What the field's placeholder shows, as advice. */
const example = ({ placeholder = '' }: Field): string =>
	placeholder.startsWith('e.g. ') ? `Enter something like ${placeholder.slice('e.g. '.length)}` : '';

/** Numbers, switches and drop-downs without an empty choice always have a value; only an expression can take it away. */
function needsValue({ required, isNeededWhenAdded, type, options }: Field): boolean {
	return (
		required === true ||
		isNeededWhenAdded === true ||
		type === 'number' ||
		type === 'boolean' ||
		(type === 'options' && !(options ?? []).some((option) => 'value' in option && option.value === ''))
	);
}

function emptyProblem({ displayName }: Field): Problem {
	return {
		what: `'${displayName}' is empty`,
		next: 'Fill in the field. If it holds an expression, check in its preview that it yields a value for every item.',
		field: blamed(displayName, undefined),
	};
}

/** A field to blame and what kind of value it has. */
export const blamed = (name: string, value: unknown): NonNullable<Problem['field']> => ({
	name,
	value: isEmpty(value) ? 'empty' : typeof value === 'string' ? textOf([...value].length) : typeOf(value),
});

const textOf = (letters: number): string => `text of ${letters} ${letters === 1 ? 'letter' : 'letters'}`;

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);

/** What an expression leaves in a text where it found nothing, or a thing that is no text. */
const NO_TEXT = /^\s*(undefined|null|NaN|Invalid Date)\s*$|\[object Object\]|Invalid DateTime/;

/** Whether a value is no text that anybody meant. */
export const isNoText = (value: unknown): boolean =>
	typeof value === 'object' ||
	typeof value === 'boolean' ||
	(typeof value === 'number' && !Number.isFinite(value)) ||
	NO_TEXT.test(String(value));

/** What no field of a type can work with, whatever it is for. */
const TYPE_CHECKS: Partial<Record<Field['type'], (field: Field, value: unknown) => string | undefined>> = {
	options: checkChoice,
	multiOptions: checkChoice,
	number: checkNumber,
	boolean: (_, value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
	string: ({ typeOptions }, value) =>
		isNoText(value) && !(typeOptions?.multipleValues && typeof value === 'object')
			? 'must be a text'
			: undefined,
	resourceLocator: (_, value) => (isNoText(value) ? 'must be a text or a number' : undefined),
};

/** The values of short menus are all named, of long ones the default. */
function checkChoice(
	{ type, options = [], isOpen, typeOptions, default: usual }: Field,
	value: unknown,
): string | undefined {
	const chosen: unknown[] = type === 'multiOptions' ? [value].flat() : [value];
	if (chosen.some(isNoText)) return type === 'multiOptions' ? 'must be made of texts' : 'must be a text';
	if (isOpen || typeOptions?.loadOptionsMethod) return undefined;
	const values = options.flatMap((option) =>
		'value' in option && option.value !== '' ? [String(option.value)] : [],
	);
	if (chosen.every((one) => values.includes(String(one)))) return undefined;
	return values.length > MOST_CHOICES_NAMED
		? `must be one of the menu's values, such as ${String(usual || values[0])}`
		: `must be one of ${values.join(', ')}`;
}

function checkNumber({ typeOptions }: Field, value: unknown): string | undefined {
	const number = Number(value);
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = typeOptions ?? {};
	if (typeof value === 'boolean' || !Number.isFinite(number)) return 'must be a number';
	if (numberPrecision === 0 && !Number.isInteger(number)) return 'must be a whole number';
	if (number >= minValue && number <= maxValue) return undefined;
	return maxValue === Infinity
		? `must be at least ${minValue}`
		: `must be between ${minValue} and ${maxValue}`;
}

/** Letters without a width or a shape, which pages and sheets leave behind. */
const INVISIBLE = /[\p{Cf}\p{Cc}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Nothing, blanks, or a list or object that holds no more than that. */
export function isEmpty(value: unknown): boolean {
	if (typeof value === 'string') return value.replace(INVISIBLE, '').trim() === '';
	return (
		value === undefined ||
		value === null ||
		(typeof value === 'object' && Object.values(value).every(isEmpty))
	);
}
