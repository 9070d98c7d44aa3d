import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { VOICES } from '../../sandbox/data/voices.cts';
import {
	PHOTO_AGES,
	PHOTO_ETHNICITIES,
	PHOTO_GENDERS,
	PHOTO_MODELS,
	PHOTO_MOTION_MODELS,
	PHOTO_STYLES,
} from '../../sandbox/vocabulary.cts';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiPhotoAvatar } from '../../nodes/PhotoAvatar/JoggAiPhotoAvatar.node';
import { json } from '../harness/engine.cts';
import { byId } from '../harness/form.cts';
import { allFields } from '../harness/nodeTypes.cts';
import { reply, startServer } from '../harness/servers.cts';
import { downloads, reads, writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const run = async (parameters: INodeParameters, items?: INodeExecutionData[]) =>
	await at.world.run({ type: new JoggAiPhotoAvatar(), parameters, items });

const imageUrl = 'https://example.com/portrait.png';

const PHOTOS: INodeParameters = { operation: 'generatePhotos' };
const AVATAR: INodeParameters = {
	operation: 'createAvatar',
	imageUrl,
	name: 'Ken',
	voice: byId(VOICES[0].voice_id),
};

const charged = (index = 0) => at.world.joggAi.charges[index];

/** What a menu of the node offers; inside the additional fields as well. */
const offered = (name: string) =>
	allFields(new JoggAiPhotoAvatar().description.properties)
		.find((field) => field.name === name)
		?.options?.map((option) => (option as { value: string }).value)
		.sort();

describe('Photo Avatar → Generate Photos', () => {
	it("sends JoggAI's words in their exact spelling and returns four pictures but no avatar", async () => {
		const { items, error } = await run(PHOTOS);

		expect(error).toBeUndefined();
		expect(writes(at.world).map(({ path, body }) => ({ path, body }))).toEqual([
			{
				path: '/v2/photo_avatar/photo/generate',
				body: {
					gender: 'Female',
					age: 'Adult',
					avatar_style: 'Professional',
					aspect_ratio: 'portrait',
					model: 'modern',
				},
			},
		]);
		const [photos] = json(items);
		expect(photos).toEqual({
			kind: 'photoImages',
			id: charged().id,
			status: 'completed',
			photoId: charged().id,
			imageUrl: expect.stringMatching(/-1\.png$/),
			imageUrls: [1, 2, 3, 4].map((n) => expect.stringMatching(new RegExp(`-${n}\\.png$`))),
			imageKeys: [1, 2, 3, 4].map((n) => `photo/${charged().id}/${n}.png`),
		});
		expect(items[0].pairedItem).toEqual({ item: 0 });
		expect(charged().credits).toBe(0.2);
	});

	it('sends every field that the user adds', async () => {
		const { error } = await run({
			...PHOTOS,
			gender: 'Male',
			age: 'Young adult',
			avatarStyle: 'Social',
			aspectRatio: 'square',
			imageModel: 'classic',
			waitForCompletion: 'none',
			options: {
				ethnicity: 'East Asian',
				background: 'bright studio',
				appearance: 'round glasses',
				referencePhotoUrl: imageUrl,
			},
		});

		expect(error).toBeUndefined();
		expect(writes(at.world)[0].body).toEqual({
			gender: 'Male',
			age: 'Young adult',
			avatar_style: 'Social',
			aspect_ratio: 'square',
			model: 'classic',
			ethnicity: 'East Asian',
			background: 'bright studio',
			appearance: 'round glasses',
			image_url: imageUrl,
		});
	});

	it('offers every word that JoggAI takes, and no other', () => {
		expect(offered('age')).toEqual([...PHOTO_AGES].sort());
		expect(offered('gender')).toEqual([...PHOTO_GENDERS].sort());
		expect(offered('avatarStyle')).toEqual([...PHOTO_STYLES].sort());
		expect(offered('imageModel')).toEqual([...PHOTO_MODELS].sort());
		expect(offered('ethnicity')).toEqual([...PHOTO_ETHNICITIES].sort());
		expect(offered('motionModel')).toEqual([...PHOTO_MOTION_MODELS].sort());
	});

	it('puts all four pictures into binary fields of their own', async () => {
		const { items, error } = await run({
			...PHOTOS,
			download: true,
			options: { binaryPropertyName: 'photo' },
		});

		expect(error).toBeUndefined();
		expect(Object.keys(items[0].binary ?? {})).toEqual(['photo', 'photo_1', 'photo_2', 'photo_3']);
		expect(items[0].binary?.photo_3).toMatchObject({
			mimeType: 'image/png',
			fileName: `photoImages-${charged().id}_3.png`,
		});
		expect(downloads(at.world)).toHaveLength(4);
		for (const { headers } of downloads(at.world)) expect(headers).not.toHaveProperty('x-api-key');
	});

	it('says why when JoggAI reports "error"', async () => {
		at.world.joggAi.fault({
			match: 'POST /v2/photo_avatar/photo/generate',
			kind: 'failJob',
			message: 'insufficient photo quality',
		});

		const { error } = await run(PHOTOS);

		expect(error?.message).toBe(
			`JoggAI could not make the set of avatar photos ${charged().id}: insufficient photo quality`,
		);
	});

	it('buys nothing with a reference photo that is no web address', async () => {
		const { error } = await run({ ...PHOTOS, options: { referencePhotoUrl: 'portrait.png' } });

		expect(error?.message).toBe("'Reference Photo URL' must be a web address that starts with https://");
		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('Photo Avatar → Get Photos', () => {
	it('reads "in_progress", "success" and "error"', async () => {
		await run({ ...PHOTOS, waitForCompletion: 'none' });
		const photoId = charged().id;

		const running = await run({ operation: 'getPhotos', photoId });
		const finished = await run({ operation: 'getPhotos', photoId, waitForCompletion: 'wait' });
		at.world.joggAi.fault({
			match: 'POST /v2/photo_avatar/photo/generate',
			kind: 'failJob',
			message: 'no face detected',
		});
		await run(PHOTOS);
		const failed = await run({ operation: 'getPhotos', photoId: charged(1).id });

		expect(json(running.items)).toEqual([
			{ kind: 'photoImages', id: photoId, status: 'processing', joggAiStatus: 'in_progress', photoId },
		]);
		expect(json(finished.items)[0]).toMatchObject({
			status: 'completed',
			photoId,
			imageUrls: expect.any(Array),
		});
		expect(failed.error).toBeUndefined();
		expect(json(failed.items)[0]).toMatchObject({ status: 'failed', reason: 'no face detected' });
		expect(reads(at.world)[0]).toMatchObject({
			path: '/v2/photo_avatar/photo',
			query: { photo_id: photoId },
		});
	});

	it('asks again when the pictures are not there yet although the job is done, and says so in the end', async () => {
		await run(PHOTOS);
		const asked = reads(at.world).length;
		at.world.joggAi.fault({ match: 'GET /v2/photo_avatar/photo', kind: 'noUrl', times: 'always' });

		const { items, error } = await run({
			operation: 'getPhotos',
			photoId: charged().id,
			waitForCompletion: 'wait',
		});

		expect(error).toBeUndefined();
		expect(reads(at.world).length - asked).toBe(4);
		expect(json(items)[0]).toMatchObject({
			status: 'completed',
			warning: expect.stringContaining('JoggAI Photo Avatar → Get Photos'),
		});
		expect(json(items)[0]).not.toHaveProperty('imageUrl');
	});

	it('sends nothing without an ID', async () => {
		const { error } = await run({ operation: 'getPhotos', photoId: '={{ " " }}' });

		expect(error?.message).toBe("'Photo ID' is empty");
		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('Photo Avatar → Create Avatar', () => {
	it('sends only what the user filled in and returns an avatar ready for a video', async () => {
		const { items, error } = await run(AVATAR);

		expect(error).toBeUndefined();
		expect(writes(at.world).map(({ path, body }) => ({ path, body }))).toEqual([
			{
				path: '/v2/photo_avatar/add_motion',
				body: { image_url: imageUrl, name: 'Ken', voice_id: VOICES[0].voice_id, model: '2.0' },
			},
		]);
		expect(items).toEqual([
			{
				json: {
					kind: 'photoAvatar',
					id: charged().id,
					status: 'completed',
					videoUrl: expect.stringMatching(/\.mp4$/),
					avatarId: at.world.joggAi.jobs[0].avatarId,
					avatarSource: 'photo',
					name: 'Ken',
					voiceId: VOICES[0].voice_id,
					imageUrl,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		['1.0', 2],
		['2.0', 2],
		['2.0-Pro', 3],
		['3.0', 2],
	])('sends motion model %s as text, which costs %d credits', async (motionModel, credits) => {
		await run({ ...AVATAR, motionModel, waitForCompletion: 'none' });

		expect(writes(at.world)[0].body).toMatchObject({ model: motionModel });
		expect(charged().credits).toBe(credits);
	});

	it('tells the avatar ID at once when it should not wait', async () => {
		const { items } = await run({ ...AVATAR, waitForCompletion: 'none' });

		expect(json(items)).toEqual([
			{
				kind: 'photoAvatar',
				id: charged().id,
				status: 'processing',
				avatarId: at.world.joggAi.jobs[0].avatarId,
				estimatedCredits: 2,
				avatarSource: 'photo',
			},
		]);
	});

	it('takes the avatar ID from the status where the first answer lacks it, and the film under its older name', async () => {
		at.world.joggAi.settings.dialect = 'guide';

		const { items, error } = await run(AVATAR);

		expect(error).toBeUndefined();
		expect(json(items)[0]).toMatchObject({
			avatarId: at.world.joggAi.jobs[0].avatarId,
			videoUrl: expect.stringMatching(/\.mp4$/),
		});
		expect(json(items)[0]).not.toHaveProperty('warning');
	});

	it('keeps the avatar ID of the first answer where the status does not repeat it', async () => {
		const joggAi = await startServer((request, response) => {
			const data =
				request.method === 'POST'
					? '{"motion_id":"m1","avatar_id":123}'
					: '{"motion_id":"m1","avatar_id":0,"status":"completed","motion_preview_url":"https://example.com/m.mp4"}';
			reply(200, `{"code":0,"msg":"success","data":${data}}`)(request, response);
		});
		const credentials = { ...at.world.credentials, domain: joggAi.url };
		const { items, error } = await at.world.run({
			type: new JoggAiPhotoAvatar(),
			parameters: AVATAR,
			credentials,
		});

		expect(error).toBeUndefined();
		expect(json(items)[0]).toMatchObject({ id: 'm1', status: 'completed', avatarId: 123 });
	});

	it("tells JoggAI's reason when no avatar comes of it", async () => {
		at.world.joggAi.fault({
			match: 'POST /v2/photo_avatar/add_motion',
			kind: 'failJob',
			message: 'no face detected',
		});

		const { error } = await run(AVATAR);

		expect(error?.message).toBe(`JoggAI could not make the photo avatar ${charged().id}: no face detected`);
	});

	// Two bytes each, so that counting letters would let twice as much through.
	it.each([
		['1.0', 149, 150],
		['2.0', 750, 751],
		['2.0-Pro', 750, 751],
		['3.0', 750, 751],
	])(
		'counts the bytes of the description for motion model %s before anything is sent',
		async (motionModel, fits, tooLong) => {
			const describedBy = async (letters: number) =>
				await run({
					...AVATAR,
					motionModel,
					waitForCompletion: 'none',
					options: { description: 'é'.repeat(letters) },
				});

			const refused = await describedBy(tooLong);
			expect(refused.error?.message).toBe(
				`'Description' is ${tooLong * 2} bytes long, but motion model ${motionModel} takes at most ${motionModel === '1.0' ? 299 : 1500}`,
			);
			expect(at.world.joggAi.requests).toEqual([]);

			const { error } = await describedBy(fits);
			expect(error).toBeUndefined();
			expect(writes(at.world)[0].body).toMatchObject({ description: 'é'.repeat(fits) });
		},
	);

	it.each([
		['an empty image address', { imageUrl: '={{ $json.missing }}' }, "'Image URL' is empty"],
		[
			'an image that is no web address',
			{ imageUrl: 'photo/1.png' },
			"'Image URL' must be a web address that starts with https://",
		],
		['an empty name', { name: '={{ "" }}' }, "'Name' is empty"],
		['an empty voice', { voice: byId('={{ "" }}') }, "'Voice' is empty"],
	])('buys nothing with %s', async (_, wrong, message) => {
		const { error } = await run({ ...AVATAR, ...wrong });

		expect(error?.message).toBe(message);
		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('Photo Avatar → Get Avatar', () => {
	it('returns the running avatar, then the finished one, by its motion ID', async () => {
		await run({ ...AVATAR, waitForCompletion: 'none' });
		const motionId = charged().id;

		const running = await run({ operation: 'getAvatar', motionId });
		const finished = await run({
			operation: 'getAvatar',
			motionId,
			waitForCompletion: 'wait',
			download: true,
		});

		expect(json(running.items)[0]).toMatchObject({ id: motionId, status: 'processing', name: 'Ken' });
		expect(json(running.items)[0]).not.toHaveProperty('videoUrl');
		expect(json(finished.items)[0]).toMatchObject({
			status: 'completed',
			avatarId: expect.any(Number),
			avatarSource: 'photo',
		});
		expect(finished.items[0].binary?.data).toMatchObject({ mimeType: 'video/mp4' });
		expect(reads(at.world)[0]).toMatchObject({ path: '/v2/photo_avatar', query: { motion_id: motionId } });
	});

	it('returns a failed avatar with its reason instead of stopping the workflow', async () => {
		at.world.joggAi.fault({
			match: 'POST /v2/photo_avatar/add_motion',
			kind: 'failJob',
			message: 'avatar generation failed',
		});
		await run(AVATAR);

		const { items, error } = await run({ operation: 'getAvatar', motionId: charged().id });

		expect(error).toBeUndefined();
		expect(json(items)[0]).toMatchObject({ status: 'failed', reason: 'avatar generation failed' });
	});

	it('sends nothing without an ID', async () => {
		const { error } = await run({ operation: 'getAvatar', motionId: '={{ $json.missing }}' });

		expect(error?.message).toBe("'Motion ID' is empty");
		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('from a portrait to a video', () => {
	it('runs photos → avatar → avatar video with what each step hands on', async () => {
		const photos = await run({ ...PHOTOS, options: { referencePhotoUrl: imageUrl } });
		const avatar = await run(
			{
				...AVATAR,
				imageUrl: '={{ $json.imageUrls[2] }}',
				voice: byId(VOICES[0].voice_id),
				options: { photoId: '={{ $json.photoId }}', description: 'nods', welcomeMessage: 'Hello!' },
			},
			photos.items,
		);
		const video = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: {
				...AVATAR_VIDEO,
				avatarSource: '={{ $json.avatarSource }}',
				avatar: byId('={{ $json.avatarId }}'),
			},
			items: avatar.items,
		});

		expect([photos.error, avatar.error, video.error]).toEqual([undefined, undefined, undefined]);
		const [photoPost, motionPost, videoPost] = writes(at.world);
		expect(photoPost.body).toMatchObject({ image_url: imageUrl });
		expect(motionPost.body).toEqual({
			image_url: (json(photos.items)[0].imageUrls as string[])[2],
			name: 'Ken',
			voice_id: VOICES[0].voice_id,
			model: '2.0',
			photo_id: json(photos.items)[0].photoId,
			description: 'nods',
			welcome_msg: 'Hello!',
		});
		expect(videoPost.body).toMatchObject({
			avatar: { avatar_id: json(avatar.items)[0].avatarId, avatar_type: 1 },
		});
		expect(json(video.items)[0]).toMatchObject({ kind: 'avatarVideo', status: 'completed' });
	});

	it('has no avatar to make a video with before motion is added', async () => {
		const photos = await run(PHOTOS);
		const video = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, avatarSource: 'photo', avatar: byId('={{ $json.avatarId }}') },
			items: photos.items,
		});

		expect(video.error?.message).toBe("'Avatar' is empty");
		expect(writes(at.world)).toHaveLength(1);
	});
});
