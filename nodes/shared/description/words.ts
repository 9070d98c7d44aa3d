import type { IBuilderHint, INodeProperties, NodeHint } from 'n8n-workflow';
import { ONLY_RESOURCE, type Operation } from '../pipeline/operation';

/** How long an operation that spends credits takes, and what it costs. */
export const timeAndPrice = ({ time, price }: NonNullable<Operation['takes']>): string =>
	`It usually takes ${time} and ${price ? `costs ${price}` : 'costs credits; JoggAI does not publish how many'}.`;

/** What an AI has to know before it uses an operation: what it does, takes, costs and gives back. */
const forAgents = ({ description, takes, returns }: Operation): string =>
	`${description}. ${takes ? timeAndPrice(takes) : 'It costs nothing.'} Returns ${returns}.`;

/** What an AI that builds workflows should know when it chooses among the operations. */
export const builderHintFor = (operations: Operation[]): IBuilderHint => ({
	searchHint: operations.map((operation) => `${operation.action}: ${forAgents(operation)}`).join('\n'),
});

/**
 * Where the node is a tool, n8n lets an AI Agent read this field. The one that n8n would add itself says no more than the
 * name of the operation.
 */
export const toolDescriptions = (operations: Operation[]): INodeProperties[] =>
	operations.map((operation) => ({
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: forAgents(operation),
		placeholder: 'e.g. Makes a video of a script, for 1 credit. Ask before you use it.',
		description:
			'What the AI Agent knows of this tool: what it does, when to use it, and what it takes and costs',
		displayOptions: {
			show: {
				'@tool': [true],
				resource: [operation.resource ?? ONLY_RESOURCE],
				operation: [operation.value],
			},
		},
	}));

/** What n8n shows beside the form: before a run what it takes, after it how not to buy the same once more. */
export const hintsFor = (operations: Operation[]): NodeHint[] =>
	operations.flatMap(({ takes, value, resource }): NodeHint[] => {
		if (!takes) return [];
		const displayCondition = `={{ $parameter["operation"] === "${value}" && $parameter["resource"] === "${resource ?? ONLY_RESOURCE}" }}`;
		return [
			{ message: timeAndPrice(takes), whenToDisplay: 'beforeExecution' },
			{
				message:
					'What JoggAI has made is paid for. Pin the output, or leave "If It Was Made Before" as it is: another test run then does not pay for it again.',
				whenToDisplay: 'afterExecution',
			},
		].map((hint): NodeHint => ({ ...hint, displayCondition, location: 'outputPane' }) as NodeHint);
	});
