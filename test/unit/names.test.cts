import { endingFor, fileNameFrom, nameAs, nameAt, storedName } from '../../nodes/shared/files/names';
import { formatOf, type MediaFormat } from '../../nodes/shared/vocabulary/media';

const jpg = formatOf('image/jpeg', '') as MediaFormat;

describe('the name of a downloaded file', () => {
	it.each([
		['News of the week', 'News of the week'],
		['Über uns – 会社紹介 🎬', 'Über uns – 会社紹介 🎬'],
		['Cafe\u0301', 'Café'],
		['  two   spaces\nand a line ', 'two spaces and a line'],
		['../../etc/passwd', 'etc-passwd'],
		['C:\\Windows\\system32', 'C-Windows-system32'],
		['AC/DC: "live"?*<>|', 'AC-DC- -live'],
		['.hidden', 'hidden'],
		['--force', 'force'],
		['ends with dots. . .', 'ends with dots'],
		['nul', '_nul'],
		['CON.backup', '_CON.backup'],
		['console', 'console'],
		['film.mp4', 'film'],
		['Version 1.0', 'Version 1.0'],
		['null\u0000byte', 'null-byte'],
		['turned \u202Egpj.exe', 'turned -gpj.exe'],
		['half a \ud83c letter', 'half a - letter'],
		['///', ''],
		['  ', ''],
	])('that is to be %j is %j', (title, name) => {
		expect(fileNameFrom(title)).toBe(name);
	});

	it.each(['x'.repeat(5000), '🎬'.repeat(500), '会'.repeat(500)])('fits into any file system', (title) => {
		const name = fileNameFrom(title);

		expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
		expect(Buffer.byteLength(name)).toBeGreaterThan(190);
		expect(title.startsWith(name)).toBe(true);
		expect(Buffer.from(name).toString()).toBe(name);
	});
});

describe('the ending of a downloaded file', () => {
	it.each([
		['https://example.com/film.mp4', 'video/mp4', 'mp4'],
		['https://example.com/film.MOV?sig=a.b', 'video/mp4', 'mp4'],
		['https://example.com/photo.JPEG', 'image/jpeg', 'jpeg'],
		['https://example.com/film.MOV', 'application/octet-stream', 'mov'],
		['https://example.com/text.srt', 'application/x-subrip', 'srt'],
		['https://example.com/film', 'video/webm', 'webm'],
		['https://example.com/download.php', 'video/mp4', 'mp4'],
		['https://example.com/film.veryverylongbecauseitisnoending', 'video/mp4', 'mp4'],
		['https://example.com/film.veryverylongbecauseitisnoending', 'application/octet-stream', 'bin'],
		['https://example.com/film.abcdef', 'application/octet-stream', 'bin'],
		['https://example.com/film.%2e%2e%2fx', 'application/octet-stream', 'bin'],
		['no address', '', 'bin'],
	])('of %s (%s) is %s', (address, mimeType, ending) => {
		expect(endingFor(address, mimeType)).toBe(ending);
	});
});

describe('the name of a file that JoggAI stores', () => {
	it.each([
		['photo.JPEG', 'photo.jpeg'],
		['photo.png', 'photo.jpg'],
		['C:\\Fotos\\Müller & Söhne (2).jpg', 'Müller-Söhne-2.jpg'],
		['../../a/b.jpg', 'b.jpg'],
		['-.hidden.-.jpg', 'hidden.jpg'],
		['a  b__c--d.jpg', 'a-b__c--d.jpg'],
		['画像.jpg', '画像.jpg'],
		['Приветствие', 'Приветствие.jpg'],
		['🎬 film 100%#1?.jpg', '🎬-film-100-1.jpg'],
		['folder/', 'image.jpg'],
		['', 'image.jpg'],
		[`${'x'.repeat(300)}.jpg`, `${'x'.repeat(200)}.jpg`],
	])('instead of %j is %j: recognised by people, and no trouble in an address', (given, safe) => {
		expect(storedName(given, jpg)).toBe(safe);
		expect(new URL(`https://m.example/${safe}`).pathname.split('/')).toHaveLength(2);
	});

	it('keeps its blanks in n8n', () => {
		expect(nameAs('Müller & Söhne (2).jpg', jpg)).toBe('Müller & Söhne (2).jpg');
	});
});

describe('the name that a server gives a file', () => {
	const latin1 = (text: string) => Buffer.from(text).toString('latin1');

	it.each([
		['attachment; filename="take 1.mp4"', 'take 1.mp4'],
		['attachment; FileName=take.mp4; size=1', 'take.mp4'],
		['attachment; filename="a \\"b\\".mp4"', 'a "b".mp4'],
		[
			'attachment; filename="plain.mp4"; filename*=UTF-8\'\'%E7%94%BB%E5%83%8F%20%F0%9F%8E%AC.mp4',
			'画像 🎬.mp4',
		],
		["attachment; filename*=utf-8'ja'%E7%94%BB.mp4", '画.mp4'],
		[`attachment; filename="${latin1('Привет.mp4')}"`, 'Привет.mp4'],
		['attachment; filename="caf\u00e9.mp4"', 'café.mp4'],
		['attachment; filename="100%.mp4"', '100%.mp4'],
		['inline', 'my film.mp4'],
		[undefined, 'my film.mp4'],
	])('%j is %j', (disposition, name) => {
		expect(nameAt('https://m.example/a/my%20film.mp4?sig=1', disposition)).toBe(name);
	});
});
