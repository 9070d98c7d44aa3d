import type { IHttpRequestOptions } from 'n8n-workflow';
import { clock, DAY_MS } from '../platform/clock';
import { isTestRun } from '../platform/engine';
import { keyOf } from '../purchases/key';
import type { Wish } from '../purchases/claims';
import { longestReuseDays, wantedReuse } from '../purchases/spendingFields';
import { digestsOf } from './inputFiles';
import type { ItemContext } from './item';

/** Where a request goes (`{name}` is the value of that field); what it carries comes from the fields' routing, or from `body`. */
export type RequestTarget = Required<Pick<IHttpRequestOptions, 'method' | 'url'>> &
	Pick<IHttpRequestOptions, 'body'>;

/** What an item may take of what earlier runs have made. */
export function wishOf({ context, parameter }: Pick<ItemContext, 'context' | 'parameter'>): Wish {
	const reuse = wantedReuse(parameter);
	return {
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
