import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { OWN_AVATARS, PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { VOICES } from '../../sandbox/data/voices.cts';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { json } from '../harness/engine.cts';
import { fromList } from '../harness/form.cts';
import { writes } from '../harness/wire.cts';
import { reply, startServer } from '../harness/servers.cts';
import { ASK, AVATAR_VIDEO, CREATE, eachInItsOwnWorld } from '../harness/world.cts';

const type = () => new JoggAiAvatarVideo();
const at = eachInItsOwnWorld();

describe('Avatar Video → Create', () => {
	it('sends only what the user filled in and returns the finished video', async () => {
		const { items, error } = await at.world.run({ type: type(), parameters: AVATAR_VIDEO });

		expect(error).toBeUndefined();
		expect(writes(at.world).map(({ body }) => body)).toEqual([
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

	const bodyOf = async (parameters: INodeParameters) => {
		const { error } = await at.world.run({
			type: type(),
			parameters: { ...AVATAR_VIDEO, waitForCompletion: 'none', ...parameters },
		});
		expect(error).toBeUndefined();
		return writes(at.world)[0].body as IDataObject;
	};

	it('lets the avatar move its lips to a recording, with a voice but without a script', async () => {
		const audioUrl = 'https://media.example.com/take3.mp3';
		const { voice } = await bodyOf({ speechFrom: 'audio', audioUrl, script: 'left over from before' });

		expect(voice).toEqual({ type: 'audio', audio_url: audioUrl, voice_id: VOICES[0].voice_id });
	});

	it.each(
		OWN_AVATARS.filter(({ readiness }) => readiness === 'completed').map(({ source, id }) => [source, id]),
	)('tells JoggAI that an avatar from the source %s is one of the account', async (avatarSource, id) => {
		const { avatar } = await bodyOf({
			avatarSource,
			avatar: fromList(String(id)),
		});

		expect(avatar).toEqual({ avatar_id: id, avatar_type: 1 });
	});

	it('sends captions, shape, background, name and callback when they were chosen', async () => {
		const options = { videoName: 'Monday update', callbackUrl: 'https://example.com/ready' };
		const body = await bodyOf({
			aspectRatio: 'portrait',
			options: { ...options, captions: true, screenStyle: 2 },
		});

		expect(body).toMatchObject({
			caption: true,
			aspect_ratio: 'portrait',
			screen_style: 2,
			video_name: 'Monday update',
			webhook_url: 'https://example.com/ready',
		});
	});

	it.each([
		['chosen', 3],
		['from an expression', '={{ 3 }}'],
	])('never asks for captions in a transparent video (background %s)', async (_how, screenStyle) => {
		expect(await bodyOf({ options: { screenStyle, captions: true } })).toMatchObject({
			screen_style: 3,
			caption: false,
		});
	});

	it('returns a transparent video as WebM and the others as MP4', async () => {
		const items = [1, 2, 3].map((style) => ({ json: { style } }));
		const { items: videos } = await at.world.run({
			type: type(),
			parameters: { ...AVATAR_VIDEO, options: { screenStyle: '={{ $json.style }}' } },
			items,
		});

		expect(json(videos).map(({ videoUrl }) => String(videoUrl).slice(-4))).toEqual(['.mp4', '.mp4', 'webm']);
	});

	it('reads what the guides show instead of the spec', async () => {
		at.world.joggAi.settings.dialect = 'guide';
		const { items } = await at.world.run({ type: type(), parameters: AVATAR_VIDEO });

		expect(json(items)[0]).toMatchObject({ status: 'completed', durationSeconds: expect.any(Number) });
	});

	it('hands on JoggAI’s own words with Simplify off', async () => {
		const { items } = await at.world.run({
			type: type(),
			parameters: { ...AVATAR_VIDEO, options: { simplify: false } },
		});

		expect(json(items)[0]).toMatchObject({
			video_id: at.world.joggAi.charges[0].id,
			status: 'completed',
			video_url: expect.any(String),
		});
	});
});

describe('Avatar Video → Get', () => {
	it('tells how an earlier video is doing, and returns it once it is finished', async () => {
		const created = await at.world.run({
			type: type(),
			parameters: { ...AVATAR_VIDEO, waitForCompletion: 'none' },
		});
		const videoId = json(created.items)[0].id as string;
		const early = await at.world.run({ type: type(), parameters: { operation: 'get', videoId } });
		const waited = await at.world.run({
			type: type(),
			parameters: { operation: 'get', videoId, waitForCompletion: 'wait' },
		});

		expect(json(early.items)).toEqual([expect.objectContaining({ id: videoId, status: 'processing' })]);
		expect(json(early.items)[0]).not.toHaveProperty('videoUrl');
		expect(json(waited.items)).toEqual([expect.objectContaining({ id: videoId, status: 'completed' })]);
		expect(writes(at.world)).toHaveLength(1);
	});

	it('names the fields that hold IDs where JoggAI does not know one, and asks whether the source matches', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'code', code: 10104 });
		const { error } = await at.world.run({ type: type(), parameters: AVATAR_VIDEO });

		expect(error?.description).toContain("IDs stand in 'Avatar' (");
		expect(error?.description).toContain("'Voice' (");
		expect(error?.description).toContain("Does 'Avatar Source' match the avatar?");
	});

	it('does not ask about the avatar where JoggAI does not know the job that it has started', async () => {
		at.world.joggAi.fault({ match: ASK, kind: 'code', code: 10104, times: 'always' });
		const { error } = await at.world.run({ type: type(), parameters: AVATAR_VIDEO });

		expect(error?.message).toContain(at.world.joggAi.charges[0].id);
		expect(error?.description).not.toContain('Avatar Source');
	});

	const told = async (data: object) => {
		const server = await startServer(reply(200, JSON.stringify({ code: 0, data })));
		const { items } = await at.world.run({
			type: type(),
			parameters: { operation: 'get', videoId: 'v1' },
			credentials: { ...at.world.credentials, domain: server.url },
		});
		return json(items)[0];
	};

	it('gives details of a job that failed', async () => {
		expect(await told({ status: 'failed', error: { message: 'no face' } })).toMatchObject({
			status: 'failed',
			reason: 'no face',
			details: {
				outcome: 'notMade',
				charged: false,
				tryAgain: false,
				jobs: [{ kind: 'avatarVideo', id: 'v1', status: 'failed' }],
			},
		});
	});

	it('warns of a finished job without the address of its file, also where it does not wait', async () => {
		expect(await told({ status: 'completed' })).toMatchObject({
			warning: expect.stringContaining('has not told the address of its file'),
			details: { outcome: 'noFile' },
		});
	});

	it.each(['https://media.example/v.mp4?Signature=s3cret', 'https://joe:s3cret@media.example/v.mp4'])(
		'does not show what opens doors where an ID is wrong: %s',
		async (videoId) => {
			const { error } = await at.world.run({ type: type(), parameters: { operation: 'get', videoId } });
			expect(error?.description).toContain('media.example/v.mp4');
			expect(`${error?.message} ${error?.description}`).not.toContain('s3cret');
		},
	);

	it('says that JoggAI does not know an ID', async () => {
		const { error } = await at.world.run({
			type: type(),
			parameters: { operation: 'get', videoId: 'not-mine' },
		});

		expect(error?.message).toBe('JoggAI does not know this ID');
		expect(error?.description).toContain(`IDs stand in 'Video ID' ("not-mine").`);
	});
});
