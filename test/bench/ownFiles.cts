// Sixty videos in one run, each of a recording of its own that the node has to store first: how close to the shortest time.
import './lib/outsideJest.cts';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node.ts';
import { writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, newWorld } from '../harness/world.cts';
import { type Figure, report } from './lib/figures.cts';

const COUNT = 60;
const BYTES = 5 * 1024 * 1024;
const PER_MINUTE = 20;
/** A file is announced, then the video is ordered. */
const REQUESTS = 2 * COUNT;

async function measure(): Promise<Figure[]> {
	const world = await newWorld({ postsPerWindow: PER_MINUTE, windowSeconds: 60 });
	const items = [];
	for (let number = 0; number < COUNT; number++) {
		// Inside the item: the virtual clock would not see that a disk is busy.
		const data = Buffer.alloc(BYTES, `\0recording ${number}`).toString('base64');
		items.push({ json: {}, binary: { data: { data, mimeType: 'audio/mpeg', fileName: `${number}.mp3` } } });
	}
	const { items: made, error } = await world.run({
		type: new JoggAiAvatarVideo(),
		parameters: {
			...AVATAR_VIDEO,
			speechFrom: 'audio',
			audioSource: 'file',
			waitForCompletion: 'none',
		},
		items,
	});
	if (error) throw error;
	const sent = writes(world).filter(({ method, code }) => method === 'POST' && code === 0);
	const least = REQUESTS / PER_MINUTE - 1;
	const took = (sent[sent.length - 1].at - sent[0].at) / 60_000;
	await world.close();
	return [
		{
			what: `${COUNT} videos of ${COUNT} files of 5 MiB: succeeded`,
			measured: new Set(made.map(({ json }) => json.id)).size,
			bar: { atLeast: COUNT },
		},
		{
			what: 'their time / the shortest possible, two of the 20 requests each',
			measured: took / least,
			bar: { atMost: 1.05 },
		},
	];
}

void report(measure);
