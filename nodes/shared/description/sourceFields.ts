import type { Field, FileUse } from '../platform/field';
import { reachableFile } from '../vocabulary/addresses';

const URL_SOURCE = { name: 'URL', value: 'url', description: 'A file at a public address' };
const FILE_SOURCE = {
	name: 'File',
	value: 'file',
	description: 'A file that a step before this one read or made; it is stored at JoggAI on the way (free)',
};

/** The parameter that names the binary field. */
const fieldParameter = (name: string): string => `${name}BinaryPropertyName`;

/** What is particular to a field that asks for an address. */
type AddressWords = Omit<Field, 'type' | 'default'>;

interface SourceFields {
	/** What the file is in the form, e.g. "Video". */
	label: string;
	/** With what the names of the parameters begin, e.g. "video". */
	name: string;
	/** The field that asks for the address. */
	url: AddressWords;
	file: Omit<FileUse, 'source'>;
	/** The name of the binary field that is there from the beginning. */
	field?: string;
	displayOptions?: { show: NonNullable<NonNullable<Field['displayOptions']>['show']> };
}

/**
 * The fields of a file whose address a request wants: where it comes from, then the address, or the name of the item's
 * field that holds it. Workflows in which only the address stands go on with it.
 */
export function sourceFields({
	label,
	name,
	url,
	file,
	field = 'data',
	displayOptions,
}: SourceFields): Field[] {
	const source = `${name}Source`;
	const sourceLabel = `${label} Source`;
	const shownFor = (value: string): Pick<Field, 'displayOptions'> => ({
		displayOptions: { show: { ...displayOptions?.show, [source]: [value] } },
	});
	return [
		{
			displayName: sourceLabel,
			name: source,
			type: 'options',
			noDataExpression: true,
			options: [FILE_SOURCE, URL_SOURCE],
			default: 'url',
			description: `Where the ${label.toLowerCase()} comes from`,
			...(displayOptions ? { displayOptions } : {}),
		},
		{
			...url,
			type: 'string',
			required: true,
			default: '',
			check: reachableFile,
			otherWay: `Or set '${sourceLabel}' to ${FILE_SOURCE.name}.`,
			...shownFor(URL_SOURCE.value),
		},
		{
			displayName: 'Input Data Field Name',
			name: fieldParameter(name),
			type: 'string',
			required: true,
			default: field,
			placeholder: `e.g. ${field}`,
			hint: `The name of the input field that holds the ${label.toLowerCase()}`,
			file: { ...file, source: sourceLabel },
			...shownFor(FILE_SOURCE.value),
		},
	];
}

/** An option with a file of the item in place of the address in `url`, where a source beside it would be one field too many. */
export const fileOption = ({
	label,
	name,
	url,
	file,
	field = 'data',
}: Omit<SourceFields, 'displayOptions'>): Field => ({
	displayName: `${label} Data Field Name`,
	name: fieldParameter(name),
	type: 'string',
	isNeededWhenAdded: true,
	default: field,
	placeholder: `e.g. ${field}`,
	description: `The name of the input field that holds the ${label.toLowerCase()}, in place of '${url.displayName}'`,
	file: { ...file, source: url.displayName },
});

/** The address that such an option takes the place of. */
export const orOption = (url: Field, option: Field): Field => ({
	...url,
	default: '',
	check: reachableFile,
	hint: `A file from a form or drive? Add the option '${option.displayName}'`,
	otherWay: `Or add the option '${option.displayName}' in its place.`,
});
