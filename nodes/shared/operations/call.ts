import { randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { unwrap } from '../api/problem';
import { type IsExpected, type Reply, requireData } from '../api/reply';
import { asObject } from '../vocabulary/values';
import { getFor, type ItemContext } from '../pipeline/item';
import type { ReadParameter } from '../platform/parameters';
import type { Execute } from '../pipeline/operation';
import { order } from '../pipeline/order';
import { settled } from './settled';
import { type Output, shaped } from '../form/simplify';
import { keyFor, type RequestTarget } from '../pipeline/wish';

interface Call extends Output {
	request: RequestTarget;
	/** JoggAI answers this request without data (spec). */
	withoutData?: boolean;
	/** How to know a good answer in which JoggAI leaves its code out. */
	isExpected?: IsExpected;
	/** What of the data may be stored with the execution, for its next attempt; all of it without this. */
	kept?: (data: IDataObject) => IDataObject;
}

/** Sends one request whose data becomes one item. */
export const calls =
	({ request, withoutData, isExpected, kept, ...output }: Call): Execute =>
	async (item) => {
		const target = addressed(request, item.parameter);
		const answer = unwrap(
			target.method === 'GET'
				? await getFor(item, { ...target, isExpected })
				: await changed(item, target, { isExpected, kept }),
		);
		const data = withoutData ? asObject(answer) : requireData(answer);
		return [{ json: shaped(output, data, item.parameter) }];
	};

/** Changes something once in an execution, all its attempts and n8n's Retry of it. */
async function changed(
	item: ItemContext,
	target: RequestTarget,
	{ isExpected, kept = (data) => data }: Pick<Call, 'isExpected' | 'kept'>,
): Promise<Reply> {
	const key = keyFor(item, target);
	const earlier = settled(item, 'change', key, { reuses: false, since: 0, isOwn: true });
	if (earlier) return { data: earlier.answer };
	const read = (data: unknown) => ({ parts: [{ id: randomUUID() }], answer: kept(asObject(data)) });
	return (await order(item, { key, kind: 'change', target, isExpected, read })).reply;
}

/** `{name}` in an address stands for the value of that field. */
function addressed({ method, url }: RequestTarget, parameter: ReadParameter): RequestTarget {
	const filled = url.replace(/\{(\w+)\}/g, (_, name: string) =>
		encodeURIComponent(String(parameter(name)).trim()),
	);
	return { method, url: filled };
}
