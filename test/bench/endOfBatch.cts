/**
 * How long n8n's process is busy when a batch ends, for four times as many items: about four times as long, as ending is
 * linear. Run it with `node -r tsx/cjs test/bench/endOfBatch.cts`; exit status 1 where the ratio is above the bar.
 */
import { Batch } from '../../nodes/shared/pipeline/batch.ts';

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

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function main(): Promise<void> {
	const ratios: number[] = [];
	await timeToEnd(SMALL);
	for (let round = 0; round < ROUNDS; round++)
		ratios.push((await timeToEnd(FACTOR * SMALL)) / (await timeToEnd(SMALL)));
	const ratio = median(ratios);
	console.log(`${FACTOR * SMALL} items / ${SMALL} items: ${ratio.toFixed(1)} times as long (bar: ${BAR})`);
	process.exitCode = ratio > BAR ? 1 : 0;
}

void main();
