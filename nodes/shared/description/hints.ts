import type { IBuilderHint, NodeHint } from 'n8n-workflow';
import { ONLY_RESOURCE, type Operation } from '../pipeline/operation';

/** What n8n shows beside the form: before a run what it takes, after it how not to buy the same once more. */
export const hintsFor = (operations: Operation[]): NodeHint[] =>
	operations.flatMap(({ takes, value, resource }): NodeHint[] => {
		if (!takes) return [];
		const displayCondition = `={{ $parameter["operation"] === "${value}" && $parameter["resource"] === "${resource ?? ONLY_RESOURCE}" }}`;
		const price = takes.price ? `costs ${takes.price}` : 'costs credits; JoggAI does not publish how many';
		return [
			{ message: `It usually takes ${takes.time} and ${price}.`, whenToDisplay: 'beforeExecution' },
			{
				message:
					'This was paid for. Pin the output, or leave "If It Was Made Before" as it is, so that another test run does not pay for it again.',
				whenToDisplay: 'afterExecution',
			},
		].map((hint): NodeHint => ({ ...hint, displayCondition, location: 'outputPane' }) as NodeHint);
	});

/** What an AI that builds workflows should know when it chooses among the operations. */
export const builderHintFor = (operations: Operation[]): IBuilderHint => ({
	searchHint: operations
		.map(({ action, description, takes }) =>
			[`${action}: ${description}.`, takes && `It usually takes ${takes.time}.`].filter(Boolean).join(' '),
		)
		.join('\n'),
});
