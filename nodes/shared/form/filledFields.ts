import {
	type IDataObject,
	type INode,
	type INodeParameterResourceLocator,
	type INodeProperties,
	NodeHelpers,
} from 'n8n-workflow';
import type { Field, FieldGroup } from '../platform/field';
import type { ReadParameter } from '../platform/parameters';
import { shown } from '../vocabulary/shown';

/** A field and what it holds. */
export interface FilledField {
	field: Field;
	value: unknown;
	/** In a group that can be repeated: which one it is, and what else that holds. */
	index?: number;
	entry?: IDataObject;
}

/** All fields that the user sees, in their order, with those inside collections as far as they were added. */
export const filledFields = (node: INode, fields: Field[], parameter: ReadParameter): FilledField[] =>
	fields
		.filter((field) => NodeHelpers.displayParameter(node.parameters, field as INodeProperties, node, null))
		.flatMap((field) => withInner({ field, value: parameter(field.name) }));

function withInner(filled: FilledField): FilledField[] {
	const { field, value } = filled;
	const values = (value ?? {}) as IDataObject;
	// Untouched options of a collection are not sent, so only those that the user added count.
	if (field.type === 'collection')
		return [
			filled,
			...(field.options as Field[])
				.filter(({ name }) => Object.hasOwn(values, name))
				.flatMap((option) => withInner({ field: option, value: chosenIn(option, values[option.name]) })),
		];
	if (field.type === 'fixedCollection')
		return (field.options as FieldGroup[]).flatMap((group) =>
			[values[group.name] ?? []].flat().flatMap((entry, index) =>
				group.values
					.filter((one) => isShownIn(entry as IDataObject, one, group.values))
					.map((one) => ({
						field: one,
						value: (entry as IDataObject)[one.name],
						index,
						entry: entry as IDataObject,
					})),
			),
		);
	return [filled];
}

/** A picker inside a collection still holds how its value was chosen. */
const chosenIn = ({ type }: Field, value: unknown): unknown =>
	type === 'resourceLocator' ? (value as Partial<INodeParameterResourceLocator> | null)?.value : value;

/** Whether a field of a group stands there beside what the others hold. */
const isShownIn = (entry: IDataObject, { displayOptions }: Field, others: Field[]): boolean =>
	Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
		values?.includes((entry[name] ?? others.find((one) => one.name === name)?.default) as never),
	);

/** The fields that hold an ID, as advice where JoggAI does not know one; nothing where there are none. */
export function whereIdsAre(fields: FilledField[]): string {
	const ids = fields.filter(
		({ field: { type, name }, value }) =>
			(type === 'resourceLocator' || name.endsWith('Id')) && value !== undefined && value !== '',
	);
	const named = ids.map(({ field, value }) => `'${field.displayName}' (${shown(value)})`);
	return [
		named.length > 0 ? `IDs stand in ${named.join(', ')}.` : '',
		...ids.map(({ field }) => isSourceRight(field, fields)),
	]
		.filter(Boolean)
		.join(' ');
}

/** The question about the field that says where an avatar comes from, beside one that holds an avatar. */
export function isSourceRight({ name }: Field, fields: FilledField[]): string {
	const source = name === 'avatar' && fields.find(({ field }) => field.name === 'avatarSource');
	return source ? `Does '${source.field.displayName}' match the avatar?` : '';
}
