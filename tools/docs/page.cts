import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { cell, fieldTables } from './fields.cts';
import { resultTable } from './results.cts';
import { overviewRow } from './overview.cts';
import { fieldsOfVersion, versionsOf } from './versions.cts';

/** What a page is made from beside the node's own description. */
export interface Words {
	/** Markdown from `tools/docs/words`, or nothing. */
	introduction: string;
	/** The whole README, whose tables say what comes back. */
	readme: string;
	/** Files in docs/pictures. */
	pictures: string[];
}

interface Operation {
	resource?: INodePropertyOptions;
	option: INodePropertyOptions;
}

const NOTE =
	'<!-- Made by "npm run docs" from the description of the node. Change the node, or tools/docs/words, instead. -->';
const LINKS =
	'[All nodes](../README.md#nodes) · [Waiting](../waiting.md) · [Batches and money](../batches-and-money.md) · [When something goes wrong](../troubleshooting.md)';

/** The headings stand for the menus; the last is there for tools only and says what the page says. */
const NOT_IN_TABLES = ['resource', 'operation', 'toolDescription'];

/** Name of the page of a node, without a folder. */
export const pageName = ({ displayName }: Pick<INodeTypeDescription, 'displayName'>): string =>
	`${displayName.toLowerCase().replaceAll(' ', '-')}.md`;

/** Name of the picture of a node's form, without a folder. */
export const pictureName = (node: Pick<INodeTypeDescription, 'displayName'>): string =>
	pageName(node).replace(/\.md$/, '.png');

/** The documentation of a node, in its newest version, as Markdown. */
export function pageOf(node: INodeTypeDescription, { introduction, readme, pictures }: Words): string {
	const properties = fieldsOfVersion(node.properties, Math.max(...versionsOf(node)));
	const description = { ...node, properties };
	const { displayName, description: summary = '' } = node;
	const operations = operationsOf(properties);
	const results = resultTable(displayName);
	const picture = (name: string, words: string) =>
		pictures.includes(name) ? `![${words}](../pictures/${name})` : '';
	const form = pictureName(description);
	const parts = [
		NOTE,
		`# ${displayName}`,
		`${summary}.`,
		introduction.trim(),
		LINKS,
		picture(form, `The form of ${displayName} when the node has just been added`),
		'In the tables below, **bold** choices are those that a new node has.',
		...(operations.length > 0
			? operations.flatMap((operation) => operationPart(description, operation, readme))
			: ['## Fields', ...fieldTables(properties)]),
		...(results
			? [
					'## What comes back',
					picture(form.replace('.png', '-result.png'), `The output of ${displayName} as a table`),
					'With *Simplify* on, as far as JoggAI tells it. With *Simplify* off you get the data as JoggAI sends it.',
					results,
				]
			: []),
	];
	return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function operationsOf(properties: INodeProperties[]): Operation[] {
	const resources = properties
		.filter(({ name, type }) => name === 'resource' && type === 'options')
		.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) =>
			(options as INodePropertyOptions[]).map((option) => ({
				resource: resources.find(({ value }) => value === displayOptions?.show?.resource?.[0]),
				option,
			})),
		);
}

function operationPart(
	{ displayName, properties, hints = [] }: INodeTypeDescription,
	{ resource, option }: Operation,
	readme: string,
): string[] {
	const name = resource ? `${resource.name}: ${option.name}` : option.name;
	const isFor = ({ displayOptions, ...field }: INodeProperties): boolean => {
		const { operation, resource: resources } = displayOptions?.show ?? {};
		return (
			!NOT_IN_TABLES.includes(field.name) &&
			Boolean(operation?.includes(option.value)) &&
			(!resource || Boolean(resources?.includes(resource.value)))
		);
	};
	const [before] = hints.filter(
		({ whenToDisplay, displayCondition = '' }) =>
			whenToDisplay === 'beforeExecution' &&
			displayCondition.includes(`"operation"] === "${option.value}"`) &&
			(!resource || displayCondition.includes(`"resource"] === "${resource.value}"`)),
	);
	const { get } = overviewRow(readme, displayName, name);
	return [
		`## ${name}`,
		`${option.description}.`,
		[before ? before.message : 'It costs nothing.', `You get: ${cell(get)}.`].join(' '),
		...fieldTables(properties.filter(isFor)),
	];
}
