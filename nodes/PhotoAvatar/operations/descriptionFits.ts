import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../shared/api/problem';
import type { Preparation } from '../../shared/pipeline/operation';
import { blamed } from '../../shared/form/validation';
import { longestDescription } from '../../shared/vocabulary/avatars';

/** JoggAI counts bytes, and takes fewer of them with its oldest motion model. Throws a ProblemError for a longer text. */
export function descriptionFits({ request, parameter }: Preparation): void {
	const description = String((request.body as IDataObject).description ?? '');
	const bytes = Buffer.byteLength(description);
	const model = String(parameter('motionModel'));
	const limit = longestDescription(model);
	if (bytes <= limit) return;
	throw new ProblemError({
		what: `'Description' is ${bytes} bytes long, but motion model ${model} takes at most ${limit}`,
		next: 'Shorten it, or choose a motion model that takes more. Letters beyond A to Z count as two bytes or more.',
		field: blamed('Description', description),
	});
}
