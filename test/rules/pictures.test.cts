import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { pictureName } from '../../tools/docs/page.cts';
import { resultTable } from '../../tools/docs/results.cts';
import {
	type Choice,
	displayedFields,
	type Listed,
	listedNodes,
	manifest,
	ROOT,
} from '../harness/nodeTypes.cts';

const FOLDER = join(ROOT, 'docs/pictures');
const EXAMPLE = 'examples/product-page-to-avatar-video.json';
const MOST_BYTES = 80_000;
const MOST_BYTES_TOGETHER = 1_000_000;

interface Field {
	field: string;
	shows: string;
	hint?: string;
}

/** The words in each picture, read from the page when it was taken. */
const labels = JSON.parse(readFileSync(join(FOLDER, 'labels.json'), 'utf8')) as Record<
	string,
	{ form?: Field[]; nodes?: Array<{ name: string; subtitle: string }>; columns?: string[] }
>;
const FIRST_WORKFLOW = 'first-workflow.png';
const RESULT = 'joggai-avatar-video-result.png';

/** Throws, with what to do, when a picture shows other words than these. */
function expectToShow(picture: string, words: object): void {
	try {
		expect(labels[picture]).toEqual(words);
	} catch (difference) {
		throw new Error(
			`docs/pictures/${picture} is out of date. "npm run pictures" takes the pictures anew.\n${(difference as Error).message}`,
		);
	}
}

const names = (options: INodeProperties['options'], values: unknown[]): string =>
	values
		.map((value) => (options as INodePropertyOptions[]).find((option) => option.value === value)?.name)
		.join(', ');

/** What n8n shows in a field that nobody has touched. Choices that have to be made show n8n's words, none of ours. */
function shownIn({ type, default: value, options, placeholder = '' }: INodeProperties): string {
	if (type === 'boolean') return value ? 'on' : 'off';
	if (type === 'options' || type === 'multiOptions') return names(options, [value].flat());
	if (type === 'resourceLocator') return '';
	if (type === 'collection' || type === 'fixedCollection') return placeholder;
	return String(value) || placeholder;
}

/** The form of a node that has just been added. */
function newForm(node: Listed): Field[] {
	const { properties } = node.description;
	const choice = NodeHelpers.getNodeParameters(
		properties,
		{},
		true,
		false,
		{ typeVersion: 1 } as INode,
		node.description,
	) as Choice;
	return displayedFields(node, choice)
		.filter(({ type, isNodeSetting }) => type !== 'hidden' && !isNodeSetting)
		.map((property) => ({
			field: property.displayName,
			shows: shownIn(property),
			...(property.hint && { hint: property.hint }),
		}));
}

/** What stands below the name of a node on the canvas: its operation, if it is one of ours. */
function subtitleOf({ type, parameters }: INode): string {
	const node = listedNodes.find(({ description }) => type === `${manifest.name}.${description.name}`);
	const menu = node?.description.properties.find(({ name }) => name === 'operation');
	return menu ? names(menu.options, [parameters.operation ?? menu.default]) : '';
}

describe('the pictures of the documentation', () => {
	it.each(listedNodes.map((node) => [node.description.displayName, node] as const))(
		'show the form of %s as it is today',
		(_name, node) => {
			expectToShow(pictureName(node.description), { form: newForm(node) });
		},
	);

	it('show the first example as it is today', () => {
		const { nodes } = JSON.parse(readFileSync(join(ROOT, EXAMPLE), 'utf8')) as { nodes: INode[] };
		expectToShow(FIRST_WORKFLOW, {
			nodes: nodes
				.filter(({ type }) => !type.endsWith('.stickyNote'))
				.map((node) => ({ name: node.name, subtitle: subtitleOf(node) })),
		});
	});

	it('show only columns that the page explains, in its order', () => {
		const { columns = [] } = labels[RESULT];
		const explained = [...(resultTable('JoggAI Avatar Video') ?? '').matchAll(/^\| `(\w+)`/gm)];
		expect(columns).toContain('videoUrl');
		expectToShow(RESULT, {
			columns: explained.map(([, name]) => name).filter((name) => columns.includes(name)),
		});
	});

	it('are all there, are small, and show nothing that is gone', () => {
		const wanted = [
			...listedNodes.map(({ description }) => pictureName(description)),
			FIRST_WORKFLOW,
			RESULT,
		];
		expect(readdirSync(FOLDER).sort()).toEqual([...wanted, 'labels.json'].sort());
		expect(Object.keys(labels)).toEqual(wanted.sort());
		const sizes = wanted.map((name) => statSync(join(FOLDER, name)).size);
		expect(Math.max(...sizes)).toBeLessThan(MOST_BYTES);
		expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(MOST_BYTES_TOGETHER);
	});

	it('begin with the one that the README opens with', () => {
		const [beginning] = readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n## ');
		const [, path = ''] = /!\[[^\]]+\]\(([^)]+)\)/.exec(beginning) ?? [];
		expect(path).toBe(`docs/pictures/${FIRST_WORKFLOW}`);
		expect(existsSync(join(ROOT, path))).toBe(true);
	});
});
