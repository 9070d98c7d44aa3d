import {
	formatOf,
	formatsOf,
	type MediaFormat,
	mostBytes,
	safeFileName,
} from '../../nodes/shared/vocabulary/media';

const label = (mimeType: string, fileName = '') => formatOf(mimeType, fileName)?.label;
const jpg = formatOf('image/jpeg', '') as MediaFormat;

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

describe('a file name that every web address can carry', () => {
	it.each([
		['photo.JPEG', 'photo.jpeg'],
		['photo.png', 'photo.png.jpg'],
		['C:\\Fotos\\Müller & Söhne.jpg', 'Muller-Sohne.jpg'],
		['../../a/b.jpg', 'b.jpg'],
		['-.hidden.-.jpg', 'hidden.jpg'],
		['a  b__c--d.jpg', 'a-b__c--d.jpg'],
		['画像.jpg', 'image.jpg'],
		['folder/', 'image.jpg'],
		['', 'image.jpg'],
		[`${'x'.repeat(150)}.jpg`, `${'x'.repeat(100)}.jpg`],
	])('instead of %j is %j', (given, safe) => {
		expect(safeFileName(given, jpg)).toBe(safe);
	});
});
