import { isPaid, others } from './claims';
import type { Places } from './places';
import { idsOf, type Purchase } from './purchase';

/** What is kept for later days takes the place of what other runs have made of the same. */
export class Replacements {
	private readonly replaced = new Map<Purchase, Purchase[]>();

	/** `isOurs`: an item of this execution has it, or has found that it is not for it. */
	constructor(
		private readonly places: Places,
		private readonly isOurs: (one: Purchase) => boolean,
	) {}

	/** The process has to know what became of them: a copy that another place still takes for owed would come back. */
	make(one: Purchase): void {
		if (!one.isKept || idsOf(one).length === 0) return;
		const { process, workflow } = this.places;
		const equal = others(this.places).flatMap((place) => place.of(one.key));
		const left = equal.filter((other) => isPaid(other) && other.state !== 'owed' && !this.isOurs(other));
		for (const other of left) {
			workflow?.remove(other);
			process.put({ ...other, isReplaced: true });
		}
		this.replaced.set(one, left);
	}

	/** It came to nothing, so they have their place again. */
	undo(one: Purchase): void {
		for (const other of this.replaced.get(one) ?? [])
			for (const place of others(this.places)) place.put(other);
	}
}
