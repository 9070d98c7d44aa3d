import { checkFile, sourceFile, type WantedFile } from '../../nodes/shared/files/source';
import { TransferTimeout } from '../../nodes/shared/files/transferLimits';
import { itemWithFiles, stoppedWhileFetching } from '../harness/fileItem.cts';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

const MEGABYTE = 1024 * 1024;
const base64 = (text: string) => Buffer.from(text).toString('base64');

const png = { fileName: 'a.png', mimeType: 'image/png' };
const inField = { field: 'data' };
const at = (url: string, more: Partial<WantedFile> = {}): WantedFile => ({ url, ...more });

/** What is wrong with a file. */
const problem = async (promise: Promise<unknown>) =>
	await promise.then(
		() => undefined,
		(error: { problem: { what: string; next: string } }) => error.problem,
	);

describe('a file in a binary field', () => {
	it('is read from the storage of n8n where it has an ID, as often as it is wanted', async () => {
		const file = await sourceFile(
			itemWithFiles({ binary: { ...png, id: 'x1', data: 'filesystem' } }).item,
			inField,
		);
		expect(file).toEqual({ name: 'a.png', mimeType: 'image/png', bytes: 5, open: expect.any(Function) });
		expect([await file.open(), await file.open()]).toEqual(['stream of x1', 'stream of x1']);
	});

	it('is read from the item where it has none', async () => {
		const file = await sourceFile(
			itemWithFiles({ binary: { ...png, data: base64('hello!') }, bytes: 99 }).item,
			inField,
		);
		expect(file.bytes).toBe(6);
		expect(await file.open()).toEqual(Buffer.from('hello!'));
	});

	it('has the name and type that the user prefers', async () => {
		const wanted = { ...inField, fileName: 'b', mimeType: 'audio/mpeg' };
		const { name, mimeType } = await sourceFile(itemWithFiles({ binary: { ...png, id: 'x1' } }).item, wanted);
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
		const found = await problem(sourceFile(itemWithFiles({ binary, bytes }).item, inField));
		expect(found?.what).toBe(told);
		const { context } = itemWithFiles({ binary, bytes }).item;
		expect((await problem(checkFile(context, inField)))?.what).toBe(told);
	});

	it('that is too big comes with the limit of its kind', async () => {
		const binary = { fileName: 'a.mp4', mimeType: 'video/mp4', id: 'x' };
		const found = await problem(sourceFile(itemWithFiles({ binary, bytes: 101 * MEGABYTE }).item, inField));
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
		const found = await problem(sourceFile(itemWithFiles({ input }).item, inField));
		expect(found?.what).toBe("The input item has no file in the field 'data'");
		expect(found?.next).toContain(advice);
	});

	it('of a type that JoggAI does not take comes with those that it takes', async () => {
		const binary = { fileName: 'a.pdf', mimeType: 'application/pdf', id: 'x' };
		expect((await problem(sourceFile(itemWithFiles({ binary }).item, inField)))?.next).toMatch(
			/^JoggAI takes images \(JPG, .+\), videos \(MP4, .+\), recordings \(MP3, .+\)\. Convert/,
		);
	});
});

describe('a file at an address', () => {
	const film = { 'content-type': 'video/mp4', 'content-length': '5' };

	it('is fetched as a stream with the network settings of the request and nothing else, and then kept', async () => {
		const { item, asked, kept, bodies } = itemWithFiles({ answers: [{ headers: film }] });
		const file = await sourceFile(item, at('https://m.example/a/film.mp4?sig=1'));

		expect(asked).toEqual([
			{
				proxy: { host: 'proxy', port: 1 },
				skipSslCertificateValidation: true,
				url: 'https://m.example/a/film.mp4?sig=1',
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				abortSignal: expect.any(AbortSignal),
			},
		]);
		expect(kept).toEqual([{ text: 'hello', name: 'film.mp4', type: 'video/mp4' }]);
		expect(file).toMatchObject({ name: 'film.mp4', mimeType: 'video/mp4', bytes: 5 });
		expect(bodies[0].destroyed).toBe(true);
	});

	it('is not fetched to be checked', async () => {
		const { item, asked } = itemWithFiles({});
		await checkFile(item.context, at('https://m.example/a.pdf'));
		expect(asked).toEqual([]);
	});

	it.each([
		['attachment; filename="take 1.mp4"', 'take-1.mp4'],
		['attachment; FileName=take.mp4; size=1', 'take.mp4'],
		['inline', 'film.mp4'],
		[undefined, 'film.mp4'],
	])('has the name that its server gives it (%j)', async (disposition, name) => {
		const headers = disposition ? { ...film, 'content-disposition': disposition } : film;
		const file = await sourceFile(
			itemWithFiles({ answers: [{ headers }] }).item,
			at('https://m.example/film.mp4'),
		);
		expect(file.name).toBe(name);
	});

	it('has the name and type that the user prefers', async () => {
		const headers = { 'content-type': 'application/pdf' };
		const wanted = at('https://m.example/film', { fileName: 'b', mimeType: 'video/webm' });
		const { kept, item } = itemWithFiles({ answers: [{ headers }] });
		await sourceFile(item, wanted);
		expect(kept[0]).toMatchObject({ name: 'b.webm', type: 'video/webm' });
	});

	it.each([
		[{ ...film, 'content-length': '0' }, "'film.mp4' is empty"],
		[{ ...film, 'content-length': String(101 * MEGABYTE) }, "'film.mp4' is too big for JoggAI: 101.0 MB"],
		[{ 'content-type': 'text/html' }, "'film.mp4' is not of a type that JoggAI takes (text/html)"],
	])(
		'is refused by what its server says of it (%j), without being read or asked for again',
		async (headers, told) => {
			const { item, asked, kept } = itemWithFiles({ answers: [{ headers }] });
			expect((await problem(sourceFile(item, at('https://m.example/film.mp4'))))?.what).toBe(told);
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
		expect(await problem(sourceFile(item, at('https://m.example/film.mp4')))).toMatchObject({
			what: `The address of the file answered with HTTP ${statusCode}`,
			next: expect.stringContaining("Check 'File URL'"),
			httpStatus: statusCode,
		});
		expect(asked).toHaveLength(times);
	});

	it('is fetched with any status that means success', async () => {
		const { item } = itemWithFiles({ answers: [{ statusCode: 299, headers: film }] });
		expect((await sourceFile(item, at('https://m.example/film.mp4'))).bytes).toBe(5);
	});

	it('is fetched again after a broken connection, twice', async () => {
		const broken = { error: new Error('ECONNRESET') };
		const lucky = itemWithFiles({ answers: [broken, broken, { headers: film }] });
		expect((await sourceFile(lucky.item, at('https://m.example/film.mp4'))).bytes).toBe(5);
		const unlucky = itemWithFiles({ answers: [broken] });
		expect(await problem(sourceFile(unlucky.item, at('https://m.example/film.mp4')))).toEqual({
			what: 'n8n could not fetch the file from its address',
			next: expect.stringContaining('Nothing was sent to JoggAI'),
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
		expect(await problem(sourceFile(item, at('https://m.example/film.mp4')))).toMatchObject({
			what: 'n8n could not fetch the file from its address: it took too long',
			transient,
		});
		expect(asked).toHaveLength(times);
	});

	it('is not fetched again after Stop', async () => {
		const { item, asked } = stoppedWhileFetching();
		await expect(sourceFile(item, at('https://m.example/film.mp4'))).rejects.toThrow('Stop');
		expect(asked).toHaveLength(1);
	});
});
