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

/** One condition and its words. */
interface Case {
	when: string;
	message: string;
}

/**
 * What n8n shows beside the form before a run: what it takes, and costs by what the form holds now. Nothing afterwards:
 * these words cannot depend on what came of the run, and would stand above a failed one.
 */
export const hintsFor = (operations: Operation[]): NodeHint[] =>
	operations.flatMap(({ takes, value, resource = ONLY_RESOURCE }) => {
		if (!takes) return [];
		const isChosen = `$parameter["operation"] === "${value}" && $parameter["resource"] === "${resource}"`;
		return casesOf(takes).map(({ when, message }) => ({
			message,
			displayCondition: `={{ ${isChosen} && (${when}) }}`,
			whenToDisplay: 'beforeExecution' as const,
			location: 'outputPane' as const,
		}));
	});

const IS_CHECKED = '$parameter["options"]?.checkOnly === true';

function casesOf(takes: NonNullable<Operation['takes']>): Case[] {
	const { byForm = [] } = takes;
	const noneOf = [IS_CHECKED, ...byForm.map(({ when }) => when)].map((when) => `!(${when})`).join(' && ');
	return [
		{ when: noneOf, message: beforeBuying(takes) },
		{ when: IS_CHECKED, message: 'With "Check Only", nothing is sent and nothing is charged.' },
		...byForm.map(({ when, price }) => ({
			when: `!(${IS_CHECKED}) && (${when})`,
			message: beforeBuying({ ...takes, price }),
		})),
	];
}

const beforeBuying = (takes: NonNullable<Operation['takes']>): string =>
	`${timeAndPrice(takes)} Another test run of the same is free, as long as "If It Was Made Before" stays as it is.`;
