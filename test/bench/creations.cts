// Sixty videos in one run, as JoggAI lets them through: how many succeed, how close to the shortest possible time.
import './lib/outsideJest.cts';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node.ts';
import { numbered, writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, newWorld } from '../harness/world.cts';
import { type Figure, report } from './lib/figures.cts';

const COUNT = 60;
const WINDOW_SECONDS = 60;
const OURS = 20;

/** The time from the first creation to the last is what the service's window leaves no way around. */
async function creations(postsPerWindow: number, retryAfterIn: 'header' | 'nowhere') {
	const world = await newWorld({ postsPerWindow, windowSeconds: WINDOW_SECONDS, retryAfterIn });
	const { items } = await world.run({
		type: new JoggAiAvatarVideo(),
		parameters: { ...AVATAR_VIDEO, waitForCompletion: 'none' },
		items: numbered(COUNT),
		credentials: { ...world.credentials, requestsPerMinute: OURS },
	});
	const sent = writes(world);
	const accepted = sent.filter(({ code }) => code === 0);
	const least = (COUNT / postsPerWindow - 1) * WINDOW_SECONDS;
	const took = (accepted[accepted.length - 1].at - accepted[0].at) / 1000;
	await world.close();
	return {
		succeeded: new Set(items.map(({ json }) => json.id)).size,
		time: took / least,
		refused: sent.length - accepted.length,
	};
}

async function measure(): Promise<Figure[]> {
	const agreed = await creations(OURS, 'header');
	const told = await creations(OURS / 2, 'header');
	const untold = await creations(OURS / 2, 'nowhere');
	return [
		{
			what: `${COUNT} creations, ${OURS} a minute: succeeded`,
			measured: agreed.succeeded,
			bar: { atLeast: COUNT },
		},
		{ what: 'their time / the shortest possible', measured: agreed.time, bar: { atMost: 1.03 } },
		{ what: 'of them refused by JoggAI', measured: agreed.refused, bar: { atMost: 0 } },
		{
			what: `${COUNT} creations, JoggAI half as generous as the credential says: succeeded`,
			measured: told.succeeded,
			bar: { atLeast: COUNT },
		},
		{ what: 'their time / the shortest possible', measured: told.time, bar: { atMost: 1.1 } },
		{ what: 'of them refused at first', measured: told.refused },
		{
			what: 'the same, JoggAI not saying when it will be open again: succeeded',
			measured: untold.succeeded,
			bar: { atLeast: COUNT },
		},
		{ what: 'their time / the shortest possible', measured: untold.time, bar: { atMost: 1.1 } },
		{ what: 'of them refused at first', measured: untold.refused },
	];
}

void report(measure);
