import type { NodeHint } from 'n8n-workflow';
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
				message: 'This was paid for. Pin this output while you build on, so that it is not made once more.',
				whenToDisplay: 'afterExecution',
			},
		].map((hint): NodeHint => ({ ...hint, displayCondition, location: 'outputPane' }) as NodeHint);
	});
