import type { IHttpRequestOptions } from 'n8n-workflow';
import { type Problem, ProblemError } from '../api/problem';
import { spokenSecondsOf } from '../pipeline/inputFiles';
import type { ItemContext } from '../pipeline/item';
import type { Foretold } from '../pipeline/operation';
import { order } from '../pipeline/order';
import { isKept, keyFor, type RequestTarget, wishOf } from '../pipeline/wish';
import { whereabouts } from '../platform/engine';
import { inTurn } from '../platform/turns';
import type { Wish } from '../purchases/claims';
import { idsOf, type Purchase } from '../purchases/purchase';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';
import { acceptedData, startedParts } from '../vocabulary/jobs/output';
import { estimatedCredits } from '../vocabulary/jobs/prices';
import type { StartedPart } from '../vocabulary/jobs/row';
import { asObject, isoTime } from '../vocabulary/values';
import { foundBy, standing } from './standing';

/** What starts jobs of a kind. */
export interface Start {
	job: JobKind;
	request: RequestTarget;
	/** By the path of a field of the body: the value that stands for what JoggAI does anyway. */
	sameAsAbsent?: Record<string, unknown>;
	/** Asks JoggAI for a job that was made of the same things before, where JoggAI can tell. */
	existing?: (item: ItemContext) => Partial<IHttpRequestOptions> | undefined;
}

/** The jobs of an item: those that it has already, those that were made before as far as it may take them, or new ones. */
export async function buy(item: ItemContext, start: Start): Promise<StartedPart[]> {
	const { purchases, itemIndex, signal } = item;
	const mine = purchases.of(itemIndex, start.job);
	if (mine && !mine.isUnchecked) return await resumed(item, start, mine);
	const key = keyOf(item, start);
	const wish = wishOf(item);
	const work = async () => (await madeBefore(item, start, key, wish)) ?? (await bought(item, start, key));
	// Items that want the same wait for each other: the second one finds what the first one has bought.
	return wish.reuses ? await inTurn(key, work, signal) : await work();
}

/** What the item is going to cost, as far as that is known before anything is asked. */
export function foretold(item: ItemContext, start: Start): Foretold {
	const { purchases, itemIndex } = item;
	const has = purchases.of(itemIndex, start.job) !== undefined;
	const isMade = has || purchases.foretells(keyOf(item, start), wishOf(item));
	return { isMade, credits: isMade ? 0 : priceOf(item, start.job) };
}

/** In credits, about; how long a file of the item is counts where the file says it. */
export const priceOf = ({ request, files }: ItemContext, job: JobKind): number =>
	estimatedCredits(job, request.body, spokenSecondsOf(files));

/** Tells what is to be made: where JoggAI calls when it has made it does not matter. */
const keyOf = (item: ItemContext, { job, request, sameAsAbsent }: Start): string => {
	const { callbackField } = jobRow(job);
	return keyFor(item, request, { sameAsAbsent, besides: callbackField ? [callbackField] : [] });
};

/** What the item has from an earlier attempt, or from before a sleep. */
async function resumed(item: ItemContext, { job, existing }: Start, one: Purchase): Promise<StartedPart[]> {
	if (one.state === 'asked') {
		const found = await lookedUp(item, job, existing, one);
		if (!found) throw new ProblemError((one.from ? undefined : one.doubt) ?? stillUnknown(job));
		return [found];
	}
	item.purchases.resumed(one);
	return partsOf(one);
}

const partsOf = ({ kind, parts, from }: Purchase): StartedPart[] =>
	startedParts(kind as JobKind, acceptedData(kind as JobKind, parts)).map((part) => ({
		...part,
		isReused: from !== undefined,
	}));

/** What earlier runs have made and is still there, on record as the item's own. */
async function madeBefore(
	item: ItemContext,
	start: Start,
	key: string,
	wish: Wish,
): Promise<StartedPart[] | undefined> {
	const { purchases, itemIndex } = item;
	const next = () => purchases.of(itemIndex, start.job) ?? purchases.claim(itemIndex, key, wish);
	for (let one = next(); one; one = next()) {
		if (one.state === 'asked') return await resumed(item, start, one);
		const { parts, isThere, isUnknown } = await standing(item, {
			kind: start.job,
			ids: idsOf(one),
			startedAt: one.at,
		});
		item.signal.throwIfAborted();
		if (isThere) {
			purchases.resumed(one);
			return reused(item, start, [...parts, ...partsOf(one).filter(({ id }) => !id)]);
		}
		if (isUnknown) purchases.passOver(one);
		else purchases.drop(one);
	}
	const find = isKept(item) && wish.reuses ? start.existing?.(item) : undefined;
	const found = find && (await foundBy(item, start.job, find));
	if (!found?.id || purchases.hasTaken(found.id)) return undefined;
	purchases.takeOver(itemIndex, { key, kind: start.job, parts: [{ id: found.id }] });
	return reused(item, start, [found]);
}

function reused({ context }: ItemContext, { job }: Start, parts: StartedPart[]): StartedPart[] {
	const ids = parts.flatMap(({ id }) => id ?? []);
	context.logger.info(`${whereabouts(context)}: uses the ${jobRow(job).noun} ${ids.join(', ')} made before`);
	return parts.map((part) => ({ ...part, isReused: true }));
}

async function bought(item: ItemContext, start: Start, key: string): Promise<StartedPart[]> {
	const { context } = item;
	const { job, request, existing } = start;
	const read = (data: unknown) => startedParts(job, asObject(data));
	const { reply, one } = await order(item, {
		key,
		kind: job,
		target: request,
		credits: priceOf(item, job),
		startsJob: true,
		isExpected: (bare) => read(bare).some(({ id }) => id),
		read: (data) => ({ parts: read(data).map(({ id, reason }) => (id ? { id } : { reason })) }),
	});
	const { data, problem } = reply;
	if (!problem) {
		const parts = read(data);
		for (const { id } of parts)
			if (id)
				context.logger.info(`${whereabouts(context)}: JoggAI has started the ${jobRow(job).noun} ${id}`);
		return parts;
	}
	const found = problem.outcomeUnknown && one ? await lookedUp(item, job, existing, one) : undefined;
	if (found) return [found];
	throw new ProblemError(problem);
}

/** After an outcome that nobody knows, JoggAI may tell of the job itself. */
async function lookedUp(
	item: ItemContext,
	job: JobKind,
	existing: Start['existing'],
	one: Purchase,
): Promise<StartedPart | undefined> {
	const find = existing?.(item);
	const found = find && (await foundBy(item, job, find).catch(() => undefined));
	if (!found?.id || item.purchases.hasTaken(found.id) || isOlder(found, one.at)) return undefined;
	item.purchases.accepted(one, [{ id: found.id }]);
	return found;
}

/** Clocks differ. */
const TOLERANCE_MS = 5 * 60_000;

/** Whether a job was made before that time, as far as JoggAI says it. */
const isOlder = ({ raw }: StartedPart, time: number): boolean =>
	Date.parse(isoTime(raw.created_at) ?? '') < time - TOLERANCE_MS;

function stillUnknown(kind: JobKind): Problem {
	return {
		what: `In an earlier attempt of this execution nobody learned whether JoggAI accepted the ${jobRow(kind).noun}`,
		next: 'Look for it in your projects at app.jogg.ai. A retry of this execution never sends it again: if it is not there, run the workflow anew.',
		outcomeUnknown: true,
	};
}
