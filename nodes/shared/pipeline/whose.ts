import { isSameOwner, type Owner, ownerOf } from '../api/owner';
import { setNewest } from '../platform/newest';
import { INTERACTIVE_READS } from '../api/retry';
import { get } from '../api/transport';
import type { Wish } from '../purchases/claims';
import type { ItemContext } from './item';

/** Of so many keys it is known whose they are. */
const MOST_KEYS = 100;

const owners = new Map<string, Owner>();

/** Whose the key is, asked once for all items of a batch; where JoggAI does not tell, the next batch asks again. */
export async function ownerFor({ context, account, request, signal, batch }: ItemContext): Promise<Owner> {
	const known = owners.get(account.fingerprint);
	if (known) return known;
	const url = '/v2/user/whoami';
	return await batch.once(url, async () => {
		const asked = { ...request, url, qs: {} };
		const { data } = await get(context, account, asked, signal, INTERACTIVE_READS);
		const owner = ownerOf(context.getNode(), data);
		if (owner.told) setNewest(owners, account.fingerprint, owner, MOST_KEYS);
		return owner;
	});
}

/** Nobody else's. */
export const of =
	(owner: Owner): NonNullable<Wish['isMine']> =>
	(one) =>
		one.owner !== undefined && isSameOwner(one.owner, owner);
