import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { JoggAiMedia } from '../../nodes/Media/JoggAiMedia.node';
import { MUSICS, VISUAL_STYLES } from '../../sandbox/data/catalog.cts';
import { fileInItem, keepFiles, sample, type Storage } from '../harness/binaries.cts';
import { chunk, mp4, wav, webm } from '../harness/containers.cts';
import { json } from '../harness/engine.cts';
import { NOTHING_TELLING } from '../harness/fileItem.cts';
import { startServer } from '../harness/servers.cts';
import { everythingIn, numbered, reads, writes } from '../harness/wire.cts';
import { eachInItsOwnWorld, RETRY } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const type = () => new JoggAiMedia();

const MEGABYTE = 1024 * 1024;
const UPLOAD: INodeParameters = { operation: 'upload' };
const fromUrl = (fileUrl: string, options: INodeParameters = {}): INodeParameters => ({
	...UPLOAD,
	input: 'url',
	fileUrl,
	options,
});

async function itemWith(
	bytes: Buffer,
	fileName?: string,
	mimeType?: string,
	field = 'data',
): Promise<INodeExecutionData> {
	return { json: {}, binary: { [field]: await fileInItem(bytes, { fileName, mimeType }) } };
}

const upload = async (items: INodeExecutionData[], parameters: INodeParameters = UPLOAD, node = {}) =>
	await at.world.run({ type: type(), parameters, items, node });

const announcements = () => writes(at.world).filter(({ method }) => method === 'POST');
const puts = () => writes(at.world).filter(({ method }) => method === 'PUT');

async function bytesInJoggAi(assetUrl: unknown): Promise<Buffer> {
	return Buffer.from(await (await fetch(assetUrl as string)).arrayBuffer());
}

beforeEach(async () => await keepFiles('base64 in the item'));

describe.each<[Storage]>([['stored files'], ['base64 in the item']])(
	'Media → Upload from a binary field, with %s',
	(storage) => {
		beforeEach(async () => await keepFiles(storage));

		it('stores exactly the bytes of the file and returns an address for the other nodes', async () => {
			const film = sample('video.mp4');
			const item = await itemWith(film, 'Our film.mp4', 'video/mp4');
			expect(item.binary?.data.id === undefined).toBe(storage !== 'stored files');

			const { items, error } = await upload([item]);

			expect(error).toBeUndefined();
			expect(announcements().map(({ path, body }) => [path, body])).toEqual([
				['/v2/upload/asset', { filename: 'Our-film.mp4', content_type: 'video/mp4', file_size: film.length }],
			]);
			expect(items).toEqual([
				{
					json: {
						assetUrl: expect.stringMatching(/\/Our-film\.mp4$/),
						fileName: 'Our-film.mp4',
						mimeType: 'video/mp4',
						fileSize: film.length,
					},
					pairedItem: { item: 0 },
				},
			]);
			expect((await bytesInJoggAi(items[0].json.assetUrl)).equals(film)).toBe(true);
		});

		it('sends the storage the announced type and length, and no API key', async () => {
			const recording = sample('audio.mp3');

			await upload([await itemWith(recording, 'a.mp3', 'audio/mpeg')]);

			expect(puts()).toHaveLength(1);
			expect(puts()[0].headers).toMatchObject({
				'content-type': 'audio/mpeg',
				'content-length': String(recording.length),
			});
			expect(puts()[0].headers).not.toHaveProperty('x-api-key');
			expect(puts()[0].headers).not.toHaveProperty('transfer-encoding');
			expect(puts()[0].status).toBe(200);
			expect(announcements()[0].headers['x-api-key']).toBe('sandbox-key');
		});

		it('sends the whole file again when the storage fails twice, but announces it once', async () => {
			const film = sample('video.mp4');
			at.world.joggAi.fault({ match: 'PUT /upload/{token}', kind: 'html', httpStatus: 503 });
			at.world.joggAi.fault({ match: 'PUT /upload/{token}', kind: 'resetBefore' });

			const { items, error } = await upload([await itemWith(film, 'a.mp4', 'video/mp4')]);

			expect(error).toBeUndefined();
			expect(puts().map(({ status }) => status)).toEqual([503, 0, 200]);
			expect(announcements()).toHaveLength(1);
			expect((await bytesInJoggAi(items[0].json.assetUrl)).equals(film)).toBe(true);
		});

		it('sends every item its own file', async () => {
			const files = [sample('photo.png'), sample('cover.jpg'), sample('audio.mp3')];
			const items = await Promise.all([
				itemWith(files[0], 'p.png', 'image/png'),
				itemWith(files[1], 'c.jpg', 'image/jpeg'),
				itemWith(files[2], 'a.mp3', 'audio/mpeg'),
			]);

			const result = await upload(items);

			expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 1 },
				{ item: 2 },
			]);
			for (const [index, { assetUrl }] of json(result.items).entries()) {
				expect((await bytesInJoggAi(assetUrl)).equals(files[index])).toBe(true);
			}
		});
	},
);

describe('Media → Upload refuses what JoggAI would not take before anything is sent', () => {
	const refusal = async (item: INodeExecutionData, parameters?: INodeParameters) => {
		const { error, items } = await upload([item], parameters);
		expect(at.world.joggAi.requests).toEqual([]);
		expect(items).toEqual([]);
		return `${error?.message} ${error?.description}`;
	};

	it.each([
		['an image', 'a.png', 'image/png', 10],
		['a recording', 'a.mp3', 'audio/mpeg', 20],
		['a video', 'a.mp4', 'video/mp4', 100],
	])('%s that is one byte too big', async (_what, name, mimeType, most) => {
		await keepFiles('stored files');
		const text = await refusal(await itemWith(Buffer.alloc(most * MEGABYTE + 1), name, mimeType));

		expect(text).toMatch(`'${name}' is too big for JoggAI: ${most}.0 MB`);
		expect(text).toMatch(`up to ${most} MB`);
	});

	it('an empty file', async () => {
		await keepFiles('stored files');
		expect(await refusal(await itemWith(Buffer.alloc(0), 'a.png', 'image/png'))).toMatch("'a.png' is empty");
	});

	it.each([
		['a PDF', 'a.pdf', 'application/pdf'],
		['an AVI film', 'a.avi', 'video/x-msvideo'],
		['a page with the name of a film', 'a.mp4', 'text/html'],
		['something without a telling name', 'a', 'application/octet-stream'],
		['something without any name', undefined, ''],
	])('%s', async (_what, name, mimeType) => {
		const text = await refusal(await itemWith(Buffer.from(NOTHING_TELLING), name, mimeType));

		expect(text).toMatch(/is not of a type that JoggAI takes/);
		expect(text).toMatch('images (JPG, PNG, WebP, GIF), videos (MP4, WebM, MOV), recordings (MP3, WAV, M4A)');
	});

	it('a field without a file, naming the fields that have one', async () => {
		const item = await itemWith(sample('photo.png'), 'p.png', 'image/png', 'portrait');
		item.binary = { ...item.binary, logo: await fileInItem(sample('photo.png'), { mimeType: 'image/png' }) };

		item.json = {
			nothing: null,
			note: 'text',
			page: { mimeType: 'text/html' },
			row: { id: '7', data: 'x' },
			scan: { mimeType: 'image/png', id: 'filesystem:1' },
			sketch: { mimeType: 'image/png', data: 'AA==' },
		};

		const text = await refusal(item);

		expect(text).toMatch("no file in the field 'data'");
		expect(text).toMatch('Its files are in: portrait, logo, scan, sketch. Enter one');
	});

	it('an item without any file', async () => {
		expect(await refusal({ json: { data: 'text' } })).toMatch('It has no files at all');
	});

	it.each(['https://example.com:99999/a.png', 'https://exa%mple.com/a.png', 'http://[::1/a.png'])(
		'what cannot be a web address, without asking anybody: %s',
		async (address) => {
			const { error } = await upload([{ json: {} }], fromUrl(address));

			expect(error?.message).toBe("'File URL' must be a web address with a valid host name and port");
			expect(error?.context).toMatchObject({ details: { outcome: 'invalidInput', tryAgain: false } });
		},
	);

	it('all items when one of them has no file', async () => {
		const good = await itemWith(sample('photo.png'), 'p.png', 'image/png');

		const { error } = await upload([good, { json: {} }, good]);

		expect(error?.message).toMatch("no file in the field 'data'");
		expect(error?.context?.itemIndex).toBe(1);
		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('Media → Upload takes', () => {
	it.each([
		['a film that does not know its length', mp4(undefined), 'video/mp4'],
		['a film of a browser, which does not know it either', webm([]), 'video/webm'],
		['a recording in one go', wav(2, [], 0x7ffff000), 'audio/wav'],
		['a recording with notes', wav(2, [chunk('LIST', 'INFOICMT\x11\0\0\0metadata by Jane.\0')]), 'audio/wav'],
	])('%s', async (_what, bytes, mimeType) => {
		const { error } = await upload([await itemWith(bytes, 'talk', mimeType)]);

		expect(error).toBeUndefined();
		expect(announcements()[0].body).toMatchObject({ content_type: mimeType, file_size: bytes.length });
	});

	it('a file from a field whose name has blanks around it', async () => {
		const field = ' data ';
		const photo = await itemWith(sample('photo.png'), 'a.png', 'image/png', field);

		const { error } = await upload([photo], { ...UPLOAD, binaryPropertyName: field });

		expect(error).toBeUndefined();
		expect(announcements()).toHaveLength(1);
	});
});

describe('Media → Upload tells JoggAI', () => {
	it.each([
		['a type that programs write differently', 'a.wav', 'audio/x-wav', 'audio/wav', 'a.wav'],
		[
			'the type by the name, where n8n does not know it',
			'a.M4A',
			'application/octet-stream',
			'audio/mp4',
			'a.m4a',
		],
		['a name with the ending of the type', 'clip', 'video/quicktime', 'video/quicktime', 'clip.mov'],
		[
			'a name that every web address can carry',
			'../Fotos/Müller & Söhne (2).JPEG',
			'image/jpeg',
			'image/jpeg',
			'Müller-Söhne-2.jpeg',
		],
		['a name in whatever script', '画像.png', 'image/png', 'image/png', '画像.png'],
		['some name where nothing of it is left', '?.png', 'image/png', 'image/png', 'image.png'],
		['some name where there is none', undefined, 'image/webp', 'image/webp', 'image.webp'],
	])('%s', async (_what, fileName, mimeType, told, name) => {
		await upload([await itemWith(Buffer.from(NOTHING_TELLING), fileName, mimeType)]);

		expect(announcements()[0].body).toEqual({ filename: name, content_type: told, file_size: 5 });
		expect(puts()[0].status).toBe(200);
	});

	it('a name that an expression gives as a number', async () => {
		const options = { fileName: '={{ 2024 }}' };
		await upload([await itemWith(sample('photo.png'), 'a.png')], { ...UPLOAD, options });

		expect(announcements()[0].body).toMatchObject({ filename: '2024.png' });
	});

	it('the name and type that the user prefers', async () => {
		const item = await itemWith(Buffer.from(NOTHING_TELLING), 'x.bin', 'application/pdf');

		await upload([item], { ...UPLOAD, options: { fileName: 'Greeting', fileType: 'audio/mpeg' } });

		expect(announcements()[0].body).toEqual({
			filename: 'Greeting.mp3',
			content_type: 'audio/mpeg',
			file_size: 5,
		});
	});
});

describe.each<[Storage]>([['stored files'], ['base64 in the item']])(
	'Media → Upload from a URL, with %s',
	(storage) => {
		beforeEach(async () => await keepFiles(storage));

		it('fetches the file without the API key and stores the same bytes', async () => {
			const { items, error } = await upload(
				[{ json: {} }],
				fromUrl(`${at.world.joggAi.url}/media/film.mp4?token=secret`),
			);

			expect(error).toBeUndefined();
			const [fetched] = at.world.joggAi.requests;
			expect(fetched).toMatchObject({ method: 'GET', path: '/media/film.mp4', query: { token: 'secret' } });
			expect(fetched.headers).not.toHaveProperty('x-api-key');
			expect(items[0].json).toMatchObject({
				fileName: 'film.mp4',
				mimeType: 'video/mp4',
				fileSize: sample('video.mp4').length,
			});
			expect(items[0]).not.toHaveProperty('binary');
			expect((await bytesInJoggAi(items[0].json.assetUrl)).equals(sample('video.mp4'))).toBe(true);
		});

		it('learns the size of a file whose server does not tell it', async () => {
			const server = await startServer((_, response) => {
				response.writeHead(200, {
					'content-type': 'application/octet-stream',
					'content-disposition': 'attachment; filename="take 1.mp3"',
				});
				response.write(NOTHING_TELLING);
				response.end(NOTHING_TELLING);
			});

			const { items } = await upload([{ json: {} }], fromUrl(`${server.url}/download?id=1`));

			expect(items[0].json).toMatchObject({ fileName: 'take-1.mp3', mimeType: 'audio/mpeg', fileSize: 10 });
			expect((await bytesInJoggAi(items[0].json.assetUrl)).toString()).toBe(NOTHING_TELLING.repeat(2));
		});

		it('fetches a file that its host packs on the way, though it asks for it as it is', async () => {
			// What cannot be made smaller becomes longer by that.
			const speech = Buffer.concat([Buffer.from('ID3'), randomBytes(20_000)]);
			const packed = gzipSync(speech);
			expect(packed.length).toBeGreaterThan(speech.length);
			const host = await startServer((_, response) => {
				const how = { 'content-encoding': 'gzip', 'content-length': String(packed.length) };
				response.writeHead(200, { 'content-type': 'audio/mpeg', ...how }).end(packed);
			});

			const { items, error } = await upload([{ json: {} }], fromUrl(`${host.url}/a.mp3`));

			expect(error).toBeUndefined();
			expect((await bytesInJoggAi(items[0].json.assetUrl)).equals(speech)).toBe(true);
			expect(host.received.map(({ headers }) => headers['accept-encoding'])).toEqual(['identity']);
		});

		it('fetches a file whose address works once a single time, though another item fails and n8n tries the node again', async () => {
			const asked: Record<string, number> = {};
			let refused = () => {};
			const refusal = new Promise<void>((resolve) => (refused = resolve));
			const host = await startServer((request, response) => {
				const path = String(request.url);
				const time = (asked[path] = (asked[path] ?? 0) + 1);
				const photo = sample('photo.png');
				response.setHeader('content-type', 'image/png');
				if (path === '/refused-at-first.png' && time === 1) response.writeHead(403).end(() => refused());
				else if (path === '/works-once.png' && time > 1) response.writeHead(410).end();
				else if (path === '/works-once.png') {
					response.write(photo.subarray(0, 10));
					void refusal.then(() => response.end(photo.subarray(10)));
				} else response.end(photo);
			});
			const { items, error } = await at.world.run({
				type: type(),
				parameters: fromUrl(`=${host.url}/{{ $json.file }}.png`),
				items: ['works-once', 'refused-at-first'].map((file) => ({ json: { file } })),
				node: RETRY,
			});

			expect(error).toBeUndefined();
			expect(items).toHaveLength(2);
			expect(asked).toEqual({ '/works-once.png': 1, '/refused-at-first.png': 2 });
		});

		it('cuts off a file that is arriving when the user presses Stop, though n8n would try the node again', async () => {
			let arriving = () => {};
			const begun = new Promise<void>((resolve) => (arriving = resolve));
			let cutOff = () => {};
			const ended = new Promise<void>((resolve) => (cutOff = resolve));
			const host = await startServer((_, response) => {
				response.setHeader('content-type', 'image/png');
				response.on('close', () => cutOff());
				response.write(NOTHING_TELLING, () => arriving());
			});
			let stop = () => {};
			const running = at.world.run({
				type: type(),
				parameters: fromUrl(`${host.url}/photo.png`),
				node: RETRY,
				onStart: (execution) => (stop = () => execution.cancel()),
			});
			await begun;
			stop();

			expect((await running).status).toBe('canceled');
			await ended;
		});

		it('fetches again after trouble that passes', async () => {
			at.world.joggAi.fault({ match: 'GET /media/film.mp4', kind: 'html', httpStatus: 502 });

			const { items } = await upload([{ json: {} }], fromUrl(`${at.world.joggAi.url}/media/film.mp4`));

			expect((await bytesInJoggAi(items[0].json.assetUrl)).equals(sample('video.mp4'))).toBe(true);
		});

		it.each<[string, number, Record<string, string>, RegExp]>([
			['is not there', 404, { 'content-type': 'text/html' }, /answered with HTTP 404.*'File URL'/],
			[
				'leads to a page',
				200,
				{ 'content-type': 'text/html; charset=utf-8' },
				/answered with a web page instead of the file.*'File URL'/,
			],
			[
				'has no end in sight',
				200,
				{ 'content-type': 'video/mp4', 'content-length': String(5 * 1024 * MEGABYTE) },
				/too big for JoggAI: 5120.0 MB/,
			],
		])('sends nothing to JoggAI when the address %s', async (_what, status, headers, message) => {
			const server = await startServer((_, response) => {
				response.writeHead(status, headers);
				response.write('…');
				if (!headers['content-length']) response.end();
			});

			const { error } = await upload([{ json: {} }], fromUrl(`${server.url}/film.mp4?sig=very-secret`));

			expect(`${error?.message} ${error?.description}`).toMatch(message);
			expect(everythingIn({ ...error, node: 'whose field holds the address' })).not.toContain('very-secret');
			expect(at.world.joggAi.requests).toEqual([]);
			expect(server.received).toHaveLength(1);
		});

		it('says that the type is unknown where neither the server nor the address tells it', async () => {
			const server = await startServer((_, response) => void response.writeHead(200).end(NOTHING_TELLING));

			const { error } = await upload([{ json: {} }], fromUrl(`${server.url}/`));

			expect(error?.message).toBe('The file is not of a type that JoggAI takes (application/octet-stream)');
		});

		it('says that it could not fetch the file when the connection breaks off each time', async () => {
			const server = await startServer((_, response) => {
				response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': '1000' });
				response.write('half');
				setImmediate(() => response.destroy());
			});

			const { error } = await upload([{ json: {} }], fromUrl(`${server.url}/film.mp4`));

			expect(error?.message).toMatch(
				'n8n could not fetch the file from its address: the connection broke off',
			);
			expect(server.received).toHaveLength(3);
			expect(at.world.joggAi.requests).toEqual([]);
		});
	},
);

describe('Media → Upload when the storage does not take the file', () => {
	const failing = async (status: number, node = {}, times: number | 'always' = 'always') => {
		at.world.joggAi.fault({ match: 'PUT /upload/{token}', kind: 'html', httpStatus: status, times });
		return await upload([await itemWith(sample('photo.png'), 'p.png', 'image/png')], UPLOAD, node);
	};

	it('tries three times, then says what to do, and never shows the signed address', async () => {
		const result = await failing(503);

		expect(result.status).toBe('error');
		expect(result.error?.message).toBe("JoggAI's storage did not take 'p.png' (HTTP 503)");
		expect(result.error?.description).toMatch(/nothing was charged.*proxy or firewall/);
		expect(puts()).toHaveLength(3);
		expect(everythingIn(result)).not.toMatch(/X-Signature|\/upload\/[0-9a-f]/);
	});

	it('does not send a big file again when it was refused for good', async () => {
		const { error } = await failing(403);

		expect(error?.message).toMatch('(HTTP 403)');
		expect(puts()).toHaveLength(1);
	});

	it('gives up after three broken connections', async () => {
		at.world.joggAi.fault({ match: 'PUT /upload/{token}', kind: 'resetBefore', times: 'always' });

		const { error } = await upload([await itemWith(sample('photo.png'), 'p.png', 'image/png')]);

		expect(error?.message).toBe("JoggAI's storage did not take 'p.png' (the connection broke off)");
		expect(puts()).toHaveLength(3);
	});

	it('lets the other items through where the user chose to continue', async () => {
		at.world.joggAi.fault({ match: 'PUT /upload/{token}', kind: 'html', httpStatus: 403, skip: 1 });
		const item = async () => await itemWith(sample('photo.png'), 'p.png', 'image/png');

		const { items } = await upload([await item(), await item(), await item()], UPLOAD, {
			onError: 'continueRegularOutput',
		});

		const refused = items.filter(({ json: { error } }) => error);
		expect(refused).toHaveLength(1);
		expect(items.filter(({ json: { assetUrl } }) => assetUrl)).toHaveLength(2);
		expect(everythingIn(items)).not.toMatch(/X-Signature/);
	});

	it('announces and stores a file once even when n8n retries the node, and one that the storage refused anew', async () => {
		at.world.joggAi.fault({ match: 'PUT /upload/{token}', kind: 'html', httpStatus: 403, skip: 1 });
		const item = async () => await itemWith(sample('photo.png'), 'p.png', 'image/png');

		const { items, error } = await at.world.run({
			type: type(),
			parameters: UPLOAD,
			items: [await item(), await item()],
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
			// So that the first file is there before the second one is announced.
			credentials: { ...at.world.credentials, requestsPerMinute: 1 },
		});

		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		expect(announcements()).toHaveLength(3);
		expect(puts().map(({ status }) => status)).toEqual([200, 403, 200]);
		expect(new Set(puts().map(({ path }) => path)).size).toBe(3);
	});

	it('ends at once when the user presses Stop', async () => {
		at.world.joggAi.fault({ match: 'PUT /upload/{token}', kind: 'html', httpStatus: 503, times: 'always' });
		at.world.clock.hold();
		let stop = () => {};

		const running = at.world.run({
			type: type(),
			parameters: UPLOAD,
			items: [await itemWith(sample('photo.png'), 'p.png', 'image/png')],
			onStart: (execution) => (stop = () => execution.cancel()),
		});
		await at.world.clock.idle();
		stop();
		await running;

		expect(puts()).toHaveLength(1);
	});
});

describe('Media → Upload and what JoggAI answers', () => {
	it('uploads sixty files at twenty announcements a minute', async () => {
		const item = await itemWith(Buffer.from(NOTHING_TELLING), 'p.png', 'image/png');

		const { items, error } = await upload(numbered(60).map((one) => ({ ...one, binary: item.binary })));

		expect(error).toBeUndefined();
		expect(items).toHaveLength(60);
		expect(announcements().filter(({ code }) => code !== 0)).toEqual([]);
	});

	it('understands the older revision, in which the address is called asset_id', async () => {
		at.world.joggAi.settings.dialect = 'guide';

		const { items } = await upload([await itemWith(sample('photo.png'), 'p.png', 'image/png')]);

		expect(items[0].json).toEqual({
			assetUrl: expect.stringMatching(/^http.*p\.png$/),
			fileName: 'p.png',
			mimeType: 'image/png',
			fileSize: sample('photo.png').length,
		});
		expect((await bytesInJoggAi(items[0].json.assetUrl)).equals(sample('photo.png'))).toBe(true);
	});

	const answered = async (data: object) => {
		const server = await startServer((request, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(request.method === 'POST' ? JSON.stringify({ code: 0, data }) : '');
		});
		const credentials = { ...at.world.credentials, domain: server.url };
		const items = [await itemWith(sample('photo.png'), 'p.png', 'image/png')];
		const result = await at.world.run({ type: type(), parameters: UPLOAD, items, credentials });
		return { ...result, sent: server.received.filter(isChange).map(({ method, url }) => `${method} ${url}`) };
	};
	const isChange = ({ method }: { method?: string }) => method !== 'GET';

	it.each([
		[{ asset_url: 'https://m.example/a' }],
		[{ sign_url: 'https://s.example/a' }],
		[{ sign_url: 'https://s.example/a', asset_url: 7, asset_id: 'not https://m.example/a' }],
		[{ sign_url: 'file:///a', asset_url: 'https://m.example/a' }],
	])('stores nothing when JoggAI tells only a part of the addresses (%j)', async (data) => {
		const { error, sent } = await answered(data);

		expect(error?.message).toBe('JoggAI accepted the upload but did not say where to put the file');
		expect(error?.description).toContain('Nothing was charged');
		expect(sent).toEqual(['POST /v2/upload/asset']);
	});

	it.each([
		[{ asset_id: 4711 }, { assetId: 4711 }],
		[{ asset_id: 'a-4711' }, { assetId: 'a-4711' }],
		[{ asset_id: null }, {}],
		[{}, {}],
	])("returns JoggAI's ID of the file where there is one (%j)", async (told, shown) => {
		const storage = await startServer((_, response) => void response.writeHead(200).end());

		const { items } = await answered({
			sign_url: `${storage.url}/put`,
			asset_url: 'HTTPS://m.example/p.png',
			...told,
		});

		expect(items[0].json).toEqual({
			assetUrl: 'HTTPS://m.example/p.png',
			fileName: 'p.png',
			mimeType: 'image/png',
			fileSize: sample('photo.png').length,
			...shown,
		});
	});

	it('says so when JoggAI does not say where to put the file', async () => {
		at.world.joggAi.fault({ match: 'POST /v2/upload/asset', kind: 'noData' });

		const { error } = await upload([await itemWith(sample('photo.png'), 'p.png', 'image/png')]);

		expect(error?.message).toMatch('JoggAI answered without any data');
		expect(puts()).toEqual([]);
	});

	it('announces the file again when nobody knows whether that arrived, because it is free', async () => {
		at.world.joggAi.fault({ match: 'POST /v2/upload/asset', kind: 'resetAfter' });

		const { error, items } = await upload([await itemWith(sample('photo.png'), 'p.png', 'image/png')]);

		expect([error, items.length]).toEqual([undefined, 1]);
		expect(announcements()).toHaveLength(2);
	});

	it('does not speak of credits when nobody ever learns whether it arrived', async () => {
		at.world.joggAi.fault({ match: 'POST /v2/upload/asset', kind: 'resetAfter', times: 9 });

		const { error } = await upload([await itemWith(sample('photo.png'), 'p.png', 'image/png')]);

		expect(error?.description).toMatch('It is not known whether JoggAI accepted this request');
		expect(error?.description).toMatch('It costs nothing');
		expect(announcements()).toHaveLength(3);
	});

	it('passes on what JoggAI has against the file', async () => {
		at.world.joggAi.fault({
			match: 'POST /v2/upload/asset',
			kind: 'code',
			code: 40000,
			msg: 'filename is not nice',
		});

		const { error } = await upload([await itemWith(sample('photo.png'), 'p.png', 'image/png')]);

		expect(error?.message).toMatch('filename is not nice');
		expect(puts()).toEqual([]);
	});
});

describe('Media → Get Many Music', () => {
	it.each(['spec', 'guide'] as const)(
		'returns all pieces over several pages, in the %s dialect',
		async (dialect) => {
			at.world.joggAi.settings.dialect = dialect;

			const { items } = await at.world.run({
				type: type(),
				parameters: { operation: 'getManyMusic', returnAll: true },
			});

			expect(items).toHaveLength(MUSICS.length);
			expect(items[0]).toEqual({
				json: {
					musicId: MUSICS[0].id,
					name: MUSICS[0].name,
					durationSeconds: MUSICS[0].duration,
					musicUrl: expect.stringMatching(/\.mp3$/),
				},
				pairedItem: { item: 0 },
			});
		},
	);

	it('asks for no more than the limit, and returns raw entries on request', async () => {
		const { items } = await at.world.run({
			type: type(),
			parameters: { operation: 'getManyMusic', limit: 3, simplify: false },
		});

		expect(reads(at.world).map(({ path, query }) => [path, query])).toEqual([
			['/v2/musics', { page: '1', page_size: '3' }],
		]);
		expect(json(items)).toEqual(
			MUSICS.slice(0, 3).map((music) => ({ ...music, music_url: expect.any(String) })),
		);
	});
});

describe('Media → Get Many Visual Styles', () => {
	it('returns the names that other operations take', async () => {
		const { items } = await at.world.run({
			type: type(),
			parameters: { operation: 'getManyVisualStyles', returnAll: true },
		});

		expect(reads(at.world).map(({ path, query }) => [path, query])).toEqual([['/v2/visual_styles', {}]]);
		expect(json(items)).toEqual(VISUAL_STYLES.map(({ id, name }) => ({ name, visualStyleId: id })));
	});

	it('narrows the list to an aspect ratio, with previews in the guide dialect', async () => {
		at.world.joggAi.settings.dialect = 'guide';
		const parameters = {
			operation: 'getManyVisualStyles',
			returnAll: true,
			filters: { aspectRatio: 'square' },
		};

		const { items } = await at.world.run({ type: type(), parameters });

		expect(reads(at.world)[0].query).toEqual({ aspect_ratio: 'square' });
		expect(json(items).map(({ name }) => name)).toEqual(
			VISUAL_STYLES.filter(({ ratios }) => ratios.includes('square')).map(({ name }) => name),
		);
		expect(items[0].json.previewUrl).toMatch(/\.mp4$/);
	});
});

describe('the same file, uploaded once more', () => {
	const uploaded = async (bytes: string, executionId: string) => {
		const items = [await itemWith(Buffer.from(`\0${bytes}`), 'voice.mp3', 'audio/mpeg')];
		const options = { type: type(), parameters: UPLOAD, items, executionId, mode: 'manual' as const };
		return (await at.world.run(options)).items[0].json;
	};

	it('has the address that it had, in a test run, so that what stands behind it stays the same', async () => {
		const first = await uploaded('the same bytes', 'first');
		const again = await uploaded('the same bytes', 'second');
		const other = await uploaded('other bytes', 'third');

		expect(again).toEqual({ ...first, reused: true });
		expect(other.assetUrl).not.toBe(first.assetUrl);
		expect(other).not.toHaveProperty('reused');
	});
});
