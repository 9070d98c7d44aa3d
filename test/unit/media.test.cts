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
