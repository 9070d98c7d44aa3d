import type { INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiLipSync } from '../../nodes/LipSync/JoggAiLipSync.node';
import { JoggAiListAvatars } from '../../nodes/ListAvatars/JoggAiListAvatars.node';
import { JoggAiListVoices } from '../../nodes/ListVoices/JoggAiListVoices.node';
import { JoggAiProductAvatar } from '../../nodes/ProductAvatar/JoggAiProductAvatar.node';
import { LIVE_LIBRARY } from '../../sandbox/data/library.cts';
import { json } from '../harness/engine.cts';
import { reads } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld({ dialect: 'live' });
const avatarVideo = async (parameters: INodeParameters) =>
	await at.world.run({ type: new JoggAiAvatarVideo(), parameters: { ...AVATAR_VIDEO, ...parameters } });

describe('lists that come whole on every page', () => {
	it.each([1, 50, 100, 101, 626, 627, 1000])(
		'are cut to a limit of %i avatars with one question',
		async (limit) => {
			const parameters = { operation: 'getMany', source: 'public', limit };

			const { items } = await at.world.run({ type: new JoggAiListAvatars(), parameters });

			expect(json(items).map(({ avatarId }) => avatarId)).toEqual(
				LIVE_LIBRARY.avatars.slice(0, limit).map(({ id }) => id),
			);
			expect(reads(at.world)).toHaveLength(1);
		},
	);

	it('end where a filter leaves less than a page and JoggAI promises more all the same', async () => {
		const parameters = {
			operation: 'getMany',
			source: 'library',
			returnAll: true,
			filters: { gender: 'male' },
		};

		const { items } = await at.world.run({ type: new JoggAiListVoices(), parameters });

		expect(json(items).map(({ voiceId }) => voiceId)).toEqual(
			LIVE_LIBRARY.voices.filter(({ gender }) => gender === 'male').map(({ voice_id }) => voice_id),
		);
		expect(reads(at.world).length).toBeLessThanOrEqual(2);
	});

	it('may be null', async () => {
		const parameters = {
			operation: 'getMany',
			source: 'instant',
			returnAll: true,
			filters: { name: 'nobody' },
		};

		const { items, error } = await at.world.run({ type: new JoggAiListAvatars(), parameters });

		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});
});

describe('jobs', () => {
	it('that JoggAI cancels have failed, and the status is the reason', async () => {
		const { error } = await avatarVideo({ script: 'Good morning. [cancel]' });

		const [{ id }] = at.world.joggAi.jobs;
		expect(error?.message).toBe(`JoggAI could not make the avatar video ${id}: cancelled`);
	});

	it('are bought although the balance is told to be 0', async () => {
		const { error, items } = await avatarVideo({});

		expect(error).toBeUndefined();
		expect(json(items)[0]).toMatchObject({ id: at.world.joggAi.jobs[0].id, status: 'completed' });
	});

	it('are found again by what they were made of', async () => {
		const type = new JoggAiLipSync();
		const parameters = {
			operation: 'create',
			videoUrl: 'https://example.com/talk.mp4',
			audioUrl: 'https://example.com/voice.mp3',
			options: { ifMadeBefore: 'always' },
		};

		const first = await at.world.run({ type, parameters });
		const second = await at.world.run({ type, parameters });

		expect(at.world.joggAi.jobs).toHaveLength(1);
		const [{ id }] = at.world.joggAi.jobs;
		expect(json(first.items)[0]).toMatchObject({ id, status: 'completed' });
		expect(json(second.items)[0]).toMatchObject({ id, status: 'completed', reused: true });
	});

	it('of product avatars are running for as long as their summary says so, whatever the list holds', async () => {
		const parameters = {
			operation: 'generateImages',
			productImageUrl: 'https://example.com/lamp.png',
			presenter: 'description',
			personDescription: 'A tall man',
			numberOfImages: 3,
		};

		const { items, error } = await at.world.run({ type: new JoggAiProductAvatar(), parameters });

		expect(error).toBeUndefined();
		const [{ id, items: pictures }] = at.world.joggAi.jobs;
		expect(json(items)).toEqual([
			expect.objectContaining({
				id,
				status: 'completed',
				imageUrls: pictures.map((picture) => expect.stringContaining(`/media/${picture}.png`)),
			}),
		]);
	});
});

describe('refusals with an HTTP status of their own', () => {
	it.each([
		['a wrong key (401)', { apiKey: 'wrong' }, {}, 'JoggAI did not accept the API key'],
		[
			'an unknown avatar (400)',
			{},
			{ avatar: { __rl: true, mode: 'id', value: '999999' } },
			'JoggAI does not know this ID',
		],
	])('%s', async (_what, credentials, parameters, message) => {
		Object.assign(at.world.credentials, credentials);

		const { error } = await avatarVideo(parameters);

		expect(error?.message).toBe(message);
		expect(at.world.joggAi.charges).toEqual([]);
	});

	it('an outage while a job is waited for (503) is waited out', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/avatar_video/{id}', kind: 'code', code: 50000, times: 3 });

		const { error, items } = await avatarVideo({});

		expect(error).toBeUndefined();
		expect(json(items)[0]).toMatchObject({ status: 'completed' });
		expect(reads(at.world).filter(({ status }) => status === 503)).toHaveLength(3);
	});

	it('an outage while a job is bought (503) buys nothing twice', async () => {
		at.world.joggAi.fault({ match: 'POST /v2/create_video_from_avatar', kind: 'code', code: 50000 });

		const { error } = await avatarVideo({});

		expect(`${error?.message} ${error?.description}`).toContain('not known whether JoggAI accepted');
		expect(at.world.joggAi.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});
});
