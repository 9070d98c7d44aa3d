import { isSame, type Purchase } from './purchase';

/** Purchases by their key; the newest keys stand last. */
export type Store = Record<string, Purchase[]>;

interface Bounds {
	/** Whether a purchase stays as it is now. */
	keeps?: (one: Purchase) => boolean;
	/** So many keys, and so many purchases under each; the oldest leave first. */
	most?: number;
}

/** Where purchases stay. Places differ in these bounds, and in how long somebody keeps the store; in nothing else. */
export class Place {
	constructor(
		readonly store: Store,
		private readonly bounds: Bounds = {},
	) {}

	get all(): Purchase[] {
		return Object.values(this.store).flat();
	}

	of(key: string): Purchase[] {
		return this.store[key] ?? [];
	}

	/** Takes a purchase in, in the place of its copy; or lets it go, in a state that is not kept. */
	put(one: Purchase): void {
		const others = this.of(one.key).filter((other) => !isSame(other, one));
		const { keeps, most } = this.bounds;
		const all = !keeps || keeps(one) ? [...others, one] : others;
		this.set(one.key, all.slice(-(most ?? Infinity)));
		if (most) for (const oldest of Object.keys(this.store).slice(0, -most)) delete this.store[oldest];
	}

	remove(one: Purchase): void {
		const left = this.of(one.key).filter((other) => !isSame(other, one));
		if (left.length < this.of(one.key).length) this.set(one.key, left);
	}

	/** Behind all others: the order is that of age. */
	private set(key: string, purchases: Purchase[]): void {
		delete this.store[key];
		if (purchases.length > 0) this.store[key] = purchases;
	}
}
