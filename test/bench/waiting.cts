// Waiting for jobs of one to six minutes: how often JoggAI is asked, how late the end is noticed, how many ask at once.
import './lib/outsideJest.cts';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node.ts';
import { clock } from '../../nodes/shared/platform/clock.ts';
import type { Job } from '../../sandbox/index.cts';
import { numbered, reads } from '../harness/wire.cts';
import { AVATAR_VIDEO, newWorld, type World } from '../harness/world.cts';
import { type Figure, report } from './lib/figures.cts';
import { mean, median, percentile } from './lib/numbers.cts';

const JOBS = 60;
const BATCHES_AFTER_THE_FIRST = 3;
const [SHORTEST, LONGEST] = [60, 360];
/** No divisor in common with the number of jobs, so that every duration occurs once, long and short ones mixed. */
const STRIDE = 37;

interface Measured {
	/** Questions for each job. */
	questions: number[];
	/** Seconds from the end of each job to the question that found it over. */
	lags: number[];
	/** Questions in the busiest second. */
	busiest: number;
}

/** Durations spread evenly over the range; `shift` (0 to 1) moves them within their steps. */
const durations = (shift: number): number[] =>
	Array.from(
		{ length: JOBS },
		(_, index) => SHORTEST + (((index * STRIDE) % JOBS) + shift) * ((LONGEST - SHORTEST) / JOBS),
	);

/** Lets the jobs that are started next take so long. */
function plan(jobs: Job[], seconds: number[]): void {
	const left = [...seconds];
	jobs.push = (...started) => {
		for (const job of started) job.finishesAt = job.createdAt + (left.shift() as number) * 1000;
		return Array.prototype.push.apply(jobs, started);
	};
}

async function batch(world: World, perMinute: number, shift: number): Promise<Measured> {
	const { joggAi } = world;
	joggAi.requests.length = 0;
	joggAi.jobs.length = 0;
	plan(joggAi.jobs, durations(shift));
	const { items } = await world.run({
		type: new JoggAiAvatarVideo(),
		parameters: AVATAR_VIDEO,
		items: numbered(JOBS),
		credentials: { ...world.credentials, requestsPerMinute: perMinute },
	});
	if (items.some(({ json }) => json.status !== 'completed')) throw new Error('a video was not awaited');
	const asked = reads(world);
	const ofJob = ({ id }: Job) => asked.filter(({ path }) => path.endsWith(id));
	const perSecond = new Map<number, number>();
	for (const { at } of asked) {
		const second = Math.floor(at / 1000);
		perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
	}
	return {
		questions: joggAi.jobs.map((job) => ofJob(job).length),
		lags: joggAi.jobs.map((job) => ((ofJob(job).at(-1)?.at ?? Infinity) - job.finishesAt) / 1000),
		busiest: Math.max(...perSecond.values()),
	};
}

/** One account: a first batch, with nothing known, and those after it. */
async function account(perMinute: number): Promise<{ first: Measured; later: Measured[] }> {
	const world = await newWorld({ postsPerWindow: perMinute });
	// Chance stands still in tests; here it is what is measured.
	clock.random = Math.random;
	const first = await batch(world, perMinute, 0.5);
	const later: Measured[] = [];
	for (let number = 1; number <= BATCHES_AFTER_THE_FIRST; number++)
		later.push(await batch(world, perMinute, number / (BATCHES_AFTER_THE_FIRST + 1)));
	await world.close();
	return { first, later };
}

async function measure(): Promise<Figure[]> {
	const usual = await account(20);
	const allAtOnce = await account(JOBS);
	const all = [usual, allAtOnce].flatMap(({ first, later }) => [first, ...later]);
	const lags = all.flatMap((one) => one.lags);
	return [
		{
			what: '*Wait*, jobs of 1 to 6 minutes: status requests per job',
			measured: mean(all.flatMap((one) => one.questions)),
			bar: { atMost: 15 },
		},
		{ what: 'seconds until the end is noticed, median', measured: median(lags), bar: { atMost: 8 } },
		{ what: 'the same, 95th percentile', measured: percentile(lags, 0.95), bar: { atMost: 16 } },
		{
			what: `status requests in the busiest second, ${JOBS} jobs started at once`,
			measured: Math.max(allAtOnce.first.busiest, ...allAtOnce.later.map((one) => one.busiest)),
			bar: { atMost: 10 },
		},
		{
			what: 'the very first batch of an account: status requests per job',
			measured: mean(usual.first.questions),
			bar: { atMost: 15 },
		},
		{
			what: 'the same: seconds until the end is noticed, median',
			measured: median(usual.first.lags),
			bar: { atMost: 8 },
		},
		{
			what: 'the same, 95th percentile',
			measured: percentile(usual.first.lags, 0.95),
			bar: { atMost: 16 },
		},
	];
}

void report(measure);
