import type { IDataObject } from 'n8n-workflow';
import type { Account } from '../../nodes/shared/api/account';
import { problemOf, type Result } from '../../nodes/shared/api/problem';
import type { Sender } from '../../nodes/shared/api/transport';
import type { ItemContext } from '../../nodes/shared/pipeline/item';
import { Progress } from '../../nodes/shared/pipeline/progress';
import { Place } from '../../nodes/shared/purchases/place';
import { Purchases } from '../../nodes/shared/purchases/purchases';
import type { Operation } from '../../nodes/shared/pipeline/operation';

const CHECK = { execution: 'check', run: 0 };

/** How reading operations are asked where nothing else is said: for everything, at once, in their simplified shape. */
const ASKED: IDataObject = { returnAll: true, waitForCompletion: 'none', download: false };

/**
 * Carries out a reading operation of a node outside of n8n: all it needs is its fields and a way to send. Returns its
 * output, or the Problem that a user would see.
 */
export async function runRead(
	{ account, sender }: { account: Account; sender: Sender },
	{ execute }: Operation,
	parameters: IDataObject,
): Promise<Result<IDataObject[]>> {
	const values: IDataObject = { ...ASKED, ...parameters };
	const item = {
		context: sender,
		account,
		request: { url: '', qs: {} },
		signal: new AbortController().signal,
		itemIndex: 0,
		purchases: new Purchases({ own: new Place({}), process: new Place({}), save: () => {} }, CHECK),
		progress: new Progress({}, CHECK.execution, CHECK.run),
		parameter: (name: string, fallback?: unknown) => values[name] ?? fallback,
	} as unknown as ItemContext;
	try {
		return { data: (await execute(item)).map(({ json }) => json) };
	} catch (error) {
		return { problem: problemOf(error as Error) };
	}
}
