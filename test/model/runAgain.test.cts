import fc from 'fast-check';
import { reply, startServer } from '../harness/servers.cts';
import { newWorld } from '../harness/world.cts';
import { histories } from './history.cts';
import { play } from './play.cts';

const RUNS = Number(process.env.MODEL_RUNS ?? 2000);
/** The same ones for everybody; with another seed others are found. */
const SEED = Number(process.env.MODEL_SEED ?? 20_261_130);

/** It only ends what hangs. */
const LIMIT_MS = 45 * 60_000;

describe('whatever runs again, in whatever order', () => {
	it(
		`costs what the table says, and nothing is lost (${RUNS} histories, seed ${SEED})`,
		async () => {
			const world = await newWorld();
			const { url } = await startServer(reply(200, '{}'));
			const started = Date.now();
			let lived = 0;
			const property = fc.asyncProperty(histories, async (history) => {
				lived += 1;
				await play(world, url, history);
			});
			try {
				await fc.assert(property, {
					numRuns: RUNS,
					seed: SEED,
					path: process.env.MODEL_PATH,
					includeErrorInReport: true,
				});
			} finally {
				console.log(`${lived} histories, ${(lived / ((Date.now() - started) / 1000)).toFixed(1)} a second`);
				await world.close();
			}
		},
		LIMIT_MS,
	);
});
