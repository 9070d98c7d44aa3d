import type { NodeHint } from 'n8n-workflow';
import { ONLY_RESOURCE, type Operation } from '../pipeline/operation';
import { timeAndPrice } from './agentWords';

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
