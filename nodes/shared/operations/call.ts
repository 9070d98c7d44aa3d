import { unwrap } from '../api/problem';
import { type IsExpected, requireData } from '../api/reply';
import { asObject } from '../vocabulary/values';
import { getFor } from '../pipeline/item';
import type { ReadParameter } from '../platform/parameters';
import type { Execute } from '../pipeline/operation';
import { type RequestTarget, sendOnce } from '../pipeline/send';
import { type Output, shaped } from '../pipeline/simplify';

interface Call extends Output {
	request: RequestTarget;
	/** JoggAI answers this request without data (spec). */
	withoutData?: boolean;
	/** How to know a good answer in which JoggAI leaves its code out. */
	isExpected?: IsExpected;
}

/** Sends one request whose data becomes one item. */
export const calls =
	({ request, withoutData, isExpected, ...output }: Call): Execute =>
	async (item) => {
		const target = addressed(request, item.parameter);
		const answer = unwrap(
			target.method === 'GET'
				? await getFor(item, { ...target, isExpected })
				: await sendOnce(item, target, { isExpected }),
		);
		const data = withoutData ? asObject(answer) : requireData(answer);
		return [{ json: shaped(output, data, item.parameter) }];
	};

/** `{name}` in an address stands for the value of that field. */
function addressed({ method, url }: RequestTarget, parameter: ReadParameter): RequestTarget {
	const filled = url.replace(/\{(\w+)\}/g, (_, name: string) =>
		encodeURIComponent(String(parameter(name)).trim()),
	);
	return { method, url: filled };
}
