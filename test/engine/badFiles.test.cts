import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiLipSync } from '../../nodes/LipSync/JoggAiLipSync.node';
import { JoggAiMedia } from '../../nodes/Media/JoggAiMedia.node';
import { transferLimits } from '../../nodes/shared/files/transferLimits';
import { clock } from '../../nodes/shared/platform/clock';
import { fileInItem, keepFiles, sample } from '../harness/binaries.cts';
import { mp4, wav } from '../harness/containers.cts';
import { NOTHING_TELLING } from '../harness/fileItem.cts';
import { startServer } from '../harness/servers.cts';
import { everythingIn, writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const usual = { ...transferLimits };
beforeEach(async () => await keepFiles('stored files'));
afterEach(() => {
	Object.assign(transferLimits, usual);
	jest.restoreAllMocks();
});

const ROOT = join(__dirname, '..', '..');
const MEGABYTE = 1024 * 1024;
const AS_FILM = { 'content-type': 'video/mp4' };
const PAGE = '<!DOCTYPE html><html><title>Sign in</title></html>';

type Answer = (response: ServerResponse) => void;

const says =
	(status: number, body: string | Buffer = '', headers: Record<string, string> = AS_FILM): Answer =>
	(response) =>
		void response.writeHead(status, headers).end(body);

/** Sends for as long as anybody listens. */
const endless: Answer = (response) => {
	response.writeHead(200, AS_FILM);
	response.on('error', () => undefined);
	const more = () => {
		while (!response.destroyed && response.write(Buffer.alloc(MEGABYTE)));
		if (!response.destroyed) response.once('drain', more);
	};
	more();
};

const cut: Answer = (response) => {
	response.writeHead(200, { ...AS_FILM, 'content-length': '1000' }).write(NOTHING_TELLING);
	setImmediate(() => response.destroy());
};

const silent: Answer = (response) => void response.writeHead(200, AS_FILM).write(NOTHING_TELLING);

/** By the first column of the table in docs/reliability.md: what an address answers, and what is said of that. */
const ANSWERS: Record<string, [Answer, RegExp]> = {
	'an address that is not there': [says(404), /answered with HTTP 404/],
	'one that is gone': [says(410), /answered with HTTP 410/],
	'one behind a login': [says(401), /answered with HTTP 401/],
	'one that nobody may read': [says(403), /answered with HTTP 403/],
	'a server that is out of order': [says(500), /answered with HTTP 500/],
	'a server that is too busy': [says(429), /answered with HTTP 429/],
	'a redirect to nowhere': [says(302), /answered with HTTP 302/],
	'a redirect in a circle': [
		(response) => void response.writeHead(302, { location: '/talk.mp4' }).end(),
		/answered with HTTP 302/,
	],
	'a web page': [says(200, PAGE, { 'content-type': 'text/html' }), /answered with a web page instead/],
	'a web page that is said to be a film': [says(200, PAGE), /answered with a web page instead/],
	'a page without a beginning of its own': [says(200, '\n<div id="app"></div>'), /answered with a web page/],
	'an XML text': [says(200, '<x/>', { 'content-type': 'application/xml' }), /answered with an XML text/],
	'an XML text that is said to be a film': [says(200, '<?xml version="1.0"?><Error/>'), /with an XML text/],
	'a JSON text': [says(200, '{}', { 'content-type': 'application/json' }), /answered with a JSON text/],
	'a JSON text that is said to be a film': [says(200, '{"error":"expired"}'), /answered with a JSON text/],
	'a text': [says(200, 'Error: this link has expired.', { 'content-type': 'text/plain' }), /with a text/],
	'a text that is said to be a film': [says(200, 'callback({"error":1})'), /answered with a text instead/],
	'a page in UTF-16 that is said to be a film': [
		says(200, Buffer.from(`\ufeff${PAGE}`, 'utf16le')),
		/answered with a text instead/,
	],
	'a playlist that is said to be a film': [says(200, '#EXTM3U\n'), /answered with a text instead/],
	'no bytes, as announced': [says(200, '', { ...AS_FILM, 'content-length': '0' }), /answered with no bytes/],
	'no bytes, unannounced': [
		(response) => {
			response.writeHead(200, AS_FILM);
			response.flushHeaders();
			response.end();
		},
		/answered with no bytes/,
	],
	'an answer without content': [says(204), /answered with no bytes/],
	'fewer bytes than announced': [cut, /broke off|did not arrive whole/],
	'a connection that is cut at once': [(response) => void response.destroy(), /broke off|did not arrive/],
	'a server that falls silent': [silent, /nothing of it arrived|it took more than/],
	'a picture that is said to be a film': [says(200, sample('photo.png')), /with a PNG instead of the MP4/],
	'a recording that is said to be a film': [says(200, sample('audio.mp3')), /with an MP3 instead of the MP4/],
	'a PDF that is said to be a film': [says(200, '%PDF-1.7 x'), /with a PDF instead of the MP4/],
	'an archive that is said to be a film': [says(200, 'PK\u0003\u0004zip'), /with a ZIP archive instead/],
};

const tried = (answer: Answer) => startServer((_request, response) => answer(response));
const MESSAGE = /^\S.{9,250}$/s;

describe.each(Object.entries(ANSWERS))('%s', (_name, [answer, told]) => {
	beforeEach(() => {
		jest.spyOn(clock, 'sleep').mockImplementation(async () => {});
		Object.assign(transferLimits, { totalMs: 1200, idleMs: 400 });
	});

	it('is not uploaded: nothing is sent to JoggAI, and the message says what came and what to check', async () => {
		const host = await tried(answer);
		const { error } = await at.world.run({
			type: new JoggAiMedia(),
			parameters: { operation: 'upload', input: 'url', fileUrl: `${host.url}/talk.mp4?sig=s3cret` },
		});
		expect(error?.message).toMatch(told);
		expect(error?.message).toMatch(MESSAGE);
		expect(error?.description).toContain("Check 'File URL'");
		expect(everythingIn({ ...error, node: '' })).not.toContain('s3cret');
		expect(writes(at.world)).toEqual([]);
	});

	it('is no finished video: the item has its address and a warning', async () => {
		const host = await tried(answer);
		at.world.joggAi.settings.publicUrl = host.url;
		jest.restoreAllMocks();
		const { items } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, waitForCompletion: 'none' },
		});
		await at.world.clock.sleep(300_000);
		jest.spyOn(clock, 'sleep').mockImplementation(async () => {});
		const { error, items: got } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { operation: 'get', videoId: String(items[0].json.id), download: true },
		});
		expect(error).toBeUndefined();
		expect(got[0].binary).toBeUndefined();
		expect(got[0].json).toMatchObject({ status: 'completed', videoUrl: expect.stringMatching(/^http/) });
		expect(got[0].json.warning).toMatch(told);
		expect(at.world.joggAi.charges).toHaveLength(1);
	});
});

/** What is only told of what n8n fetches for JoggAI: finished videos may be as long as they are. */
const TOO_MUCH: Record<string, [Answer, RegExp]> = {
	'more than JoggAI takes, as announced': [
		says(200, NOTHING_TELLING, { ...AS_FILM, 'content-length': String(101 * MEGABYTE) }),
		/too big for JoggAI: 101.0 MB/,
	],
	'more than JoggAI takes, unannounced': [endless, /too big for JoggAI: 100.\d MB/],
	'a type that JoggAI does not take': [
		says(200, NOTHING_TELLING, { 'content-type': 'application/pdf' }),
		/not of a type that JoggAI takes/,
	],
};

describe.each(Object.entries(TOO_MUCH))('%s', (_name, [answer, told]) => {
	it('is not uploaded: nothing is sent to JoggAI', async () => {
		const host = await tried(answer);
		const { error } = await at.world.run({
			type: new JoggAiMedia(),
			parameters: { operation: 'upload', input: 'url', fileUrl: `${host.url}/talk.mp4` },
		});
		expect(error?.message).toMatch(told);
		expect(writes(at.world)).toEqual([]);
	});
});

const FILM = ['talk.mp4', 'video/mp4'] as const;
const SPEECH = ['voice.wav', 'audio/wav'] as const;

/** Files of an item: bytes, what is said of them, and what is said of that. */
const FILES: Record<string, [Buffer, readonly [string, string], RegExp]> = {
	'a file without a byte': [Buffer.alloc(0), FILM, /'talk.mp4' is empty/],
	'a page that was saved as a film': [Buffer.from(PAGE), FILM, /is a web page/],
	'an answer that was saved as a film': [Buffer.from('{"error":1}'), FILM, /is a JSON text/],
	'a text that was saved as a film': [Buffer.from('expired'), FILM, /is a text/],
	'a picture under the name of a film': [sample('photo.png'), FILM, /is a PNG/],
	'a PDF under its own name': [Buffer.from('%PDF-1.7'), ['a.pdf', 'application/pdf'], /is a PDF/],
	'a HEIC picture of a telephone': [
		Buffer.from('\0\0\0\x18ftypheic'),
		['a.heic', 'image/heic'],
		/is a HEIC or AVIF picture/,
	],
	'a film of a kind that JoggAI does not store': [
		Buffer.from('RIFF\0\0\0\0AVI LIST'),
		['a.avi', 'video/x-msvideo'],
		/is an AVI/,
	],
	'a file of which nobody knows what it is': [
		Buffer.from(NOTHING_TELLING),
		['a', 'application/octet-stream'],
		/not of a type that JoggAI takes/,
	],
	'a film that is too long': [mp4(301), FILM, /too long for JoggAI: 5:01 minutes/],
	'a recording that is too long': [wav(601), SPEECH, /too long for JoggAI: 10:01 minutes/],
	'a recording in one go that is too long': [
		wav(601, [], 0xffffffff),
		SPEECH,
		/too long for JoggAI: 10:01 minutes/,
	],
	'a recording that is too big': [Buffer.alloc(21 * MEGABYTE), SPEECH, /too big for JoggAI: 21.0 MB/],
};

describe.each(Object.entries(FILES))('%s', (_name, [bytes, [fileName, mimeType], told]) => {
	const itemWith = async () => ({
		json: {},
		binary: {
			data: await fileInItem(bytes, { fileName, mimeType }),
			video: await fileInItem(sample('video.mp4'), { fileName: 'v.mp4', mimeType: 'video/mp4' }),
			audio: await fileInItem(sample('audio.mp3'), { fileName: 'a.mp3', mimeType: 'audio/mpeg' }),
		},
	});
	const field = mimeType.startsWith('audio') ? 'audioBinaryPropertyName' : 'videoBinaryPropertyName';
	const create: INodeParameters = { operation: 'create', videoSource: 'file', audioSource: 'file' };

	it.each([
		['uploaded', () => new JoggAiMedia(), { operation: 'upload' }],
		['bought anything with', () => new JoggAiLipSync(), { ...create, [field]: 'data' }],
	])('is not %s: nothing is sent to JoggAI, and the message names it', async (_what, type, parameters) => {
		const { error } = await at.world.run({ type: type(), parameters, items: [await itemWith()] });
		expect(error?.message).toMatch(told);
		expect(error?.message).toMatch(MESSAGE);
		expect(error?.description).toMatch(/\w{3}/);
		expect(error?.context).toMatchObject({ details: { outcome: 'invalidInput', charged: false } });
		expect(writes(at.world)).toEqual([]);
	});
});

/** Addresses that only JoggAI would have to fetch. */
const ADDRESSES: Record<string, [string, RegExp]> = {
	'this very machine': ['http://localhost:5678/video.mp4', /can reach from the internet, which 'localhost'/],
	'this machine by its number': ['http://127.0.0.1/video.mp4', /can reach from the internet/],
	'a network of your own': ['https://192.168.1.20/video.mp4', /can reach from the internet/],
	'a name without a dot': ['https://nas/video.mp4', /can reach from the internet/],
	'a name of a network of your own': ['https://nas.local/video.mp4', /can reach from the internet/],
	'a password in the address': ['https://me:pw@example.com/a.mp4', /without a user name and password/],
	'a page of Google Drive': [
		'https://drive.google.com/file/d/1aB/view?usp=sharing',
		/opens a page of Google Drive/,
	],
	'a page of Dropbox': ['https://www.dropbox.com/s/x/a.mp4?dl=0', /opens a page of Dropbox/],
	'a page of OneDrive': ['https://1drv.ms/v/s!x', /opens a page of OneDrive/],
};

describe.each(Object.entries(ADDRESSES))('%s', (_name, [videoUrl, told]) => {
	it('is refused before anything is sent or paid for, with the way to hand over the file itself', async () => {
		const { error } = await at.world.run({
			type: new JoggAiLipSync(),
			credentials: { ...at.world.credentials, domain: 'https://api.jogg.ai' },
			parameters: { operation: 'create', videoUrl, audioUrl: 'https://example.com/a.mp3' },
		});
		expect(error?.message).toMatch(told);
		expect(error?.message).toContain("'Video URL'");
		expect(error?.description).toContain("Or set 'Video Source' to File.");
		expect(everythingIn({ ...error, node: '' })).not.toMatch(/:pw@/);
		expect(writes(at.world)).toEqual([]);
	});
});

it('the documentation names every one of them', () => {
	const page = readFileSync(join(ROOT, 'docs', 'reliability.md'), 'utf8');
	const [, table] = /## Files that are none\n([^]*?)\n## /.exec(page) ?? [];
	const rows = (table ?? '').split('\n').flatMap((line) => /^\| ([a-z].*?) +\|/i.exec(line)?.[1] ?? []);
	const named = rows.flatMap((row) => row.split('; ')).filter((row) => row !== 'What comes');
	const all = [ANSWERS, TOO_MUCH, FILES, ADDRESSES].flatMap((some) => Object.keys(some));
	expect(named.sort()).toEqual(all.sort());
	expect(all.length).toBeGreaterThanOrEqual(40);
});
