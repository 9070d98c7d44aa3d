import { ProblemError } from '../api/problem';
import type { Kind, Purchase } from '../purchases/purchase';
import type { Wish } from '../purchases/claims';
import type { ItemContext } from '../pipeline/item';

/**
 * What the item has made, or may take of what was made before: for what JoggAI cannot be asked about. Throws a
 * ProblemError where nobody knows whether it was made.
 */
export function settled(item: ItemContext, kind: Kind, key: string, wish: Wish): Purchase | undefined {
	const { purchases, itemIndex } = item;
	const one = purchases.of(itemIndex, kind) ?? purchases.claim(itemIndex, key, wish);
	if (one?.state === 'asked')
		throw new ProblemError(
			one.doubt ?? {
				what: 'In an earlier attempt of this execution nobody learned whether JoggAI accepted this request',
				next: 'A retry of this execution never sends it again. It costs nothing: run the workflow anew, unless the change has been made.',
				outcomeUnknown: true,
			},
		);
	if (one) purchases.resumed(one);
	return one;
}
