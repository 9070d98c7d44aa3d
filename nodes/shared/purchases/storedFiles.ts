import { clock } from '../platform/clock';
import type { Wish } from './claims';
import type { Places } from './places';
import type { Holder, Purchase } from './purchase';

/** Files that were stored for JoggAI on the way to something else: whatever item needs one may use it. */
export class StoredFiles {
	constructor(
		private readonly places: Places,
		private readonly me: Omit<Holder, 'item'>,
	) {}

	/** One that is stored already; by another execution only where those count. */
	of(
		key: string,
		{ reuses, since, isMine = () => true }: Pick<Wish, 'reuses' | 'since' | 'isMine'>,
	): Purchase | undefined {
		const { own, process } = this.places;
		const known = [...(reuses ? process.of(key) : []), ...own.of(key)];
		return known.filter((one) => one.at >= since && isMine(one)).at(-1);
	}

	/** One was stored. */
	add(file: Pick<Purchase, 'key' | 'parts' | 'owner'>): void {
		const holder = { ...this.me, item: 0 };
		const one: Purchase = {
			...file,
			kind: 'file',
			at: clock.wallTime(),
			credits: 0,
			state: 'handedOn',
			holder,
		};
		this.places.own.put(one);
		this.places.process.put(one);
	}
}
