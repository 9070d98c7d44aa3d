import { withTransferSlot } from '../../nodes/shared/pipeline/transfer';
import { endingFor, fileNameFrom } from '../../nodes/shared/vocabulary/media';

describe('moving files', () => {
	it('goes on for five items at a time, whatever becomes of each', async () => {
		let open = 0;
		let most = 0;
		const move = async (item: number) =>
			await withTransferSlot(async () => {
				most = Math.max(most, ++open);
				await new Promise(setImmediate);
				open -= 1;
				if (item % 3 === 0) throw new Error('broken');
			});

		const moved = await Promise.allSettled(Array.from({ length: 20 }, async (_, item) => await move(item)));

		expect(moved.filter(({ status }) => status === 'fulfilled')).toHaveLength(13);
		expect(most).toBe(5);
		expect(open).toBe(0);
	});
});

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
		['https://example.com/film.MOV?sig=a.b', 'video/mp4', 'mov'],
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
