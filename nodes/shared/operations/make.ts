import { unwrap } from '../api/problem';
import { type IsExpected, requireData } from '../api/reply';
import { withWarning } from '../jobs/download';
import type { Execute } from '../pipeline/operation';
import { order } from '../pipeline/order';
import { settled } from './settled';
import { type Output, shaped } from '../form/simplify';
import { keyFor, of, ownerFor, type RequestTarget, wishOf } from '../pipeline/wish';
import { idsOf, type Purchase } from '../purchases/purchase';
import { asObject, idAt } from '../vocabulary/values';

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
		const { parameter } = item;
		const key = keyFor(item, request);
		const owner = await ownerFor(item);
		const known = settled(item, 'product', key, { ...wishOf(item), isMine: of(owner) });
		if (known) {
			const data = { ...asObject(item.request.body), ...known.answer, [idKey]: idsOf(known)[0] };
			const json = withWarning(shaped(output, data, parameter), incomplete(known));
			return [{ json: known.from ? { ...json, reused: true } : json }];
		}
		const read = (data: unknown) => {
			const id = idAt(asObject(data), [idKey]);
			return id === undefined ? { parts: [] } : { parts: [{ id }], answer: asObject(data) };
		};
		const { reply } = await order(item, { key, owner, kind: 'product', target: request, isExpected, read });
		return [{ json: shaped(output, requireData(unwrap(reply)), parameter) }];
	};

/** What was too long to be kept with the workflow. */
const incomplete = ({ missing = [] }: Purchase): string | undefined =>
	missing.length > 0
		? `JoggAI tells about a product once; of this one, made before, n8n has not kept: ${missing.join(', ')}.`
		: undefined;
