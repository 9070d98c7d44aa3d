import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { OWN_AVATARS, PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { VOICES } from '../../sandbox/data/voices.cts';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiProductAvatar } from '../../nodes/ProductAvatar/JoggAiProductAvatar.node';
import { json } from '../harness/engine.cts';
import { byId, search } from '../harness/form.cts';
import { reply, startServer } from '../harness/servers.cts';
import { downloads, reads, writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const run = async (parameters: INodeParameters, items?: INodeExecutionData[]) =>
	await at.world.run({ type: new JoggAiProductAvatar(), parameters, items });
const pick = async (method: string, parameters: INodeParameters = {}, filter?: string) =>
	await search(
		{ type: new JoggAiProductAvatar(), method, credentials: at.world.credentials, parameters },
		filter,
	);

const productImageUrl = 'https://example.com/lamp.png';
const publicAvatar = String(PUBLIC_AVATARS[0].id);

const IMAGES: INodeParameters = { operation: 'generateImages', productImageUrl, avatar: byId(publicAvatar) };
const AVATAR: INodeParameters = {
	operation: 'createAvatar',
	generation: byId('={{ $json.generationId }}'),
	name: 'Nina with the lamp',
	description: 'turns the lamp',
	voice: byId(VOICES[0].voice_id),
};

const batch = () => at.world.joggAi.jobs[0];
const own = (source: string) =>
	OWN_AVATARS.find((avatar) => avatar.source === source && avatar.readiness === 'completed')?.id;

describe('Product Avatar → Generate Images', () => {
	it('sends the number of images even when it is one, and returns the finished image', async () => {
		const { items, error } = await run(IMAGES);

		expect(error).toBeUndefined();
		expect(writes(at.world).map(({ path, body }) => ({ path, body }))).toEqual([
			{
				path: '/v2/product_avatar/generation',
				body: {
					product_image_url: productImageUrl,
					avatar_source: { type: 'id', avatar_type: 'public', avatar_id: PUBLIC_AVATARS[0].id },
					quality: 'medium',
					aspect_ratio: '2:3',
					num_images: 1,
				},
			},
		]);
		const [generationId] = batch().items;
		const image = expect.stringMatching(/\.png$/);
		expect(items).toEqual([
			{
				json: {
					kind: 'productImages',
					id: batch().id,
					status: 'completed',
					generationId,
					imageUrl: image,
					imageUrls: [image],
					completedImages: 1,
					failedImages: 0,
					images: [{ generationId, status: 'completed', imageUrl: image, imageId: `img_${generationId}` }],
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		['public', Number(publicAvatar), 'public'],
		['instant', own('instant'), 'custom'],
		['photo', own('photo'), 'photo'],
	])('names the type of an avatar of source %s in a word', async (avatarSource, id, type) => {
		const { error } = await run({
			...IMAGES,
			avatarSource,
			avatar: byId(String(id)),
			waitForCompletion: 'none',
		});

		expect(error).toBeUndefined();
		expect(writes(at.world)[0].body).toMatchObject({
			avatar_source: { type: 'id', avatar_type: type, avatar_id: id },
		});
	});

	it.each([
		[
			'a picture',
			{ presenter: 'image', personImageUrl: 'https://example.com/person.png' },
			{ type: 'image', value: 'https://example.com/person.png' },
		],
		[
			'a description',
			{ presenter: 'description', personDescription: 'smiling woman' },
			{ type: 'description', value: 'smiling woman' },
		],
	])('takes a person out of %s, without any avatar', async (_, fields, source) => {
		const { error } = await run({ ...IMAGES, ...fields, waitForCompletion: 'none' });

		expect(error).toBeUndefined();
		expect((writes(at.world)[0].body as { avatar_source: object }).avatar_source).toEqual(source);
	});

	it('sends quality, ratio, number, prompt and callback as JoggAI spells them', async () => {
		const listener = await startServer(reply(200, '{}'));
		const { error } = await run({
			...IMAGES,
			aspectRatio: '3:2',
			numberOfImages: '={{ "4" }}',
			options: { quality: 'high', prompt: 'in a cosy study', callbackUrl: `${listener.url}/done` },
		});

		expect(error).toBeUndefined();
		expect(writes(at.world)[0].body).toMatchObject({
			aspect_ratio: '3:2',
			num_images: 4,
			prompt: 'in a cosy study',
			webhook_url: `${listener.url}/done`,
		});
		expect(at.world.joggAi.deliveries).toEqual([
			expect.objectContaining({ to: 'callback', url: `${listener.url}/done` }),
		]);
	});

	it('waits for the last image of a batch and puts all of them into binary fields', async () => {
		const { items, error } = await run({ ...IMAGES, numberOfImages: 4, download: true });

		expect(error).toBeUndefined();
		expect(json(items)[0]).toMatchObject({ status: 'completed', completedImages: 4, failedImages: 0 });
		expect(Object.keys(items[0].binary ?? {})).toEqual(['data', 'data_1', 'data_2', 'data_3']);
		expect(downloads(at.world)).toHaveLength(4);
		expect(at.world.clock.elapsedSeconds).toBeGreaterThanOrEqual(120);
	});

	it('returns what was made when single images fail, with the counts', async () => {
		at.world.joggAi.fault({
			match: 'POST /v2/product_avatar/generation',
			kind: 'failJob',
			message: 'no product found',
			items: 2,
		});

		const { items, error } = await run({ ...IMAGES, numberOfImages: 3, download: true });

		expect(error).toBeUndefined();
		const [first, second, third] = batch().items;
		expect(json(items)[0]).toMatchObject({
			status: 'completed',
			completedImages: 1,
			failedImages: 2,
			generationId: third,
			imageUrls: [expect.stringContaining(third)],
			images: [
				{ generationId: first, status: 'failed' },
				{ generationId: second, status: 'failed' },
				{ generationId: third, status: 'completed' },
			],
		});
		expect(Object.keys(items[0].binary ?? {})).toEqual(['data']);
	});

	it('fails when all images fail', async () => {
		at.world.joggAi.fault({
			match: 'POST /v2/product_avatar/generation',
			kind: 'failJob',
			message: 'no product found',
		});

		const { error } = await run({ ...IMAGES, numberOfImages: 3 });

		expect(error?.message).toBe(
			`JoggAI could not make the batch of product avatar images ${batch().id} and gave no reason`,
		);
	});

	it('tells the batch and all its images at once when it should not wait', async () => {
		const { items } = await run({ ...IMAGES, numberOfImages: 2, waitForCompletion: 'none' });

		expect(json(items)[0]).toMatchObject({
			id: batch().id,
			status: 'processing',
			imageUrls: [],
			images: batch().items.map((generationId) => ({ generationId, status: 'processing' })),
		});
	});

	it.each([
		['no product image', { productImageUrl: '={{ $json.missing }}' }, "'Product Image URL' is empty"],
		[
			'a product page without a scheme',
			{ productImageUrl: 'example.com/lamp.png' },
			"'Product Image URL' must be a web address that starts with https://",
		],
		[
			'an avatar that is no number',
			{ avatar: byId('Nina') },
			"'Avatar' must be a number such as 81; pick an entry from the list or use the ID of a JoggAI list node",
		],
		[
			'no description of the person',
			{ presenter: 'description', personDescription: '={{ " " }}' },
			"'Person Description' is empty",
		],
		[
			'no picture of the person',
			{ presenter: 'image', personImageUrl: '={{ "" }}' },
			"'Person Image URL' is empty",
		],
		['five images', { numberOfImages: 5 }, "'Number of Images' must be between 1 and 4"],
		['no images', { numberOfImages: 0 }, "'Number of Images' must be between 1 and 4"],
		['one and a half images', { numberOfImages: 1.5 }, "'Number of Images' must be a whole number"],
	])('buys nothing with %s', async (_, wrong, message) => {
		const { error } = await run({ ...IMAGES, ...wrong });

		expect(error?.message).toBe(message);
		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('Product Avatar → Get Images', () => {
	it('reads a batch without a status of its own: running while one image is, then done', async () => {
		await run({ ...IMAGES, numberOfImages: 2, waitForCompletion: 'none' });
		await at.world.clock.sleep(70_000);

		const half = await run({ operation: 'getImages', batchId: batch().id });
		const whole = await run({ operation: 'getImages', batchId: batch().id, waitForCompletion: 'wait' });

		expect(json(half.items)[0]).toMatchObject({
			status: 'processing',
			completedImages: 1,
			generationId: batch().items[0],
		});
		expect(json(whole.items)[0]).toMatchObject({ status: 'completed', completedImages: 2 });
		expect(reads(at.world)[0].path).toBe(`/v2/product_avatar/generation/${batch().id}`);
	});

	it('reads the answer without a summary just as well', async () => {
		await run({ ...IMAGES, numberOfImages: 2 });

		const now = await run({ operation: 'getImages', batchId: batch().id });
		at.world.joggAi.settings.dialect = 'guide';
		const older = await run({ operation: 'getImages', batchId: batch().id });

		expect(json(older.items)).toEqual(json(now.items));
	});

	it('reads the first revision of the answer, with one status and one image', async () => {
		const answers = [
			'{"batch_id":"b1","status":"processing"}',
			'{"batch_id":"b1","status":"success","image_url":"https://example.com/1.png"}',
		];
		const joggAi = await startServer((request, response, count) =>
			reply(200, `{"code":0,"msg":"success","data":${answers[Math.min(count, answers.length) - 1]}}`)(
				request,
				response,
			),
		);
		const { items, error } = await at.world.run({
			type: new JoggAiProductAvatar(),
			parameters: { operation: 'getImages', batchId: 'b1', waitForCompletion: 'wait' },
			credentials: { ...at.world.credentials, domain: joggAi.url },
		});

		expect(error).toBeUndefined();
		expect(json(items)[0]).toMatchObject({
			status: 'completed',
			imageUrl: 'https://example.com/1.png',
			completedImages: 1,
		});
		expect(joggAi.received).toHaveLength(2);
	});

	it('returns a batch that failed altogether instead of stopping the workflow', async () => {
		at.world.joggAi.fault({
			match: 'POST /v2/product_avatar/generation',
			kind: 'failJob',
			message: 'no product found',
		});
		await run(IMAGES);

		const { items, error } = await run({ operation: 'getImages', batchId: batch().id });

		expect(error).toBeUndefined();
		expect(json(items)[0]).toMatchObject({ status: 'failed', completedImages: 0, failedImages: 1 });
	});

	it('sends nothing without an ID', async () => {
		const { error } = await run({ operation: 'getImages', batchId: '={{ "\\n" }}' });

		expect(error?.message).toBe("'Batch ID' is empty");
		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('Product Avatar → Create Avatar', () => {
	it('turns an image into an avatar that a video can use', async () => {
		const images = await run(IMAGES);
		const avatar = await run(AVATAR, images.items);
		const video = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: {
				...AVATAR_VIDEO,
				avatarSource: '={{ $json.avatarSource }}',
				avatar: byId('={{ $json.avatarId }}'),
			},
			items: avatar.items,
		});

		expect([images.error, avatar.error, video.error]).toEqual([undefined, undefined, undefined]);
		const [, motionPost, videoPost] = writes(at.world);
		expect(motionPost).toMatchObject({ path: '/v2/product_avatar/add_motion' });
		expect(motionPost.body).toEqual({
			generation_id: batch().items[0],
			name: 'Nina with the lamp',
			description: 'turns the lamp',
			voice_id: VOICES[0].voice_id,
		});
		const { avatarId } = at.world.joggAi.jobs[1];
		expect(json(avatar.items)).toEqual([
			{
				kind: 'productAvatar',
				id: at.world.joggAi.jobs[1].id,
				status: 'completed',
				videoUrl: expect.stringMatching(/\.mp4$/),
				avatarId,
				avatarSource: 'product',
				name: 'Nina with the lamp',
				voiceId: VOICES[0].voice_id,
				imageUrl: json(images.items)[0].imageUrl,
			},
		]);
		expect(videoPost.body).toMatchObject({ avatar: { avatar_id: avatarId, avatar_type: 1 } });
	});

	it('sends the model as a number and the ratio in the words of videos', async () => {
		const images = await run(IMAGES);

		const { error } = await run(
			{ ...AVATAR, options: { motionModel: '={{ "2" }}', aspectRatio: 'square' } },
			images.items,
		);

		expect(error).toBeUndefined();
		expect(writes(at.world)[1].body).toMatchObject({ model: 2, aspect_ratio: 'square' });
	});

	it("tells JoggAI's reason when no avatar comes of it", async () => {
		const images = await run(IMAGES);
		at.world.joggAi.fault({
			match: 'POST /v2/product_avatar/add_motion',
			kind: 'failJob',
			message: 'no face detected',
		});

		const { error } = await run(AVATAR, images.items);

		expect(error?.message).toBe(
			`JoggAI could not make the product avatar ${at.world.joggAi.jobs[1].id}: no face detected`,
		);
	});

	it.each([
		['generation', byId('={{ $json.missing }}'), "'Image' is empty"],
		['name', '={{ "" }}', "'Name' is empty"],
		['description', '={{ "" }}', "'Description' is empty"],
		['voice', byId('={{ "" }}'), "'Voice' is empty"],
	])('buys nothing when %s is empty', async (field, nothing, message) => {
		const { error } = await run({ ...AVATAR, generation: byId('gen_1'), [field]: nothing });

		expect(error?.message).toBe(message);
		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('Product Avatar → Get Avatar', () => {
	it('returns the running avatar, then the finished one, by its motion ID', async () => {
		const images = await run(IMAGES);
		await run({ ...AVATAR, waitForCompletion: 'none' }, images.items);
		const { id: motionId, avatarId } = at.world.joggAi.jobs[1];

		const running = await run({ operation: 'getAvatar', motionId });
		const finished = await run({ operation: 'getAvatar', motionId, waitForCompletion: 'wait' });

		expect(json(running.items)[0]).toMatchObject({ id: motionId, status: 'processing', avatarId });
		expect(json(running.items)[0]).not.toHaveProperty('videoUrl');
		expect(json(finished.items)[0]).toMatchObject({ status: 'completed', avatarId, avatarSource: 'product' });
		expect(reads(at.world).at(-1)).toMatchObject({
			path: '/v2/product_avatar',
			query: { motion_id: motionId },
		});
	});

	it('returns a failed avatar with its reason instead of stopping the workflow', async () => {
		const images = await run(IMAGES);
		at.world.joggAi.fault({
			match: 'POST /v2/product_avatar/add_motion',
			kind: 'failJob',
			message: 'no face detected',
		});
		await run(AVATAR, images.items);

		const { items, error } = await run({ operation: 'getAvatar', motionId: at.world.joggAi.jobs[1].id });

		expect(error).toBeUndefined();
		expect(json(items)[0]).toMatchObject({ status: 'failed', reason: 'no face detected' });
	});

	it('sends nothing without an ID', async () => {
		const { error } = await run({ operation: 'getAvatar', motionId: '={{ null }}' });

		expect(error?.message).toBe("'Motion ID' is empty");
		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('the pickers of Product Avatar', () => {
	it('offers the finished images of the batch, each with a link to look at it', async () => {
		at.world.joggAi.fault({
			match: 'POST /v2/product_avatar/generation',
			kind: 'failJob',
			message: 'no product found',
			items: 1,
		});
		await run({ ...IMAGES, numberOfImages: 3 });
		const [, second, third] = batch().items;

		const { results } = await pick('searchGenerations', { batchId: ` ${batch().id} ` });
		const found = await pick('searchGenerations', { batchId: batch().id }, third);

		expect(results).toEqual([
			{ name: `Image 2 (${second})`, value: second, url: expect.stringContaining(second) },
			{ name: `Image 3 (${third})`, value: third, url: expect.stringContaining(third) },
		]);
		expect(found.results).toEqual([results[1]]);
	});

	it('says what it needs when no batch is given, or only an expression', async () => {
		await expect(pick('searchGenerations')).rejects.toThrow(
			'Fill in Batch ID to see the images of that batch',
		);
		await expect(pick('searchGenerations', { batchId: '={{ $json.id }}' })).rejects.toThrow(
			'Give Batch ID without an expression to see its images',
		);
		expect(at.world.joggAi.requests).toEqual([]);
	});

	it('shows why when JoggAI does not know the batch', async () => {
		const refused = pick('searchGenerations', { batchId: 'nobody' });

		await expect(refused).rejects.toThrow('JoggAI does not know this ID');
	});

	it('offers avatars of the three sources that JoggAI has a word for here', async () => {
		const source = new JoggAiProductAvatar().description.properties.find(
			({ name }) => name === 'avatarSource',
		);
		const { results } = await pick('searchAvatars', { avatarSource: 'photo' });

		expect(source?.options?.map((option) => (option as { value: string }).value)).toEqual([
			'instant',
			'photo',
			'public',
		]);
		expect(results.map(({ value }) => value)).toEqual([String(own('photo'))]);
	});
});
