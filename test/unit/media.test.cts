import { judged, TELLING_BYTES } from '../../nodes/shared/vocabulary/beginnings';
import { formatOf, formatsOf, mostBytes } from '../../nodes/shared/vocabulary/media';

const label = (mimeType: string, fileName = '') => formatOf(mimeType, fileName)?.label;

describe('the format of a file', () => {
	it.each([
		['image/jpeg', '', 'JPG'],
		['image/pjpeg', '', 'JPG'],
		[' Image/PNG ; charset=binary', '', 'PNG'],
		['video/x-m4v', 'a.mov', 'MP4'],
		['video/mp4', 'a.mp3', 'MP4'],
		['audio/vnd.wave', '', 'WAV'],
		['', 'a.M4A', 'M4A'],
		['application/octet-stream', 'a.b.qt', 'MOV'],
		['binary/octet-stream', 'a.jpeg', 'JPG'],
		['application/binary', 'a.gif', 'GIF'],
		['text/plain', 'a.webm', 'WebM'],
		['application/pdf', 'a.png', undefined],
		['', 'a.pdf', undefined],
		['', 'mp4', undefined],
		['', '', undefined],
	])('%j with the name %j is %j', (mimeType, fileName, format) => {
		expect(label(mimeType, fileName)).toBe(format);
	});

	it('is told by kind, with the most that JoggAI takes', () => {
		expect(formatsOf('audio')).toBe('MP3, WAV, M4A');
		expect(mostBytes('image')).toBe(10 * 1024 * 1024);
	});
});

const FILM = formatOf('video/mp4', '');

describe('words', () => {
	it.each([
		['a sentence', 'Error: this link has expired.'],
		['a letter', 'x'],
		['lines', 'callback({\r\n\t"error": 1\f})\n'],
		['any script', 'Срок действия ссылки истёк 🎬'],
		['the mark of UTF-8', '\ufeffexpired'],
		['a playlist', '#EXTM3U\n#EXT-X-VERSION:3\n'],
		['a page behind a closed tag', '<br/><h1>Expired</h1>'],
		['a text in JSON', '"expired"'],
		['a page in UTF-16', Buffer.from('\ufeff<!DOCTYPE html>', 'utf16le')],
		['a page in UTF-16 the other way round', Buffer.from('\ufeff<!DOCTYPE html>', 'utf16le').swap16()],
		...[1, 2, 3].map((cut): [string, Buffer] => [
			`a letter that was cut after byte ${cut}`,
			Buffer.from(`${'x'.repeat(TELLING_BYTES - cut)}🎬 and so on`),
		]),
	])('are no film, whatever is said of them: %s', (_what, bytes) => {
		const head = Buffer.from(bytes as string);
		expect(judged(FILM, head)).toEqual({ contradiction: 'a text' });
		expect(judged(undefined, head)).toEqual({ contradiction: 'a text' });
		expect(judged(undefined, head, true)).toEqual({ format: undefined });
	});

	it.each([
		['nothing', ''],
		['a zero among letters', 'moov\0'],
		['a sign of a machine among letters', 'lines\x1b[0m'],
		['a sign that deletes', 'lines\x7f'],
		['letters of Latin-1', Buffer.from('caf\xe9s', 'latin1')],
		['a control character of Latin-1', 'caf\x85s'],
		['zeros', Buffer.alloc(2 * TELLING_BYTES)],
		['a zero at the end of what tells', Buffer.from(`${'x'.repeat(TELLING_BYTES - 1)}\0`)],
	])('are not seen in %s, so that what is said of a file holds', (_what, bytes) => {
		expect(judged(FILM, Buffer.from(bytes as string))).toEqual({ format: FILM });
	});

	it('are told by the first bytes, whatever comes behind', () => {
		expect(judged(FILM, Buffer.from(`${'x'.repeat(TELLING_BYTES)}\0`))).toEqual({ contradiction: 'a text' });
	});
});
