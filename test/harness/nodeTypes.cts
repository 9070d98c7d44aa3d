import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type {
	INodeProperties,
	INodePropertyCollection,
	INodeType,
	INodeTypeDescription,
	NodeParameterValueType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { sourceOf } from '../../tools/lib/sources.cts';

export const ROOT = join(__dirname, '..', '..');

/** package.json, as n8n reads it. */
export const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	name: string;
	homepage: string;
	files: string[];
	dependencies?: object;
	n8n: { nodes: string[]; credentials: string[] };
};

export interface Listed {
	/** Source file, relative to the repository. */
	file: string;
	type: INodeType;
	description: INodeTypeDescription;
	codex: {
		node: string;
		categories: string[];
		alias: string[];
		resources: { primaryDocumentation: Array<{ url: string }> };
	};
}

/** Every node that package.json lists, made from its source. */
export const listedNodes: Listed[] = manifest.n8n.nodes.map((built) => {
	const file = sourceOf(built);
	const path = join(ROOT, file);
	const exported = jest.requireActual<Record<string, new () => INodeType>>(path);
	const [Type] = Object.values(exported);
	const type = new Type();
	return {
		file: relative(ROOT, path),
		type,
		description: type.description,
		codex: JSON.parse(readFileSync(path.replace(/\.ts$/, '.json'), 'utf8')) as Listed['codex'],
	};
});

/** Folder of a listed node. */
export const folderOf = ({ file }: Listed): string => dirname(file);

/** Every field of a node, those inside collections included. */
export function allFields(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [property, ...inner(property)]);
}

function inner({ options = [], type }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return allFields(options as INodeProperties[]);
	if (type === 'fixedCollection')
		return (options as INodePropertyCollection[]).flatMap(({ values }) => allFields(values));
	return [];
}

/** What is chosen in some of a node's fields, by their names. */
export type Choice = Record<string, NodeParameterValueType>;

/** Top-level fields that n8n takes into account while this is chosen, hidden ones included. */
export const displayedFields = ({ description }: Listed, choice: Choice): INodeProperties[] =>
	description.properties.filter((property) =>
		NodeHelpers.displayParameter(choice, property, { typeVersion: 1 }, description),
	);

/** Choices of a menu, without the empty one. */
export const choicesOf = ({ options = [] }: INodeProperties): NodeParameterValueType[] =>
	(options as Array<{ value: NodeParameterValueType }>)
		.map(({ value }) => value)
		.filter((value) => value !== '');

/** All settings of the menus that take no expression or on which the presence of other fields depends. */
export function choicesIn(
	node: Listed,
	chosen: Choice,
	settingsOf: (field: INodeProperties) => NodeParameterValueType[],
): Choice[] {
	const deciding = new Set(
		node.description.properties.flatMap(({ displayOptions }) => [
			...Object.keys(displayOptions?.show ?? {}),
			...Object.keys(displayOptions?.hide ?? {}),
		]),
	);
	// Of a picker it only counts whether something is chosen, and in a form that is filled in something is.
	const isLiteral = ({ type, name, noDataExpression }: INodeProperties) =>
		(deciding.has(name) && type !== 'resourceLocator') || (type === 'options' && noDataExpression);
	const open = displayedFields(node, chosen).find(
		(field) => field.type !== 'hidden' && isLiteral(field) && !Object.hasOwn(chosen, field.name),
	);
	if (!open) return [chosen];
	return settingsOf(open).flatMap((setting) =>
		choicesIn(node, { ...chosen, [open.name]: setting }, settingsOf),
	);
}

export interface ListedOperation {
	node: string;
	resource?: string;
	name: string;
	value: string;
	action?: string;
	description?: string;
}

/** Every operation in the menus of a node. */
export function operationsOf({ description }: Listed): ListedOperation[] {
	const hasResourceMenu = description.properties.some(
		({ name, type }) => name === 'resource' && type === 'options',
	);
	return description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) =>
			(options as ListedOperation[]).map((option) => ({
				...option,
				node: description.displayName,
				resource: hasResourceMenu ? (displayOptions?.show?.resource?.[0] as string) : undefined,
			})),
		);
}

/** Every operation of every action node; `nameOf` says what its node is called there. */
export const actionOperations = (
	nameOf: (description: Listed['description']) => string,
): Array<{ name: string; node: Listed; chosen: Choice }> =>
	listedNodes
		.filter(({ description }) => !description.group.includes('trigger'))
		.flatMap((node) =>
			operationsOf(node).map(({ resource, value }) => ({
				name: [nameOf(node.description), resource, value].filter(Boolean).join(' '),
				node,
				chosen: { operation: value, ...(resource ? { resource } : {}) } as Choice,
			})),
		);
