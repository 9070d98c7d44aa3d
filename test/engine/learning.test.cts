import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { numbered, reads } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld({ postsPerWindow: 1000 });

/** Runs twenty videos of 200 seconds each and answers how often and how late they were asked for. */
async function batch(additions = {}) {
	const { world } = at;
	world.joggAi.settings.speed = 120 / 200;
	const before = reads(world).length;
	const started = world.clock.elapsedSeconds;
	const { items } = await world.run({
		type: new JoggAiAvatarVideo(),
		parameters: { ...AVATAR_VIDEO, ...additions },
		items: numbered(20),
		credentials: { ...world.credentials, requestsPerMinute: 1000 },
		node: { onError: 'continueRegularOutput' },
	});
	expect(items).toHaveLength(20);
	return {
		questions: (reads(world).length - before) / 20,
		lastSeenAfter: world.clock.elapsedSeconds - started,
	};
}

it.each([
	['finished', {}],
	['failed', { script: 'Hello [fail: no face detected]' }],
])(
	'asks less often, and notices the end sooner, once it has seen videos that %s',
	async (_what, additions) => {
		const first = await batch(additions);
		const second = await batch();

		expect(first.questions).toBeGreaterThan(8);
		expect(second.questions).toBeLessThan(first.questions * 0.75);
		expect(second.lastSeenAfter).toBeLessThanOrEqual(210);
		expect(second.lastSeenAfter).toBeLessThan(first.lastSeenAfter);
	},
);
