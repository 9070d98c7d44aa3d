import { PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { VOICES } from '../../sandbox/data/voices.cts';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { json } from '../harness/engine.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const type = () => new JoggAiAvatarVideo();
const at = eachInItsOwnWorld();

const posts = () => at.world.joggAi.requests.filter(({ method }) => method === 'POST');

describe('Avatar Video → Create', () => {
	it('sends only what the user filled in and returns the finished video', async () => {
		const { items, error } = await at.world.run({ type: type(), parameters: AVATAR_VIDEO });

		expect(error).toBeUndefined();
		expect(posts().map(({ body }) => body)).toEqual([
			{
				avatar: { avatar_id: PUBLIC_AVATARS[0].id, avatar_type: 0 },
				voice: { type: 'script', script: 'Good morning, team.', voice_id: VOICES[0].voice_id },
				aspect_ratio: 'landscape',
				screen_style: 1,
				caption: false,
			},
		]);
		expect(items).toEqual([
			{
				json: expect.objectContaining({
					kind: 'avatarVideo',
					id: at.world.joggAi.charges[0].id,
					status: 'completed',
					videoUrl: expect.stringMatching(/\.mp4$/),
				}),
				pairedItem: { item: 0 },
			},
		]);
		expect(json(items)[0]).not.toHaveProperty('timedOut');
	});
});
