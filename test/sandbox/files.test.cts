import { request as httpRequest } from 'node:http';
import { rangeOf } from '../../sandbox/http/files.cts';
import { KEY, openFixture, type Fixture } from './support.cts';
import { sample } from '../harness/binaries.cts';

let fixture: Fixture;
beforeEach(async () => {
	fixture = await openFixture();
});
afterEach(() => fixture.sandbox.close());

const load = async (url: string, headers: Record<string, string> = {}) => {
	const reply = await fetch(url, { headers });
	return { reply, bytes: Buffer.from(await reply.arrayBuffer()) };
};

it.each([
	['mp4', 'video.mp4', 'video/mp4'],
	['webm', 'transparent.webm', 'video/webm'],
	['jpg', 'cover.jpg', 'image/jpeg'],
	['png', 'photo.png', 'image/png'],
	['mp3', 'audio.mp3', 'audio/mpeg'],
	['srt', 'subtitles.srt', 'application/x-subrip'],
])('serves a real %s', async (extension, file, type) => {
	const { reply, bytes } = await load(`${fixture.sandbox.url}/media/some-job.${extension}`);
	expect(Object.fromEntries(reply.headers)).toMatchObject({
		'content-type': type,
		'content-length': String(sample(file).length),
		'accept-ranges': 'bytes',
	});
	expect(bytes.equals(sample(file))).toBe(true);
});

it('holds films that players can start before they are loaded', () => {
	const film = sample('video.mp4');
	expect(film.subarray(4, 8).toString()).toBe('ftyp');
	expect(film.indexOf('moov')).toBeLessThan(film.indexOf('mdat'));
	expect([film.includes('avc1'), film.includes('mp4a'), film.length < 40_000]).toEqual([true, true, true]);
	expect(sample('transparent.webm').readUInt32BE(0)).toBe(0x1a45dfa3);
});

it.each([
	['bytes=0-3', 206, 'bytes 0-3/32511', 4],
	['bytes=32510-', 206, 'bytes 32510-32510/32511', 1],
	['bytes=-10', 206, 'bytes 32501-32510/32511', 10],
	['bytes=99999-', 416, 'bytes */32511', 0],
])('serves the range %s', async (range, status, contentRange, length) => {
	const { reply, bytes } = await load(`${fixture.sandbox.url}/media/x.mp4`, { range });
	expect([reply.status, reply.headers.get('content-range'), bytes.length]).toEqual([
		status,
		contentRange,
		length,
	]);
});

it('ignores ranges it does not understand', () => {
	expect(['bytes=1-2,4-5', 'lines=1-2', 'bytes=-', undefined].map((header) => rangeOf(header, 9))).toEqual([
		undefined,
		undefined,
		undefined,
		undefined,
	]);
});

it('knows no file without a known ending', async () => {
	expect((await load(`${fixture.sandbox.url}/media/secret.txt`)).reply.status).toBe(404);
});

it('records downloads, and whether the key was sent along', async () => {
	await load(`${fixture.sandbox.url}/media/x.mp4`);
	await load(`${fixture.sandbox.url}/media/x.mp4`, { 'x-api-key': KEY });
	expect(
		fixture.sandbox.requests.map(({ path, status, code, headers }) => [
			path,
			status,
			code,
			headers['x-api-key'],
		]),
	).toEqual([
		['/media/x.mp4', 200, null, undefined],
		['/media/x.mp4', 200, null, KEY],
	]);
});

it('serves addresses at the public address when there is one', async () => {
	fixture.sandbox.settings.publicUrl = 'http://host.docker.internal:8787/';
	const { sign_url } = await fixture.askSample('POST /v2/upload/asset');
	expect(sign_url).toMatch(/^http:\/\/host\.docker\.internal:8787\/upload\//);
});

const bytes = Buffer.from('twelve bytes');
const announce = async (changes = {}) =>
	(await fixture.askSample('POST /v2/upload/asset', changes)) as { sign_url: string; asset_url: string };
const put = async (url: string, headers: Record<string, string> = { 'content-type': 'audio/mpeg' }) =>
	(await fetch(url, { method: 'PUT', headers, body: bytes })).status;

it('takes an upload to the signed address and serves it afterwards', async () => {
	const { sign_url, asset_url } = await announce();
	expect(sign_url).toContain('X-Signature=');
	expect((await load(asset_url)).reply.status).toBe(404);
	expect(await put(sign_url)).toBe(200);
	const asset = await load(asset_url);
	expect([asset.reply.status, asset.reply.headers.get('content-type'), asset.bytes.equals(bytes)]).toEqual([
		200,
		'audio/mpeg',
		true,
	]);
	expect((await load(asset_url, { range: 'bytes=0-5' })).bytes.toString()).toBe('twelve');
	expect(fixture.sandbox.requests.find(({ method }) => method === 'PUT')?.body).toEqual({ bytes: 12 });
});

it.each([
	['with the API key', 400, (url: string) => put(url, { 'content-type': 'audio/mpeg', 'x-api-key': KEY })],
	['of another type', 403, (url: string) => put(url, { 'content-type': 'application/octet-stream' })],
	['to a signature written differently', 403, (url: string) => put(url.replace('%2f', '%2F'))],
	['to an unknown place', 403, (url: string) => put(url.replace(/upload\/\w+/, 'upload/nowhere'))],
])('refuses an upload %s', async (_what, status, attempt) => {
	const { sign_url, asset_url } = await announce();
	expect(await attempt(sign_url)).toBe(status);
	expect((await load(asset_url)).reply.status).toBe(404);
});

it('refuses an upload of another size than announced', async () => {
	expect(await put((await announce({ file_size: 13 })).sign_url)).toBe(400);
	expect(await put((await announce({ file_size: undefined })).sign_url)).toBe(200);
});

it('refuses an upload that does not tell its length', async () => {
	const { sign_url } = await announce();
	const status = await new Promise((resolve, reject) => {
		const outgoing = httpRequest(
			sign_url,
			{ method: 'PUT', headers: { 'content-type': 'audio/mpeg' } },
			(answer) => {
				answer.resume();
				resolve(answer.statusCode);
			},
		);
		outgoing.on('error', reject);
		outgoing.write(bytes);
		outgoing.end();
	});
	expect(status).toBe(411);
});

it('takes a large file', async () => {
	const size = 30 * 1024 * 1024;
	const { sign_url, asset_url } = await announce({
		content_type: 'video/mp4',
		filename: 'big film.mp4',
		file_size: size,
	});
	const reply = await fetch(sign_url, {
		method: 'PUT',
		headers: { 'content-type': 'video/mp4' },
		body: Buffer.alloc(size, 7),
	});
	expect(reply.status).toBe(200);
	expect((await load(asset_url)).bytes.length).toBe(size);
});
