import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeTypeDescription,
	type INodeTypes,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';
import { JoggAiTrigger } from '../../nodes/Trigger/JoggAiTrigger.node';

let type: JoggAiTrigger;
let description: INodeTypeDescription;
beforeEach(() => {
	type = new JoggAiTrigger();
	({ description } = type);
});

describe('a JoggAI Trigger that was just added', () => {
	it('starts for finished and failed avatar videos, in the simplified shape', () => {
		const parameters = NodeHelpers.getNodeParameters(
			description.properties,
			{},
			true,
			false,
			{ typeVersion: 1 },
			description,
		);
		expect(parameters).toEqual({
			events: ['generated_avatar_video_success', 'generated_avatar_video_failed'],
			download: false,
			simplify: true,
		});
	});

	it('is called as its type is, and begins a workflow', () => {
		expect(description).toMatchObject({
			name: 'joggAiTrigger',
			displayName: description.defaults.name,
			group: ['trigger'],
			inputs: [],
			outputs: ['main'],
		});
	});

	it('has an icon for light and one for dark editors', () => {
		const { light, dark } = description.icon as { light: string; dark: string };
		expect(light).not.toBe(dark);
		for (const icon of [light, dark]) {
			expect(icon).toMatch(/^file:.+\.svg$/);
			expect(existsSync(join(__dirname, '../../nodes/Trigger', icon.replace('file:', '')))).toBe(true);
		}
	});

	it('cannot be published without a credential or without events', () => {
		const node = { type: 'joggAiTrigger', typeVersion: 1, parameters: { events: [] } } as unknown as INode;
		const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
		expect(issues?.parameters).toEqual({ events: [expect.stringContaining('Trigger On')] });
		expect(description.credentials).toEqual([
			{ name: 'joggAiApi', required: true, testedBy: 'testJoggAiApi' },
		]);
	});
});

describe('what n8n does for a JoggAI Trigger', () => {
	it('is to take calls at one address that nobody has to copy, and to answer them as the trigger says, without waiting for the workflow', () => {
		expect(description.webhooks).toEqual([
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
				ndvHideUrl: true,
			},
		]);
	});

	it('is to ask for its events and to offer switches for files and for the shape of its output', () => {
		const kinds = description.properties.map(({ name, type: kind, displayName }) => [
			name,
			kind,
			displayName,
		]);
		expect(kinds).toEqual([
			['events', 'multiOptions', 'Trigger On'],
			['download', 'boolean', 'Download'],
			['binaryPropertyName', 'string', 'Put Output File in Field'],
			['simplify', 'boolean', 'Simplify'],
		]);
	});

	it('is to explain itself in the editor, differently once the workflow is published', () => {
		const { executionsHelp, header, activationHint } = description.triggerPanel as Record<string, string> & {
			executionsHelp: { active: string; inactive: string };
		};
		expect(executionsHelp.inactive).toContain('publish it');
		expect(executionsHelp.active).toContain('is published');
		for (const words of [header, activationHint]) expect(words).toMatch(/JoggAI/);
	});
});

describe('the line below the name of a JoggAI Trigger', () => {
	const lineFor = (parameters: IDataObject) => {
		const node = { id: 'a', name: 'T', type: 't', typeVersion: 1, position: [0, 0], parameters } as INode;
		const nodeTypes = { getByNameAndVersion: () => type } as unknown as INodeTypes;
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		node.parameters = parameters as INodeParameters;
		return workflow.expression.getSimpleParameterValue(
			node,
			description.subtitle,
			'internal',
			{},
			undefined,
			'',
		);
	};

	it.each([
		[['generated_avatar_video_success'], 'Avatar video completed'],
		[['something_new'], 'something_new'],
		[['a', 'b', 'c'], '3 events'],
		[[], '0 events'],
		[undefined, '0 events'],
	])('for the events %j is "%s"', (events, line) => {
		expect(lineFor({ events })).toBe(line);
	});
});
