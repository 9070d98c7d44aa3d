import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../shared/api/problem';
import { calls } from '../../shared/operations/call';
import type { Operation } from '../../shared/pipeline/operation';
import { asNumber, asText } from '../../shared/vocabulary/values';

/** JoggAI counts in fractions, too. */
function credits({ remaining_quota }: IDataObject): IDataObject {
	const left = asNumber(asText(remaining_quota));
	if (left !== undefined) return { credits: left };
	throw new ProblemError({
		what: 'JoggAI did not say how many credits are left',
		next: 'Try again later; write to support@jogg.ai if it stays.',
		transient: true,
	});
}

export const getCredits: Operation = {
	name: 'Get Credits',
	value: 'getCredits',
	resource: 'account',
	action: 'Get credits',
	description: 'Retrieve how many credits are left, e.g. to check before a batch of videos',
	returns: 'credits',
	execute: calls({ request: { method: 'GET', url: '/v2/user/remaining_quota' }, simplify: credits }),
	fields: [],
};
