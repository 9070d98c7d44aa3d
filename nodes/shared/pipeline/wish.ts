import type { IHttpRequestOptions } from 'n8n-workflow';
import { clock, DAY_MS } from '../platform/clock';
import { isTestRun } from '../platform/engine';
import { keyOf } from '../purchases/key';
import type { Wish } from '../purchases/claims';
import { longestReuseDays, wantedReuse } from '../purchases/spendingFields';
import { digestsOf } from './inputFiles';
import type { ItemContext } from './item';
import { isSameOwner, type Owner, ownerOf } from '../api/owner';
import { setNewest } from '../platform/newest';
import { INTERACTIVE_READS } from '../api/retry';
import { get } from '../api/transport';

/** Where a request goes (`{name}` is the value of that field); what it carries comes from the fields, or from `body`. */
export type RequestTarget = Required<Pick<IHttpRequestOptions, 'method' | 'url'>> &
	Pick<IHttpRequestOptions, 'body'>;

/** What an item may take of what earlier runs have made. */
export function wishOf({ context, parameter }: Pick<ItemContext, 'context' | 'parameter'>): Wish {
	const reuse = wantedReuse(parameter);
	return {
		isKept: reuse !== 'testRuns',
		reuses: reuse === 'always' || (reuse === 'testRuns' && isTestRun(context)),
		since: reuse === 'always' ? clock.wallTime() - longestReuseDays(parameter) * DAY_MS : 0,
	};
}

/** Whether later days are to find, or to have replaced, what the item makes. */
export const isKept = ({ parameter }: Pick<ItemContext, 'parameter'>): boolean =>
	wantedReuse(parameter) !== 'testRuns';

/** Tells what the item wants made; `about` are fields of the body that say nothing of that. */
export function keyFor(
	{ context, request, files }: Pick<ItemContext, 'context' | 'request' | 'files'>,
	{ method, url, body = request.body }: RequestTarget,
	about: { besides?: string[]; sameAsAbsent?: Record<string, unknown>; files?: Record<string, string> } = {},
): string {
	const [workflow, node] = [context.getWorkflow().id ?? '', context.getNode().id];
	return keyOf({ workflow, node, method, url, body, files: digestsOf(files), ...about });
}

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
