import type { Kind, Purchase } from './purchase';

/** What the items of one round have. */
export class Held {
	private readonly byItem = new Map<number, Purchase[]>();

	/** All that the item has, or all items have. */
	listOf(item?: number): Purchase[] {
		return item === undefined ? [...this.byItem.values()].flat() : (this.byItem.get(item) ?? []);
	}

	of(item: number, kind?: Kind): Purchase | undefined {
		return this.listOf(item).find((one) => kind === undefined || one.kind === kind);
	}

	/** What the item waits for. */
	openOf(item: number): Purchase[] {
		return this.listOf(item).filter(({ state }) => state === 'held');
	}

	put(one: Purchase): void {
		this.remove(one);
		this.byItem.set(one.holder.item, [...this.listOf(one.holder.item), one]);
	}

	remove(one: Purchase): void {
		const { item } = one.holder;
		const left = this.listOf(item).filter((other) => other !== one);
		this.byItem.set(item, left);
	}
}
