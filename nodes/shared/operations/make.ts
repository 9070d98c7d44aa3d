import { unwrap } from '../api/problem';
import { type IsExpected, requireData } from '../api/reply';
import { asObject, asText } from '../vocabulary/values';
import { madeBefore } from '../pipeline/madeBefore';
import type { Execute } from '../pipeline/operation';
import { hashOf, type RequestTarget, sendOnce } from '../pipeline/send';
import { type Output, shaped } from '../pipeline/simplify';

interface Make extends Output {
	request: RequestTarget;
	/** Where the data has the ID of what was made. */
	idKey: string;
	isExpected?: IsExpected;
}

/**
 * Makes something free that JoggAI tells about this once, or takes up what was made of the same request before: a new ID
 * would make everything new, and paid for again, that is made from it.
 */
export const makes =
	({ request, idKey, isExpected, ...output }: Make): Execute =>
	async (item) => {
		const { ledger, itemIndex, parameter } = item;
		const memory = madeBefore(item, hashOf(item, request));
		const made = ledger.isSettled(itemIndex)
			? undefined
			: memory.candidates.find(({ ids }) => ledger.claim(itemIndex, ids));
		if (made) {
			const known = { ...asObject(item.request.body), ...made.answer, [idKey]: made.ids[0] };
			return [{ json: { ...shaped(output, known, parameter), reused: true } }];
		}
		const data = requireData(unwrap(await sendOnce(item, request, { isExpected })));
		const id = asText(data[idKey]);
		if (id !== undefined) memory.remember([id], data);
		return [{ json: shaped(output, data, parameter) }];
	};
