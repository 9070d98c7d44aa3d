import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { clock } from '../../nodes/shared/api/clock';
import { transferTimeout } from '../../nodes/shared/pipeline/transfer';
import { bytesOf, keepFiles } from '../harness/binaries.cts';
import { startServer, type OwnServer } from '../harness/servers.cts';
import { downloads, everythingIn, numbered } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
beforeAll(async () => await keepFiles('stored files'));

const FILM = readFileSync(join(__dirname, '../../sandbox/media/video.mp4'));
const paid = () => at.world.joggAi.charges[0].id;
const run = async (parameters: INodeParameters = {}, node = {}) =>
	await at.world.run({
		type: new JoggAiAvatarVideo(),
		parameters: { ...AVATAR_VIDEO, download: true, ...parameters },
		node,
	});

/** A file host beside JoggAI, as in reality. */
async function fileHost(answer: Parameters<typeof startServer>[0]): Promise<OwnServer> {
	const server = await startServer(answer);
	at.world.joggAi.settings.publicUrl = `${server.url}/secret-signature`;
	return server;
}

describe('a finished video', () => {
	it('comes into the chosen binary field with a sensible name and type', async () => {
		const { items, error } = await run({ binaryPropertyName: 'clip' });

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

	it('is a WebM when its background is transparent', async () => {
		const { items } = await run({ screenStyle: 3 });

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
				simplify: false,
			},
		});

		expect(started[0]).not.toHaveProperty('binary.data');
		expect(items[0].json).toHaveProperty('video_url');
		expect((await bytesOf(items[0].binary!.data)).equals(FILM)).toBe(true);
	});

	it('is not fetched before it is finished', async () => {
		at.world.joggAi.settings.speed = 0.01;

		const { items, error } = await run({ maximumWait: 1 });

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

	it('for good leads to an error with the job’s ID but without the file’s address', async () => {
		const host = await fileHost((_request, response) =>
			response.writeHead(403).end('<Error>expired</Error>'),
		);

		const { error, status } = await run();

		expect(status).toBe('error');
		expect(error?.message).toBe(
			`The finished file of the avatar video ${paid()} could not be downloaded (its address answered with HTTP 403)`,
		);
		expect(error?.description).toContain('JoggAI Avatar Video → Get');
		expect(everythingIn(error)).not.toContain('secret-signature');
		expect(host.received).toHaveLength(3);
	});

	it('for good names the ID in Get as well', async () => {
		const id = (await run({ waitForCompletion: 'none', download: false })).items[0].json.id as string;
		await at.world.clock.sleep(300_000);
		await fileHost((_request, response) => response.writeHead(404).end());

		const { error } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { operation: 'get', videoId: id, download: true },
		});

		expect(error?.message).toContain(id);
	});

	it('spoils only its own item among several that continue', async () => {
		await fileHost((request, response) => {
			if (request.url?.includes(paid())) response.writeHead(403).end();
			else response.writeHead(200, { 'content-type': 'video/mp4' }).end(FILM);
		});

		const { items } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, download: true },
			items: numbered(3),
			node: { onError: 'continueRegularOutput' },
		});

		expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([[], ['data'], ['data']]);
		expect(items[0].json.error).toContain(paid());
	});

	it('with a web page instead of the file is not taken for a finished download', async () => {
		await fileHost((_request, response) =>
			response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>Please log in</h1>'),
		);

		const { error, status } = await run();

		expect(status).toBe('error');
		expect(error?.message).toContain('answered with a web page instead of the file');
	});

	it('by sending nothing any more is given up, and the ID is told', async () => {
		const id = (await run({ waitForCompletion: 'none', download: false })).items[0].json.id as string;
		await at.world.clock.sleep(300_000);
		const host = await fileHost((_request, response) => {
			response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': String(FILM.length) });
			response.write(FILM.subarray(0, 1000));
		});
		// The virtual clock stands still while a transfer hangs, so the pauses between the attempts are left out.
		const pauses = jest.spyOn(clock, 'sleep').mockImplementation(async () => {});
		transferTimeout.idleMs = 100;

		const { error, status } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { operation: 'get', videoId: id, download: true },
		});
		transferTimeout.idleMs = 60_000;
		pauses.mockRestore();

		expect(status).toBe('error');
		expect(error?.message).toContain(id);
		expect(host.received).toHaveLength(3);
	});

	it('does not make Retry On Fail buy the video again', async () => {
		await fileHost((_request, response, count) => {
			if (count <= 3) response.writeHead(503).end();
			else response.writeHead(200, { 'content-type': 'video/mp4' }).end(FILM);
		});

		const { items, error } = await run({}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 });

		expect(error).toBeUndefined();
		expect(at.world.joggAi.charges).toHaveLength(1);
		expect(items[0].binary?.data.fileName).toContain(paid());
	});
});
