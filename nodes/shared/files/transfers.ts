/** So many files are moved at the same time, whatever workflows they belong to. */
const MOST_AT_ONCE = 5;
/** Those of one batch leave a slot free, should every one of them arrive drop by drop. */
const MOST_OF_ONE_BATCH = 4;

/** What belongs together: the items of one run, whatever object stands for them. */
type Batch = object;

/** Whose turn a transfer is, and what ends its wait. */
export interface Turn {
	batch: Batch;
	signal: AbortSignal;
}

/** The batch of each transfer under way. */
const moving: Batch[] = [];
/** Transfers that wait for a slot, in the order of their arrival. */
const queue: Array<{ batch: Batch; start: () => void }> = [];

const movingFor = (batch: Batch): number => moving.filter((other) => other === batch).length;

/**
 * Runs `work` when few others move files: a batch must not fetch sixty films at once. Batches that wait take turns.
 * Throws the signal's reason when it is aborted before the turn has come.
 */
export async function withTransferSlot<T>({ batch, signal }: Turn, work: () => Promise<T>): Promise<T> {
	await turn(batch, signal);
	try {
		signal.throwIfAborted();
		return await work();
	} finally {
		moving.splice(moving.indexOf(batch), 1);
		startNext();
	}
}

async function turn(batch: Batch, signal: AbortSignal): Promise<void> {
	signal.throwIfAborted();
	await new Promise<void>((resolve, reject) => {
		const leave = () => {
			queue.splice(queue.indexOf(waiting), 1);
			reject(signal.reason as Error);
		};
		const start = () => {
			signal.removeEventListener('abort', leave);
			resolve();
		};
		const waiting = { batch, start };
		signal.addEventListener('abort', leave, { once: true });
		queue.push(waiting);
		startNext();
	});
}

/** A free slot goes to the batch that moves the fewest files; to the one that came first among equals. */
function startNext(): void {
	if (moving.length >= MOST_AT_ONCE) return;
	const [next] = queue
		.filter(({ batch }) => movingFor(batch) < MOST_OF_ONE_BATCH)
		.sort((a, b) => movingFor(a.batch) - movingFor(b.batch));
	if (!next) return;
	queue.splice(queue.indexOf(next), 1);
	moving.push(next.batch);
	next.start();
}
