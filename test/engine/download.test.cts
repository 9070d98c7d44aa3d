import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiPhotoAvatar } from '../../nodes/PhotoAvatar/JoggAiPhotoAvatar.node';
import { converse, type CallPath } from '../harness/agent.cts';
import { bytesOf, keepFiles, sample } from '../harness/binaries.cts';
import { NOTHING_TELLING } from '../harness/fileItem.cts';
import { reply, startServer, type OwnServer } from '../harness/servers.cts';
import { downloads, everythingIn, numbered } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
beforeAll(async () => await keepFiles('stored files'));

const FILM = sample('video.mp4');
const PHOTOS: INodeParameters = { operation: 'generatePhotos' };
const paid = () => at.world.joggAi.charges[0].id;
const run = async (parameters: INodeParameters = {}, node = {}) =>
	await at.world.run({
		type: new JoggAiAvatarVideo(),
		parameters: { ...AVATAR_VIDEO, download: true, ...parameters },
		node,
	});

const getIt = async (videoId: string, parameters: INodeParameters = {}) =>
	await at.world.run({
		type: new JoggAiAvatarVideo(),
		parameters: { operation: 'get', videoId, download: true, ...parameters },
	});

/** A file host beside JoggAI, as in reality. */
async function fileHost(answer: Parameters<typeof startServer>[0]): Promise<OwnServer> {
	const server = await startServer(answer);
	at.world.joggAi.settings.publicUrl = `${server.url}/secret-signature`;
	return server;
}

describe('a finished video', () => {
	it('comes into the chosen binary field with a sensible name and type', async () => {
		const { items, error } = await run({ options: { binaryPropertyName: 'clip' } });

		expect(error).toBeUndefined();
		expect(Object.keys(items[0].binary ?? {})).toEqual(['clip']);
		const { clip } = items[0].binary ?? {};
		expect(clip).toMatchObject({
			fileName: `avatarVideo-${paid()}.mp4`,
			mimeType: 'video/mp4',
			fileExtension: 'mp4',
		});
		expect((await bytesOf(clip)).equals(FILM)).toBe(true);
		expect(items[0].json).toMatchObject({ id: paid(), status: 'completed' });
	});

	it('comes whole from a host that packs it on the way, though it is asked for as it is', async () => {
		// What cannot be made smaller becomes longer by that.
		const film = Buffer.concat([FILM.subarray(0, 32), randomBytes(20_000)]);
		const packed = gzipSync(film);
		expect(packed.length).toBeGreaterThan(film.length);
		const host = await fileHost((_request, response) => {
			const how = { 'content-encoding': 'gzip', 'content-length': String(packed.length) };
			response.writeHead(200, { 'content-type': 'video/mp4', ...how }).end(packed);
		});

		const { items } = await run();

		expect(items[0].json).not.toHaveProperty('warning');
		expect((await bytesOf(items[0].binary!.data)).equals(film)).toBe(true);
		expect(host.received.map(({ headers }) => headers['accept-encoding'])).toEqual(['identity']);
	});

	it('is a WebM when its background is transparent', async () => {
		const { items } = await run({ options: { screenStyle: 3 } });

		expect(items[0].binary?.data).toMatchObject({
			fileName: `avatarVideo-${paid()}.webm`,
			mimeType: 'video/webm',
		});
	});

	it('is fetched without the API key', async () => {
		await run();

		expect(downloads(at.world)).toHaveLength(1);
		expect(downloads(at.world)[0].headers).not.toHaveProperty('x-api-key');
	});

	it('can be fetched later with Get, also in raw mode', async () => {
		const { items: started } = await run({ waitForCompletion: 'none' });
		await at.world.clock.sleep(300_000);

		const { items } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: {
				operation: 'get',
				videoId: started[0].json.id as string,
				download: true,
				options: { simplify: false },
			},
		});

		expect(started[0]).not.toHaveProperty('binary.data');
		expect(items[0].json).toHaveProperty('video_url');
		expect((await bytesOf(items[0].binary!.data)).equals(FILM)).toBe(true);
	});

	it('is not fetched before it is finished', async () => {
		at.world.joggAi.settings.speed = 0.01;

		const { items, error } = await run({ options: { maximumWait: 1 } });

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ timedOut: true });
		expect(downloads(at.world)).toEqual([]);
	});
});

describe('a file host that stumbles', () => {
	it('twice still gives the file', async () => {
		const host = await fileHost((_request, response, count) => {
			if (count <= 2) response.writeHead(503).end('busy');
			else response.writeHead(200, { 'content-type': 'video/mp4; charset=binary' }).end(FILM);
		});

		const { items, error } = await run();

		expect(error).toBeUndefined();
		expect(items[0].binary?.data.mimeType).toBe('video/mp4');
		expect((await bytesOf(items[0].binary!.data)).equals(FILM)).toBe(true);
		expect(host.received).toHaveLength(3);
		expect(host.received.every(({ headers }) => !('x-api-key' in headers))).toBe(true);
	});

	it('in the middle of the file still gives all of it', async () => {
		const host = await fileHost((_request, response, count) => {
			response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': String(FILM.length) });
			if (count > 1) response.end(FILM);
			else response.write(FILM.subarray(0, 1000), () => response.destroy());
		});

		const { items, error } = await run();

		expect(error).toBeUndefined();
		expect((await bytesOf(items[0].binary!.data)).length).toBe(FILM.length);
		expect(host.received).toHaveLength(2);
	});

	it('by having the file only after a while is asked again after 5, 10, 15 and 20 seconds', async () => {
		const asked: number[] = [];
		await fileHost((_request, response, count) => {
			asked.push(at.world.clock.elapsedSeconds);
			if (count <= 4) response.writeHead(404).end('not yet');
			else response.writeHead(200, { 'content-type': 'video/mp4' }).end(FILM);
		});

		const { items, error } = await run();

		expect(error).toBeUndefined();
		expect((await bytesOf(items[0].binary!.data)).equals(FILM)).toBe(true);
		expect(items[0].json).not.toHaveProperty('warning');
		expect(asked.map((second) => second - asked[0])).toEqual([0, 5, 15, 30, 50]);
	});

	it.each<[string, number, string]>([
		['HTTP 403', 403, 'text/xml'],
		['HTTP 404', 404, 'text/xml'],
		['HTTP 503', 503, 'text/xml'],
		['a web page instead of the file', 200, 'text/html; charset=utf-8'],
	])(
		'for good with %s leaves the finished video with its address and a warning',
		async (answer, status, type) => {
			const host = await fileHost((_request, response) =>
				response.writeHead(status, { 'content-type': type }).end('<Error>not here</Error>'),
			);

			const { items, error } = await run();

			expect(error).toBeUndefined();
			expect(items).toHaveLength(1);
			expect(items[0]).not.toHaveProperty('binary.data');
			expect(items[0].json).toMatchObject({
				id: paid(),
				status: 'completed',
				videoUrl: expect.stringContaining(host.url),
				warning:
					`The finished file of the avatar video ${paid()} could not be downloaded (its address answered with ${answer}). ` +
					'The job itself is done and paid for: fetch its file later by its ID with JoggAI Avatar Video → Get, with Download on.',
			});
			expect(host.received).toHaveLength(5);
		},
	);

	it.each([401, 410])('with HTTP %i, which no patience helps, is asked once', async (status) => {
		const host = await fileHost((_request, response) => response.writeHead(status).end());

		const { items } = await run();

		expect(items[0].json.warning).toContain(`HTTP ${status}`);
		expect(host.received).toHaveLength(1);
	});

	it('for good adds its warning to raw data as well, and changes nothing else in it', async () => {
		await fileHost((_request, response) => response.writeHead(404).end());
		const [{ json: untouched }] = (await run({ options: { simplify: false }, download: false })).items;

		const { items } = await getIt(paid(), { options: { simplify: false } });

		const { warning, ...raw } = items[0].json;
		expect(warning).toContain(`The finished file of the avatar video ${paid()} could not be downloaded`);
		expect(raw).toEqual(untouched);
	});

	it('for good is an error with the ID but without the address, where the user wants that', async () => {
		const host = await fileHost((_request, response) =>
			response.writeHead(403).end('<Error>expired</Error>'),
		);

		const { error, status } = await run({ options: { failIfDownloadFails: true } });

		expect(status).toBe('error');
		expect(error?.message).toBe(
			`The finished file of the avatar video ${paid()} could not be downloaded (its address answered with HTTP 403)`,
		);
		expect(error?.description).toContain('JoggAI Avatar Video → Get');
		expect(everythingIn(error)).not.toContain('secret-signature');
		expect(host.received).toHaveLength(5);
	});

	it.each([
		[false, 'warning'],
		[true, 'error'],
	])('spoils only its own item among several that continue (as an error: %s)', async (fails, key) => {
		await fileHost((request, response) => {
			if (request.url?.includes(paid())) response.writeHead(403).end();
			else response.writeHead(200, { 'content-type': 'video/mp4' }).end(FILM);
		});

		const { items } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, download: true, options: { failIfDownloadFails: fails } },
			items: numbered(3),
			node: { onError: 'continueRegularOutput' },
		});

		expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([[], ['data'], ['data']]);
		expect(items.map(({ json }) => key in json)).toEqual([true, false, false]);
		expect(items[0].json[key]).toContain(paid());
	});

	it('does not make Retry On Fail buy the video again', async () => {
		await fileHost((_request, response, count) => {
			if (count <= 5) response.writeHead(503).end();
			else response.writeHead(200, { 'content-type': 'video/mp4' }).end(FILM);
		});

		const { items, error } = await run(
			{ options: { failIfDownloadFails: true } },
			{ retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		);

		expect(error).toBeUndefined();
		expect(at.world.joggAi.charges).toHaveLength(1);
		expect(items[0].binary?.data.fileName).toContain(paid());
	});
});

describe('a finished job of which JoggAI does not tell the address', () => {
	const untold = async () => {
		const { items } = await run({ waitForCompletion: 'none', download: false });
		await at.world.clock.sleep(300_000);
		const id = items[0].json.id as string;
		const joggAi = await startServer(
			reply(200, JSON.stringify({ code: 0, data: { video_id: id, status: 'completed' } })),
		);
		at.world.credentials.domain = joggAi.url;
		return id;
	};
	const said = (id: string) =>
		`The finished file of the avatar video ${id} could not be downloaded (JoggAI has not told its address).`;

	it('comes with a warning instead of silently without its file', async () => {
		const id = await untold();

		const { items, error } = await getIt(id);

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			id,
			status: 'completed',
			warning: expect.stringContaining(said(id)),
		});
	});

	it('keeps the warning of the wait for it beside that of the download', async () => {
		const id = await untold();

		const { items } = await getIt(id, { waitForCompletion: 'wait' });

		expect(items[0].json.warning).toMatch(/^JoggAI reports the avatar video as finished but .*Get\. The fin/);
		expect(items[0].json.warning).toContain(said(id));
	});
});

describe('several files of one job', () => {
	const photos = (failIfDownloadFails = false) => ({
		type: new JoggAiPhotoAvatar(),
		parameters: { ...PHOTOS, download: true, options: { failIfDownloadFails } },
	});
	const withoutTheThird = async () =>
		await fileHost((request, response) => {
			if (/_3\.|-3\./.test(request.url ?? '')) response.writeHead(404).end();
			else response.writeHead(200, { 'content-type': 'image/png' }).end(NOTHING_TELLING);
		});

	it('are kept as far as they can be had, and fetched once each', async () => {
		const host = await withoutTheThird();

		const { items, error } = await at.world.run(photos());

		expect(error).toBeUndefined();
		expect(Object.keys(items[0].binary ?? {})).toEqual(['data', 'data_1', 'data_3']);
		expect(items[0].json.imageUrls).toHaveLength(4);
		expect(items[0].json.warning).toContain(
			`1 of the 4 finished files of the set of avatar photos ${paid()} could not be downloaded (data_2: its address answered with HTTP 404)`,
		);
		expect(host.received).toHaveLength(3 + 5);
	});

	it('share one minute of patience', async () => {
		await fileHost((_request, response) => response.writeHead(404).end());
		const { items: fast } = await at.world.run({ ...photos(), parameters: PHOTOS });
		const before = at.world.clock.elapsedSeconds;
		expect(fast).toHaveLength(1);

		const { items } = await at.world.run({
			type: new JoggAiPhotoAvatar(),
			parameters: { operation: 'getPhotos', photoId: paid(), download: true },
		});

		expect(items[0].json.warning).toContain('4 of the 4 finished files');
		expect(at.world.clock.elapsedSeconds - before).toBe(50);
	});
});

describe('as a tool of an AI Agent', () => {
	it.each<CallPath>(['inside the agent', 'through the engine'])(
		'a video whose file cannot be had is told with its address and the warning (%s)',
		async (path) => {
			await fileHost((_request, response) => response.writeHead(404).end());

			const { answers } = await converse({
				tools: {
					Studio: { type: new JoggAiAvatarVideo(), parameters: { ...AVATAR_VIDEO, download: true } },
				},
				turns: [[{ tool: 'Studio', arguments: {} }]],
				path,
				credentials: at.world.credentials,
			});

			expect(JSON.parse(answers[0])).toEqual([
				expect.objectContaining({
					id: paid(),
					videoUrl: expect.stringMatching(/\.mp4$/),
					warning: expect.stringContaining('could not be downloaded'),
				}),
			]);
		},
	);
});
