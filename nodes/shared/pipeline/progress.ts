import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { asObject } from '../vocabulary/values';

/** How far an item has come, as it is stored while the execution sleeps. */
export interface ItemProgress {
	/** When its wait began, in milliseconds since 1970. */
	since?: number;
	/** All its jobs have ended; how is asked once more when those of all items have. */
	hasEnded?: boolean;
	/** Since when JoggAI has refused it for too many requests, in milliseconds since 1970. */
	refusedSince?: number;
	/** What it failed with, where the run goes on. */
	failure?: IDataObject;
}

/** How far the items of a node execution have come, through all its attempts and sleeps. */
export class Progress {
	/** Files that n8n has fetched for an item, in the attempts until the execution sleeps. */
	readonly fetched = new Map<number, IBinaryData>();
	private readonly key: string;
	private readonly items: Record<string, ItemProgress>;

	/** `context` is what n8n stores for the node; `run` tells the rounds of a loop apart. */
	constructor(
		private readonly context: IDataObject,
		private readonly execution: string,
		run: number,
	) {
		this.key = `progress${run}`;
		const stored = asObject(context[this.key]);
		// A retry of the execution begins anew.
		this.items =
			stored.execution === execution ? (stored.items as unknown as Record<string, ItemProgress>) : {};
		delete context[this.key];
	}

	/** May be changed. */
	of(itemIndex: number): ItemProgress {
		return (this.items[itemIndex] ??= {});
	}

	/** n8n tries the node again: what failed is to be tried anew. */
	beginAttempt(): void {
		for (const item of Object.values(this.items)) delete item.failure;
	}

	/** Stores it with the execution, for the attempt after a sleep. */
	store(): void {
		this.context[this.key] = { execution: this.execution, items: this.items } as unknown as IDataObject;
	}
}
