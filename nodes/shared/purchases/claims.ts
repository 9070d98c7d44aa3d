import type { Place } from './place';
import type { Places } from './places';
import { idsOf, isSame, type Purchase, type State } from './purchase';

/** What an item may take of what earlier runs have made. */
export interface Wish {
	/** Anything that was made since then (milliseconds since 1970), not only what is owed. */
	reuses: boolean;
	since: number;
	/** Nothing older is of use, not even what is owed. */
	notBefore?: number;
	/** Later days are to find what is taken. */
	isKept?: boolean;
	/** Of this kind even what is owed is not taken: only the execution itself, and its Retry, know it. */
	isOwn?: boolean;
	/** Where JoggAI cannot be asked whose it is. */
	isMine?: (one: Purchase) => boolean;
}

/** Who asks. */
interface Claimant {
	places: Places;
	/** Whether an item of this execution has, or had, it. */
	isHere: (one: Purchase) => boolean;
	/** Whether an item of this execution has what bears the same IDs. */
	isTaken: (one: Purchase) => boolean;
}

/** What can still be handed to the item of a retried execution. */
const OPEN: State[] = ['asked', 'held', 'owed'];
const PAID: State[] = ['held', 'handedOn', 'owed'];

/** JoggAI has accepted it, and has not given it up. */
export const isPaid = ({ state }: Purchase): boolean => PAID.includes(state);

/** The places that outlive the execution. */
export const others = ({ process, workflow }: Places): Place[] =>
	workflow ? [process, workflow] : [process];

/** As the process knows it, where it does: an older copy may come back with what n8n has stored, or be past writing. */
const asKnown = (one: Purchase, { process }: Places): Purchase =>
	process.of(one.key).find((other) => isSame(one, other)) ?? one;

const isOwed = (one: Purchase, places: Places): boolean => asKnown(one, places).state === 'owed';

/** For an item of another execution, which pays nothing for it. */
export const copyOf = (one: Purchase, places: Places): Purchase => ({
	...one,
	credits: 0,
	from: isOwed(one, places) ? 'owed' : 'lent',
});

/** What an item may take: first what the execution that n8n retries has left, then the oldest of others; each once. */
export function availableFor(
	key: string,
	{ reuses, since, notBefore = 0, isOwn, isMine = () => true }: Wish,
	{ places, isHere, isTaken }: Claimant,
): Purchase[] {
	const isFit = (one: Purchase) => isMine(one) && one.at >= notBefore;
	const ofRetried = places.own
		.of(key)
		.filter((one) => !isHere(one) && OPEN.includes(one.state) && !isTaken(one) && isFit(one));
	if (isOwn) return ofRetried;
	const isReusable = (one: Purchase) =>
		reuses && isPaid(one) && !isHere(one) && one.at >= since && !asKnown(one, places).isReplaced;
	const known = others(places)
		.flatMap((place) => place.of(key))
		.filter((one) => idsOf(one).length > 0 && !isTaken(one) && isFit(one))
		.filter((one) => isOwed(one, places) || isReusable(one))
		.sort((a, b) => a.at - b.at);
	const isFirst = (one: Purchase, index: number) => known.findIndex((other) => isSame(one, other)) === index;
	return [...ofRetried, ...known.filter(isFirst)];
}
