import { type Owner, ownerOf } from '../api/owner';
import { setNewest } from '../platform/newest';
import { INTERACTIVE_READS } from '../api/retry';
import { get } from '../api/transport';
import type { ItemContext } from '../pipeline/item';

/** Of so many keys it is known whose they are. */
const MOST_KEYS = 100;

const owners = new Map<string, Owner>();

/** Whose the key is; where JoggAI does not tell, that is asked again the next time. */
export async function ownerFor(item: ItemContext): Promise<Owner> {
	const { fingerprint } = item.account;
	const known = owners.get(fingerprint);
	if (known) return known;
	const { context, account, request, signal } = item;
	const asked = { ...request, url: '/v2/user/whoami', qs: {} };
	const { data } = await get(context, account, asked, signal, INTERACTIVE_READS);
	const owner = ownerOf(context.getNode(), data);
	if (owner.told) setNewest(owners, fingerprint, owner, MOST_KEYS);
	return owner;
}
