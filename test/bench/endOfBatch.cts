// How long n8n's process is busy when a batch ends, for four times as many items: about four times as long, as ending is
// linear.
import { Batch } from '../../nodes/shared/pipeline/batch.ts';
import { type Figure, report } from './lib/figures.cts';
import { median } from './lib/numbers.cts';

const SMALL = 2_000;
const FACTOR = 4;
const ROUNDS = 15;
/** Twice the ratio of linear work, for noise; ending each item once per item would be sixteen. */
const BAR = 2 * FACTOR;

/** Milliseconds from the first failure until every item knows. */
async function timeToEnd(count: number): Promise<number> {
	const batch = new Batch({ size: count, stopsOnFailure: true });
	for (let item = 0; item < count; item++) batch.enter(item);
	const before = performance.now();
	for (let item = 0; item < count; item++) await batch.fail({ what: 'over', next: '' });
	return performance.now() - before;
}

async function measure(): Promise<Figure[]> {
	const ratios: number[] = [];
	await timeToEnd(SMALL);
	for (let round = 0; round < ROUNDS; round++)
		ratios.push((await timeToEnd(FACTOR * SMALL)) / (await timeToEnd(SMALL)));
	const what = `time to end a batch of ${FACTOR * SMALL} items / of ${SMALL}`;
	return [{ what, measured: median(ratios), bar: { atMost: BAR } }];
}

void report(measure);
