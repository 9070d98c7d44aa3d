import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import {
	fileAtAddress,
	fileInField,
	readThrough,
	type Reader,
	type Stated,
} from '../../nodes/shared/files/source';
import type { Use } from '../../nodes/shared/files/fitness';
import { TransferTimeout } from '../../nodes/shared/files/transferLimits';
import { itemWithFiles, NOTHING_TELLING, stoppedWhileFetching } from '../harness/fileItem.cts';
import { wav } from '../harness/containers.cts';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

const MEGABYTE = 1024 * 1024;
const base64 = (text: string) => Buffer.from(text).toString('base64');

const png = { fileName: 'a.png', mimeType: 'image/png' };
const inField = { field: 'data', label: 'Input Data Field Name', source: 'File Source' };
const FILM = 'https://m.example/film.mp4';

const ofField = async ({ context }: Reader, more: Stated = {}, use?: Use) =>
	await fileInField(context, { ...inField, ...more }, use);

const fromAddress = async (item: Reader, url: string, stated: Stated = {}) =>
	await readThrough(item.context, await fileAtAddress(item, url, stated), stated);

/** What is wrong with a file. */
const problem = async (promise: Promise<unknown>) =>
	await promise.then(
		() => undefined,
		(error: { problem: { what: string; next: string } }) => error.problem,
	);

describe('a file in a binary field', () => {
	it('is read from the storage of n8n where it has an ID, as often as it is wanted', async () => {
		const file = await ofField(itemWithFiles({ binary: { ...png, id: 'x1', data: 'filesystem' } }).item);
		expect(file).toEqual({
			name: 'a.png',
			mimeType: 'image/png',
			bytes: 5,
			digest: expect.stringMatching(/^[0-9a-f]{32}$/),
			open: expect.any(Function),
		});
		for (const content of [await file.open(), await file.open()])
			expect(await text(content as Readable)).toBe(`${NOTHING_TELLING} of x1`);
	});

	it('is read from the item where it has none', async () => {
		const file = await ofField(
			itemWithFiles({ binary: { ...png, data: base64(`${NOTHING_TELLING}!`) }, bytes: 99 }).item,
		);
		expect(file.bytes).toBe(6);
		expect(await file.open()).toEqual(Buffer.from(`${NOTHING_TELLING}!`));
	});

	it('has the name and type that the user prefers', async () => {
		const stated = { fileName: 'b', mimeType: 'audio/mpeg' };
		const { name, mimeType } = await ofField(itemWithFiles({ binary: { ...png, id: 'x1' } }).item, stated);
		expect([name, mimeType]).toEqual(['b.mp3', 'audio/mpeg']);
	});

	it.each([
		[{ ...png, id: 'x' }, 10 * MEGABYTE, undefined],
		[{ ...png, id: 'x' }, 10 * MEGABYTE + 1, "'a.png' is too big for JoggAI: 10.0 MB"],
		[{ mimeType: 'image/png', id: 'x' }, 15.25 * MEGABYTE, 'The file is too big for JoggAI: 15.3 MB'],
		[{ ...png, id: 'x' }, 0, "'a.png' is empty"],
		[{ ...png, id: 'x' }, 1, undefined],
		[{ ...png, data: '' }, 9, "'a.png' is empty"],
		[
			{ fileName: 'a.pdf', mimeType: 'application/pdf', id: 'x' },
			9,
			"'a.pdf' is not of a type that JoggAI takes (application/pdf)",
		],
		[{ id: 'x' }, 9, 'The file is not of a type that JoggAI takes (its type is unknown)'],
	])('%j of %d bytes: %s', async (binary, bytes, told) => {
		const found = await problem(ofField(itemWithFiles({ binary, bytes }).item));
		expect(found?.what).toBe(told);
	});

	it('that is too big comes with the limit of its kind', async () => {
		const binary = { fileName: 'a.mp4', mimeType: 'video/mp4', id: 'x' };
		const found = await problem(ofField(itemWithFiles({ binary, bytes: 101 * MEGABYTE }).item));
		expect(found?.next).toContain('up to 100 MB as video');
	});

	it.each([
		[undefined, 'It has no files at all. Read'],
		[{ json: {}, binary: {} }, 'It has no files at all. Read'],
		[{ binary: { photo: {}, logo: {} } }, 'Its files are in: photo, logo. Enter one'],
		[
			{
				json: {
					nothing: null,
					note: 'text',
					page: { mimeType: 'text/html' },
					row: { id: '7', data: 'x' },
					scan: { mimeType: 'image/png', id: 'filesystem:1' },
					sketch: { mimeType: 'image/png', data: 'AA==' },
				},
			},
			'Its files are in: scan, sketch. Enter one',
		],
	])('that is not there is told with those that are (%j)', async (input, advice) => {
		const found = await problem(ofField(itemWithFiles({ input }).item));
		expect(found?.what).toBe("The input item has no file in the field 'data'");
		expect(found?.next).toContain(advice);
	});

	it.each([
		['https://m.example/a.png?sig=s3cret', 'https://m.example/a.png'],
		['x'.repeat(60), 'x'.repeat(60)],
		['🎬'.repeat(61), `${'🎬'.repeat(60)}…`],
	])(
		'that is not there is told by the name that was entered, short and without a signature (%j)',
		async (field, told) => {
			const { item } = itemWithFiles({});
			const found = await problem(fileInField(item.context as Reader['context'], { ...inField, field }));
			expect(found?.what).toBe(`The input item has no file in the field '${told}'`);
		},
	);

	it('of a type that JoggAI does not take comes with those that it takes', async () => {
		const binary = { fileName: 'a.pdf', mimeType: 'application/pdf', id: 'x' };
		expect((await problem(ofField(itemWithFiles({ binary }).item)))?.next).toMatch(
			/^JoggAI takes images \(JPG, .+\), videos \(MP4, .+\), recordings \(MP3, .+\)\. Convert/,
		);
	});
});

describe('a file at an address', () => {
	const film = { 'content-type': 'video/mp4', 'content-length': '5' };

	it('is fetched as a stream with the network settings of the request and nothing else, and then kept', async () => {
		const { item, asked, kept, bodies } = itemWithFiles({ answers: [{ headers: film }] });
		const file = await fromAddress(item, 'https://m.example/a/film.mp4?sig=1');

		expect(asked).toEqual([
			{
				proxy: { host: 'proxy', port: 1 },
				skipSslCertificateValidation: true,
				url: 'https://m.example/a/film.mp4?sig=1',
				headers: { 'accept-encoding': 'identity' },
				encoding: 'stream',
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				abortSignal: expect.any(AbortSignal),
			},
		]);
		expect(kept).toEqual([{ text: NOTHING_TELLING, name: 'film.mp4', type: 'video/mp4' }]);
		expect(file).toMatchObject({ name: 'film.mp4', mimeType: 'video/mp4', bytes: 5 });
		expect(bodies[0].destroyed).toBe(true);
	});

	it('has the name and type that the user prefers', async () => {
		const headers = { 'content-type': 'application/pdf' };
		const stated = { fileName: 'b', mimeType: 'video/webm' };
		const { kept, item } = itemWithFiles({ answers: [{ headers }] });
		const file = await fromAddress(item, 'https://m.example/film', stated);
		expect(file).toMatchObject({ name: 'b.webm', mimeType: 'video/webm' });
		expect(kept).toHaveLength(1);
	});

	it.each([
		[{ ...film, 'content-length': '0' }, 'The address of the file answered with no bytes'],
		[{ ...film, 'content-length': String(101 * MEGABYTE) }, "'film.mp4' is too big for JoggAI: 101.0 MB"],
		[{ 'content-type': 'text/html' }, 'The address of the file answered with a web page instead of the file'],
		[
			{ 'content-type': 'application/json' },
			'The address of the file answered with a JSON text instead of the file',
		],
	])(
		'is refused by what its server says of it (%j), without being read or asked for again',
		async (headers, told) => {
			const { item, asked, kept } = itemWithFiles({ answers: [{ headers }] });
			expect((await problem(fromAddress(item, FILM)))?.what).toBe(told);
			expect([asked.length, kept]).toEqual([1, []]);
		},
	);

	it.each([
		[300, 1],
		[404, 1],
		[408, 3],
		[428, 1],
		[429, 3],
		[499, 1],
		[500, 3],
	])('that answers with HTTP %i is asked for %i times', async (statusCode, times) => {
		const { item, asked } = itemWithFiles({ answers: [{ statusCode, headers: film }] });
		expect(await problem(fromAddress(item, FILM))).toMatchObject({
			what: `The address of the file answered with HTTP ${statusCode}`,
			next: expect.stringContaining("Check 'File URL'"),
			httpStatus: statusCode,
		});
		expect(asked).toHaveLength(times);
	});

	it("is waited for as long as the node's own options say", async () => {
		const { item, asked } = itemWithFiles({ answers: [{ headers: film }] });
		item.request.timeout = 1234;
		await fromAddress(item, FILM);
		expect(asked[0].timeout).toBe(1234);
	});

	it('is fetched from where it has moved to, as often as may be', async () => {
		const moved = { statusCode: 302, headers: { location: '/films/2.mp4' } };
		const { item, asked } = itemWithFiles({ answers: [moved, { headers: film }] });
		expect((await fromAddress(item, FILM)).bytes).toBe(5);
		expect(asked.map(({ url }) => url)).toEqual([FILM, 'https://m.example/films/2.mp4']);
		const circle = itemWithFiles({ answers: [moved] });
		expect((await problem(fromAddress(circle.item, FILM)))?.what).toContain('HTTP 302');
		expect(circle.asked).toHaveLength(6);
	});

	it.each(['http://169.254.169.254/latest/meta-data', 'http://localhost:5678/rest', 'https://10.0.0.1/'])(
		'is not fetched from a network of its own, wherever a public address leads: %s',
		async (location) => {
			const { item, asked } = itemWithFiles({ answers: [{ statusCode: 307, headers: { location } }] });
			expect((await problem(fromAddress(item, FILM)))?.what).toBe(
				'The address of the file answered with a redirect into a network of your own',
			);
			expect(asked).toHaveLength(1);
		},
	);

	it('is fetched with any status that means success', async () => {
		const { item } = itemWithFiles({ answers: [{ statusCode: 299, headers: film }] });
		expect((await fromAddress(item, FILM)).bytes).toBe(5);
	});

	it('is fetched again after a broken connection, twice', async () => {
		const broken = { error: new Error('ECONNRESET') };
		const lucky = itemWithFiles({ answers: [broken, broken, { headers: film }] });
		expect((await fromAddress(lucky.item, FILM)).bytes).toBe(5);
		const unlucky = itemWithFiles({ answers: [broken] });
		expect(await problem(fromAddress(unlucky.item, FILM))).toEqual({
			what: 'n8n could not fetch the file from its address: it did not arrive whole',
			next: expect.stringContaining('Nothing was sent to JoggAI'),
			httpStatus: undefined,
			outcome: 'notSent',
			transient: true,
		});
		expect(unlucky.asked).toHaveLength(3);
	});

	it.each([
		[true, 3],
		[false, 1],
	])('that takes too long is fetched again only where that may help (%s)', async (transient, times) => {
		const error = new TransferTimeout('it took too long', transient);
		const { item, asked } = itemWithFiles({ answers: [{ error }] });
		expect(await problem(fromAddress(item, FILM))).toMatchObject({
			what: 'n8n could not fetch the file from its address: it took too long',
			transient,
		});
		expect(asked).toHaveLength(times);
	});

	it('is not fetched again after Stop', async () => {
		const { item, asked } = stoppedWhileFetching();
		await expect(fromAddress(item, FILM)).rejects.toThrow('Stop');
		expect(asked).toHaveLength(1);
	});
});

describe('the bytes of a file', () => {
	const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
	const binaryOf = (bytes: Buffer, fileName: string, mimeType = '') => ({
		fileName,
		mimeType,
		data: bytes.toString('base64'),
	});
	const read = async (binary: object, use?: Use) => await ofField(itemWithFiles({ binary }).item, {}, use);

	it('decide over its name and type where these are of the same kind, or say nothing', async () => {
		expect(await read(binaryOf(PNG, 'photo.jpg', 'image/jpeg'))).toMatchObject({
			name: 'photo.png',
			mimeType: 'image/png',
		});
		expect(await read(binaryOf(PNG, 'photo', 'application/octet-stream'))).toMatchObject({
			name: 'photo.png',
		});
	});

	it.each([
		['<!DOCTYPE html><title>Sign in</title>', 'a web page'],
		['\n <html>', 'a web page'],
		['<?xml version="1.0"?><Error/>', 'an XML text'],
		['{"error":"expired"}', 'a JSON text'],
		['%PDF-1.7', 'a PDF'],
		['PK\u0003\u0004', 'a ZIP archive'],
	])('(%j) tell that it is %s, whatever is said of it', async (bytes, what) => {
		const told = await problem(read(binaryOf(Buffer.from(bytes), 'film.mp4', 'video/mp4')));
		expect(told?.what).toContain(`'film.mp4' is ${what}`);
	});

	it('tell that it is of another kind than is said of it, or than its field needs', async () => {
		const label = 'Video Source';
		expect((await problem(read(binaryOf(PNG, 'film.mp4', 'video/mp4'))))?.what).toContain('is a PNG');
		expect((await problem(read(binaryOf(PNG, 'a.png'), { kind: 'video', label })))?.what).toBe(
			"'Video Source' needs a video, but 'a.png' is an image (PNG)",
		);
	});

	it('tell how long it is, where JoggAI takes no longer ones', async () => {
		expect((await problem(read(binaryOf(wav(601), 'a.wav'))))?.what).toBe(
			"'a.wav' is too long for JoggAI: 10:01 minutes",
		);
		expect(await read(binaryOf(wav(600), 'a.wav'))).toBeDefined();
		expect((await problem(read(binaryOf(wav(600), 'a.wav'), { longest: 180 })))?.next).toContain(
			'up to 3:00',
		);
	});
});
