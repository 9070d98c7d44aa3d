import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodeParameterValueType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { expressionOf } from '../harness/expression.cts';
import {
	allFields,
	type Choice,
	choicesIn,
	displayedFields,
	folderOf,
	type Listed,
	listedNodes,
	manifest,
	operationsOf,
	ROOT,
} from '../harness/nodeTypes.cts';
import { fieldsOfVersion, versionsOf } from '../../tools/docs/versions.cts';

/** Where the documentation is read; one page per node, called after it. */
const DOCS = `${manifest.homepage.replace(/#.*/, '')}/blob/main/docs`;

const actionNodes = listedNodes.filter(({ description }) => !description.group.includes('trigger'));

/** Every operation with every setting of the fields that decide which others are shown. */
const everyChoice = (node: Listed): Choice[] => {
	const operations: Choice[] = operationsOf(node).map(({ value, resource }) => ({
		operation: value,
		...(resource ? { resource } : {}),
	}));
	return (operations.length > 0 ? operations : [{}]).flatMap((chosen) => choicesIn(node, chosen, settingsOf));
};

/** Everything that can be set; of fields that are no menu, the one value that they start with. */
const settingsOf = ({ type, options, default: usual }: INodeProperties): NodeParameterValueType[] => {
	if (type === 'boolean') return [true, false];
	return options ? (options as INodePropertyOptions[]).map(({ value }) => value) : [usual];
};

/** Some fields are shown only once something has been chosen from a list. */
const chosenPickers = ({ description }: Listed): INodeParameters =>
	Object.fromEntries(
		description.properties
			.filter(({ type }) => type === 'resourceLocator')
			.map(({ name }) => [name, { __rl: true, mode: 'id', value: '7' }]),
	);

/** What the editor shows below a node with these parameters. */
const subtitleOf = (node: Listed, parameters: INodeParameters): unknown =>
	expressionOf(node, node.description.subtitle, parameters);

describe('a field for the address of a file', () => {
	it('takes the place of a file of the item, or says which option does', () => {
		const asking = listedNodes
			.filter(({ description }) => !description.group.includes('trigger'))
			.flatMap(({ description }) => allFields(description.properties))
			.filter(({ description: text = '' }) => /^Public address of/.test(text));
		expect(asking.length).toBeGreaterThanOrEqual(9);
		const withSource = (name: string) => asking.filter((field) => JSON.stringify(field).includes(name));
		expect(withSource('Source').length).toBeGreaterThanOrEqual(7);
		for (const field of asking) expect(JSON.stringify(field)).toMatch(/Source"|Data Field Name/);
	});
});

describe('the search for nodes', () => {
	it.each([
		['translate video', 'JoggAI Video Translation'],
		['talking head', 'JoggAI Avatar Video'],
		['make video', 'JoggAI Avatar Video'],
		['text to speech', 'JoggAI List Voices'],
		['upload image', 'JoggAI Media'],
		['captions', 'JoggAI Avatar Video'],
		['UGC video', 'JoggAI Product Video'],
		['video from URL', 'JoggAI Product'],
	])('finds by "%s" the node %s', (words, name) => {
		const node = listedNodes.find(({ description }) => description.displayName === name);
		expect(node?.codex.alias).toContain(words);
	});
});

describe('icons', () => {
	it.each(['light', 'dark'] as const)('tell every node apart from the others in %s', (theme) => {
		const icons = listedNodes.map((node) => {
			const icon = (node.description.icon as Record<typeof theme, string>)[theme];
			return readFileSync(join(ROOT, folderOf(node), icon.replace('file:', '')), 'utf8');
		});
		expect(new Set(icons).size).toBe(listedNodes.length);
	});
});

describe('the subtitle of the Trigger', () => {
	const trigger = listedNodes.find(({ description }) => description.group.includes('trigger')) as Listed;

	it('names a single event as its menu does, and counts several', () => {
		expect(subtitleOf(trigger, { events: ['generated_script_success'] })).toBe('AI script completed');
		expect(subtitleOf(trigger, { events: ['new_event'] })).toBe('new_event');
		expect(subtitleOf(trigger, {})).toBe('2 events');
	});
});

describe.each(listedNodes.map((node) => [node.description.displayName, node] as const))(
	'%s',
	(_name, node) => {
		const { description, type, codex } = node;
		const fields = allFields(description.properties);

		it('has its own light and dark icon inside the package', () => {
			const { light, dark } = description.icon as { light: string; dark: string };
			expect(light).not.toBe(dark);
			for (const icon of [light, dark])
				expect(existsSync(join(ROOT, folderOf(node), icon.replace('file:', '')))).toBe(true);
		});

		it('is found by the words a user would type', () => {
			expect(codex.node).toBe(`${manifest.name}.${description.name}`);
			expect(codex.categories.length).toBeGreaterThan(0);
			// n8n's editor leaves nodes of the category AI out of its search, except as parts of an AI Agent.
			expect(codex.categories).not.toContain('AI');
			expect(codex.alias).toContain('jogg');
		});

		it('links to a page of its own: n8n appends words of its own to the address, behind which no heading is found', () => {
			const page = description.displayName.toLowerCase().replaceAll(' ', '-');
			expect(codex.resources).toEqual({
				primaryDocumentation: [{ url: `${DOCS}/nodes/${page}.md` }],
				credentialDocumentation: [{ url: `${DOCS}/credential.md` }],
			});
		});

		it('has a search for every picker that names one', () => {
			for (const { modes = [] } of fields) {
				for (const { typeOptions } of modes) {
					if (typeOptions?.searchListMethod)
						expect(type.methods?.listSearch).toHaveProperty(typeOptions.searchListMethod);
				}
			}
		});

		it('has a loader for every dynamic menu', () => {
			for (const { typeOptions } of fields) {
				if (typeOptions?.loadOptionsMethod)
					expect(type.methods?.loadOptions).toHaveProperty(typeOptions.loadOptionsMethod);
			}
		});

		it('describes switches with "Whether" and starts placeholders with "e.g."', () => {
			for (const { type: kind, description: text, placeholder = '', displayName } of fields) {
				if (kind === 'boolean') expect(`${displayName}: ${text}`).toMatch(/: Whether /);
				if (kind === 'string' && placeholder) expect(`${displayName}: ${placeholder}`).toMatch(/: e\.g\. /);
			}
		});

		it('gives every placeholder of a string field that is required', () => {
			for (const { type: kind, required, placeholder, displayName, typeOptions } of fields) {
				if (kind === 'string' && required && !typeOptions?.password)
					expect([displayName, placeholder]).toEqual([displayName, expect.any(String)]);
			}
		});

		it('never shows two fields of the same name at once', () => {
			for (const choice of everyChoice(node)) {
				const filled = NodeHelpers.getNodeParameters(
					description.properties,
					{ ...chosenPickers(node), ...choice } as INodeParameters,
					true,
					false,
					{ typeVersion: 1 },
					description,
				);
				const shown = displayedFields(node, filled as Choice).map(({ name }) => name);
				const doubled = shown.filter((name, place) => shown.indexOf(name) !== place);
				expect({ choice, doubled }).toEqual({ choice, doubled: [] });
				expect(filled).toMatchObject(choice);
				expect(shown).toEqual(expect.arrayContaining(Object.keys(choice)));
			}
		});

		it('shows at most nine fields when it was just added, beside the menus of resource and operation', () => {
			for (const { value, resource } of operationsOf(node)) {
				const chosen: Choice = { operation: value, ...(resource ? { resource } : {}) };
				const filled = NodeHelpers.getNodeParameters(
					description.properties,
					chosen as INodeParameters,
					true,
					false,
					{ typeVersion: 1 },
					description,
				);
				const shown = displayedFields(node, filled as Choice).filter(
					({ type: kind, name, isNodeSetting }) =>
						kind !== 'hidden' && !isNodeSetting && !['resource', 'operation'].includes(name),
				);
				const names = shown.map(({ displayName }) => displayName);
				expect({ ...chosen, tooMany: names.slice(9) }).toEqual({ ...chosen, tooMany: [] });
			}
		});

		it('has no two fields of the same name in one collection', () => {
			const ofEachVersion = versionsOf(description).flatMap((version) =>
				allFields(fieldsOfVersion(description.properties, version)),
			);
			for (const { name, type: kind, options = [] } of ofEachVersion) {
				const groups =
					kind === 'fixedCollection'
						? [options, ...(options as INodePropertyCollection[]).map(({ values }) => values)]
						: [kind === 'collection' ? options : []];
				for (const group of groups) {
					const names = group.map((field) => field.name);
					expect([name, names]).toEqual([name, [...new Set(names)]]);
				}
			}
		});
	},
);

describe.each(actionNodes.map((node) => [node.description.displayName, node] as const))(
	'%s as an action node',
	(_name, node) => {
		it('can be a tool of an AI Agent', () => {
			expect(node.description.usableAsTool).toBe(true);
		});

		it('sends its requests through the pipeline', () => {
			expect(node.description.requestOperations?.pagination).toBeInstanceOf(Function);
			expect(node.description.properties[0]).toMatchObject({
				type: 'hidden',
				routing: { send: { paginate: true } },
			});
		});

		it("has every operation in the editor's search, and tells an AI Agent what it does", () => {
			const { properties } = node.description;
			const resources = properties
				.filter(({ name }) => name === 'resource')
				.flatMap(({ options = [] }) => options);
			for (const { options = [], displayOptions } of properties.filter(({ name }) => name === 'operation')) {
				const resource = displayOptions?.show?.resource?.[0] as string;
				expect(resources).toContainEqual(expect.objectContaining({ value: resource }));
				for (const { value, action } of options as Array<{ value: string; action: string }>) {
					const tool = { parameters: { resource, operation: value } } as unknown as INode;
					expect(NodeHelpers.getToolDescriptionForNode(tool, node.type)).toBe(
						`${action} in ${node.description.displayName}`,
					);
				}
			}
		});

		it('shows below the node what it does, in the words of its menus', () => {
			const { description } = node;
			const labels = new Map(
				description.properties
					.filter(({ name }) => name === 'resource')
					.flatMap(({ options = [] }) => options as INodePropertyOptions[])
					.map(({ value, name }) => [value, name]),
			);
			for (const { value, name, resource } of operationsOf(node)) {
				const expected = resource ? `${labels.get(resource)}: ${name}` : name;
				expect(subtitleOf(node, { operation: value, ...(resource ? { resource } : {}) })).toBe(expected);
			}
			// n8n appends an entry of its own to the menu.
			expect(subtitleOf(node, { operation: '__CUSTOM_API_CALL__' })).toBe('');
		});

		it('tells before a run what it takes, where it spends credits, and once', () => {
			const { hints = [] } = node.description;
			for (const { value, resource, description: text = '' } of operationsOf(node)) {
				const chosen = { operation: value, ...(resource ? { resource } : {}) };
				const before = hints.filter(
					({ displayCondition }) => expressionOf(node, displayCondition, chosen) === true,
				);
				const spends = /\d credits?\b|(the|no) price/.test(text);
				expect([value, before.length]).toEqual([value, Number(spends)]);
				expect(before.map(({ whenToDisplay }) => whenToDisplay)).toEqual(before.map(() => 'beforeExecution'));
				const [, price] = /(\d[\d.]* credits?)/.exec(text) ?? [];
				const general = hints.filter(({ displayCondition = '' }) =>
					displayCondition.includes(
						`["operation"] === "${value}" && $parameter["resource"] === "${resource ?? 'joggAi'}"`,
					),
				);
				const { message = '' } = general[0] ?? {};
				if (price) expect(message.includes(price) || !/costs \d/.test(message)).toBe(true);
			}
		});

		it('tells an AI that builds workflows what each operation does and how long it takes', () => {
			const words = node.description.builderHint?.searchHint ?? '';
			for (const { action, description: text = '' } of operationsOf(node))
				expect(words).toContain(`${action}: ${text}.`);
			const checks = (node.description.hints ?? []).filter(({ message }) => message.includes('"Check Only"'));
			expect(words.match(/It usually takes/g)?.length ?? 0).toBe(checks.length);
			expect(words).not.toContain('={{');
		});

		it('names its operations as n8n does', () => {
			for (const { name, action, description } of operationsOf(node)) {
				expect(action).toMatch(/^[A-Z][^A-Z]*( (AI|URL|[a-z0-9]+))*$/);
				expect(description).not.toMatch(/\.$/);
				expect(description?.toLowerCase()).not.toBe(name.toLowerCase());
			}
		});
	},
);
