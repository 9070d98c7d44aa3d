import type { IDataObject, INode, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiLipSync } from '../../nodes/LipSync/JoggAiLipSync.node';
import { JoggAiPhotoAvatar } from '../../nodes/PhotoAvatar/JoggAiPhotoAvatar.node';
import { JoggAiProduct } from '../../nodes/Product/JoggAiProduct.node';
import { JoggAiProductAvatar } from '../../nodes/ProductAvatar/JoggAiProductAvatar.node';
import { JoggAiTemplateVideo } from '../../nodes/TemplateVideo/JoggAiTemplateVideo.node';
import { JoggAiVideoTranslation } from '../../nodes/VideoTranslation/JoggAiVideoTranslation.node';
import { VOICES } from '../../sandbox/data/voices.cts';
import { fileInItem, keepFiles, sample } from '../harness/binaries.cts';
import { json, retry } from '../harness/engine.cts';
import { byId } from '../harness/form.cts';
import { writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld, RETRY } from '../harness/world.cts';

const at = eachInItsOwnWorld();
beforeEach(async () => await keepFiles('stored files'));

interface Some {
	bytes: Buffer;
	fileName: string;
	mimeType: string;
}
type Files = Record<string, Some>;

const PHOTO: Some = { bytes: sample('photo.png'), fileName: 'Anna.png', mimeType: 'image/png' };
const FILM: Some = { bytes: sample('video.mp4'), fileName: 'Our film.mp4', mimeType: 'video/mp4' };
const SPEECH: Some = { bytes: sample('audio.mp3'), fileName: 'voice.mp3', mimeType: 'audio/mpeg' };
/** The same kind of file with other bytes. */
const other = (file: Some, letters = 'x'): Some => ({
	...file,
	bytes: Buffer.concat([file.bytes, Buffer.from(letters)]),
});

async function itemWith(files: Files, fields: IDataObject = {}): Promise<INodeExecutionData> {
	const binary = await Promise.all(
		Object.entries(files).map(async ([name, { bytes, ...told }]) => [name, await fileInItem(bytes, told)]),
	);
	return { json: fields, binary: Object.fromEntries(binary) as INodeExecutionData['binary'] };
}

const UPLOAD = '/v2/upload/asset';
const announcements = () => writes(at.world).filter(({ path }) => path === UPLOAD);
const puts = () => writes(at.world).filter(({ method }) => method === 'PUT');
const creations = () => writes(at.world).filter(({ method, path }) => method === 'POST' && path !== UPLOAD);
const sentAt = (path: string, body: unknown): unknown =>
	path.split('.').reduce<unknown>((value, step) => (value as IDataObject)?.[step], body);
const bytesAt = async (address: unknown) => Buffer.from(await (await fetch(String(address))).arrayBuffer());

let executions = 0;

const LATER = { waitForCompletion: 'none' };
const voice = byId(VOICES[0].voice_id);
const SPOKEN: INodeParameters = { ...AVATAR_VIDEO, ...LATER, speechFrom: 'audio', audioSource: 'file' };
const LIP_SYNC: INodeParameters = { ...LATER, operation: 'create', videoSource: 'file', audioSource: 'file' };

const CASES: Array<[string, new () => INodeType, IDataObject, Files, string[]]> = [
	["avatar video's recording", JoggAiAvatarVideo, SPOKEN, { data: SPEECH }, ['voice.audio_url']],
	['lip sync', JoggAiLipSync, LIP_SYNC, { video: FILM, audio: SPEECH }, ['video_url', 'audio_url']],
	[
		'video translation',
		JoggAiVideoTranslation,
		{ operation: 'create', videoSource: 'file', outputLanguage: byId('german') },
		{ data: FILM },
		['video_url'],
	],
	[
		'photo avatar',
		JoggAiPhotoAvatar,
		{ operation: 'createAvatar', imageSource: 'file', name: 'Anna', voice },
		{ data: PHOTO },
		['image_url'],
	],
	[
		'reference photo',
		JoggAiPhotoAvatar,
		{ operation: 'generatePhotos', options: { referencePhotoBinaryPropertyName: 'data' } },
		{ data: PHOTO },
		['image_url'],
	],
	[
		"product avatar's picture and presenter",
		JoggAiProductAvatar,
		{
			operation: 'generateImages',
			presenter: 'image',
			options: { productImageBinaryPropertyName: 'data' },
			personImageSource: 'file',
		},
		{ data: PHOTO, person: other(PHOTO) },
		['product_image_url', 'avatar_source.value'],
	],
	[
		'product media',
		JoggAiProduct,
		{
			operation: 'createFromDetails',
			name: 'Lamp',
			media: {
				items: [
					{ type: 1, url: 'https://example.com/a.png' },
					{ type: 2, mediaSource: 'file', mediaBinaryPropertyName: 'data' },
				],
			},
		},
		{ data: FILM },
		['media.1.url'],
	],
	[
		"template's variable, entered by hand",
		JoggAiTemplateVideo,
		{
			operation: 'create',
			template: byId(88),
			variablesFrom: 'manual',
			manualVariables: {
				items: [
					{ type: 'text', name: 'headline', value: 'data' },
					{ type: 'image', name: 'photo', value: 'data' },
					{ type: 'script', name: 'narration', value: 'Welcome.' },
				],
			},
		},
		{ data: PHOTO },
		['variables.1.properties.url'],
	],
	[
		"template's variable, mapped by its name",
		JoggAiTemplateVideo,
		{
			operation: 'create',
			template: byId(88),
			variables: { mappingMode: 'autoMapInputData', value: null, schema: [], matchingColumns: [] },
		},
		{ photo: PHOTO },
		['variables.1.properties.url'],
	],
];

describe('a file of the item where an address is asked for', () => {
	it.each(CASES)(
		'is stored at JoggAI on the way, and its address goes where the request wants it: %s',
		async (_what, Type, parameters, files, paths) => {
			const item = await itemWith(files, { headline: 'Two rooms', narration: 'Welcome.' });

			const { error } = await at.world.run({
				type: new Type(),
				parameters: { ...LATER, ...parameters } as INodeParameters,
				items: [item],
			});

			expect([error?.message, error?.description]).toEqual([undefined, undefined]);
			expect(creations()).toHaveLength(1);
			expect(announcements()).toHaveLength(paths.length);
			for (const [index, path] of paths.entries()) {
				const address = sentAt(path, creations()[0].body);
				expect((await bytesAt(address)).equals(Object.values(files)[index].bytes)).toBe(true);
			}
		},
	);

	it('is found by an expression, each item with files of its own', async () => {
		const items = [
			await itemWith({ a: SPEECH }, { field: 'a' }),
			await itemWith({ b: other(SPEECH) }, { field: 'b' }),
		];

		await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { ...SPOKEN, audioBinaryPropertyName: '={{ $json.field }}' },
			items,
		});

		const sent = await Promise.all(
			creations().map(async ({ body }) => await bytesAt(sentAt('voice.audio_url', body))),
		);
		expect(sent.map(({ length }) => length).sort()).toEqual([SPEECH.bytes.length, SPEECH.bytes.length + 1]);
	});

	it('is updated at a product', async () => {
		await at.world.run({
			type: new JoggAiProduct(),
			parameters: {
				operation: 'update',
				productId: 'p1',
				updateFields: {
					media: { items: [{ type: 1, mediaSource: 'file', mediaBinaryPropertyName: 'data' }] },
				},
			},
			items: [await itemWith({ data: PHOTO })],
		});

		const { body } = writes(at.world).filter(({ path }) => path === '/v2/product')[0];
		expect((await bytesAt(sentAt('media.0.url', body))).equals(PHOTO.bytes)).toBe(true);
	});
});

describe('a file is stored once', () => {
	const spoken = (
		items: INodeExecutionData[],
		parameters: INodeParameters = {},
		node: Partial<INode> = {},
	) => ({
		type: new JoggAiAvatarVideo(),
		parameters: { ...SPOKEN, ...parameters },
		items,
		node,
		executionId: `spoken ${++executions}`,
	});

	it('for all items that bring the same bytes, whatever it is called in each', async () => {
		const items = await Promise.all(
			['a', 'b', 'c'].map(async (name) => await itemWith({ data: { ...SPEECH, fileName: `${name}.mp3` } })),
		);

		await at.world.run(spoken(items));

		expect([announcements().length, puts().length, creations().length]).toEqual([1, 1, 3]);
	});

	it("for all attempts of Retry On Fail, and for n8n's Retry", async () => {
		const options = spoken([await itemWith({ data: SPEECH })], {}, RETRY);
		at.world.joggAi.fault({
			match: 'POST /v2/create_video_from_avatar',
			kind: 'code',
			code: 10104,
			times: 3,
		});

		const failed = await at.world.run(options);
		const again = await retry({ credentials: at.world.credentials, ...options }, failed);

		expect(failed.error).toBeDefined();
		expect(again.error).toBeUndefined();
		expect([announcements().length, puts().length]).toEqual([1, 1]);
	});

	it('for an execution that sleeps and wakes: sixty files are announced once and bought once', async () => {
		const items = await Promise.all(
			Array.from({ length: 30 }, async (_, n) => await itemWith({ data: other(SPEECH, String(n)) })),
		);

		const { error, items: made } = await at.world.runThroughSleeps(
			spoken(items, { waitForCompletion: 'pause' }),
		);

		expect(error).toBeUndefined();
		expect(made).toHaveLength(30);
		expect([announcements().length, puts().length, creations().length]).toEqual([30, 30, 30]);
		expect(at.world.joggAi.charges).toHaveLength(30);
		const rows = creations().map(({ body }) => sentAt('voice.audio_url', body));
		expect(new Set(rows).size).toBe(30);
	});

	it('in test runs that are repeated, which take the video that is there', async () => {
		const run = async () =>
			await at.world.run({ ...spoken([await itemWith({ data: SPEECH })]), mode: 'manual' });
		const [first, second] = [await run(), await run()];

		expect(json(second.items)[0]).toMatchObject({ id: json(first.items)[0].id, reused: true });
		expect([announcements().length, creations().length]).toEqual([1, 1]);
	});

	it('and makes another video of another file under the same name', async () => {
		const run = async (file: Some) =>
			await at.world.run({ ...spoken([await itemWith({ data: file })]), mode: 'manual' });
		await run(SPEECH);
		const { items } = await run(other(SPEECH));

		expect(json(items)[0]).not.toHaveProperty('reused');
		expect(creations()).toHaveLength(2);
	});

	it('and not at all for what is over the limit of credits', async () => {
		const items = await Promise.all(
			['a', 'b', 'c'].map(async (letter) => await itemWith({ data: other(SPEECH, letter) })),
		);
		const { items: made } = await at.world.run(
			spoken(items, { options: { mostCredits: 1 } }, { onError: 'continueRegularOutput' }),
		);

		expect(json(made).filter(({ error }) => error)).toHaveLength(2);
		expect([announcements().length, creations().length]).toEqual([1, 1]);
	});

	it('in the turn of the rate limit, of which each takes one of the twenty', async () => {
		const items = await Promise.all(
			Array.from({ length: 15 }, async (_, n) => await itemWith({ data: other(SPEECH, String(n)) })),
		);
		const since = at.world.clock.now();

		const { error } = await at.world.run(spoken(items));

		expect(error).toBeUndefined();
		expect(writes(at.world).filter(({ code }) => code === 10104 || code === 429)).toEqual([]);
		expect(at.world.clock.now() - since).toBeGreaterThanOrEqual(60_000);
	});
});

describe('a file that will not do', () => {
	const bad = async (files: Files, parameters: INodeParameters = {}) =>
		await at.world.run({
			type: new JoggAiLipSync(),
			parameters: { ...LIP_SYNC, ...parameters },
			items: [await itemWith(files)],
		});

	it.each<[string, Files, string]>([
		['is not there', { audio: SPEECH }, "The input item has no file in the field 'video'"],
		[
			'is of another kind',
			{ video: PHOTO, audio: SPEECH },
			"'Video Source' needs a video, but 'Anna.png' is an image (PNG)",
		],
		['is empty', { video: { ...FILM, bytes: Buffer.alloc(0) }, audio: SPEECH }, "'Our film.mp4' is empty"],
		[
			'is a page that was saved as a film',
			{ video: { ...FILM, bytes: Buffer.from('<!doctype html><p>Sign in</p>') }, audio: SPEECH },
			"'Our film.mp4' is a web page",
		],
		[
			'is a picture that is called a recording',
			{ video: FILM, audio: { ...SPEECH, bytes: PHOTO.bytes } },
			"'voice.mp3' is a PNG",
		],
		[
			'is too big',
			{ video: FILM, audio: { ...SPEECH, bytes: Buffer.alloc(20 * 1024 * 1024 + 1, 'x') } },
			"'voice.mp3' is too big for JoggAI: 20.0 MB",
		],
	])('%s: nothing is sent, and the message says what helps', async (_what, files, told) => {
		const { error } = await bad(files);

		expect(error?.message).toContain(told);
		expect(error?.description).toMatch(/\w{3}/);
		expect(writes(at.world)).toEqual([]);
	});

	it('stops the others before anything is stored or bought', async () => {
		const { error } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: SPOKEN,
			items: [await itemWith({ data: SPEECH }), await itemWith({ data: PHOTO })],
		});

		expect(error?.message).toContain("'Audio Source' needs a recording");
		expect(writes(at.world)).toEqual([]);
	});

	it('says that only an address is wrong where one was entered', async () => {
		const { error } = await at.world.run({
			type: new JoggAiLipSync(),
			parameters: {
				...LIP_SYNC,
				videoSource: 'url',
				videoUrl: 'talk.mp4',
				audioSource: 'url',
				audioUrl: 'x',
			},
		});

		expect(error?.message).toBe("'Video URL' must be a web address that starts with https://");
		expect(error?.description).toContain("Or set 'Video Source' to File.");
	});
});
