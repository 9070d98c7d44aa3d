import { Place, type Store } from '../../nodes/shared/purchases/place';
import type { Kind, Purchase } from '../../nodes/shared/purchases/purchase';
import { Purchases } from '../../nodes/shared/purchases/purchases';

/** Where one node's purchases lie; handed to several executions, it is what they share. */
export interface Stores {
	own?: Store;
	process?: Store;
	workflow?: Store;
}

/** The memory of a node in one execution, without n8n. */
export function memory(
	{ own = {}, process = {}, workflow }: Stores = {},
	me: { execution?: string; run?: number } = {},
) {
	const places = {
		own: new Place(own),
		process: new Place(process, { most: 1000 }),
		workflow: workflow && new Place(workflow, { keeps: ({ state }) => state === 'owed' }),
		save: () => {},
	};
	return new Purchases(places, { execution: 'e1', run: 0, ...me });
}

interface Bought {
	key?: string;
	kind?: Kind;
	credits?: number;
	failed?: boolean;
	isKept?: boolean;
}

/** Puts on record that JoggAI has accepted what the item asked for. */
export function bought(
	purchases: Purchases,
	item: number,
	ids: string | string[],
	{ key = `key ${item}`, kind = 'avatarVideo', credits = 1, failed = false, isKept = true }: Bought = {},
): Purchase {
	const one = purchases.ask(item, { key, kind, credits, isKept });
	purchases.accepted(
		one,
		[ids].flat().map((id) => ({ id })),
	);
	if (failed) purchases.failed(item);
	return one;
}

/** Puts on record that nobody knows whether JoggAI has accepted it. */
export const lost = (purchases: Purchases, item: number, { credits = 1 } = {}): Purchase =>
	purchases.ask(item, { key: `key ${item}`, kind: 'avatarVideo', credits });
