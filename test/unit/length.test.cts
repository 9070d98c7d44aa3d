import { LengthReader } from '../../nodes/shared/files/length';
import { sample } from '../harness/binaries.cts';
import { chunk, element, float, LIKE_A_DURATION, mp4, wav, webm } from '../harness/containers.cts';

/** The seconds that a file says of itself, arriving in pieces of so many bytes. */
function secondsOf(file: Buffer, piece = 64 * 1024): number | undefined {
	const reader = new LengthReader();
	for (let at = 0; at < file.length; at += piece) reader.push(file.subarray(at, at + piece));
	return reader.seconds;
}

const DURATION = '4489';
const SCALE = '2ad7b1';

describe('the length of a film or recording', () => {
	it.each([
		['a film', mp4(301)],
		['a film with numbers of 64 bits', mp4(301, 1)],
		['a recording', wav(301)],
		['a recording with notes', wav(301, [chunk('LIST', 'INFOICMT\x11\0\0\0metadata by Jane.\0')])],
		['a recording with notes of an odd size', wav(301, [chunk('note', 'odd')])],
		['a film for the web', webm([element(DURATION, float(301_000, 8))])],
		['a film for the web with a shorter number', webm([element(DURATION, float(301_000, 4))])],
		['one in seconds', webm([element(DURATION, float(301, 8)), element(SCALE, '\x3b\x9a\xca\0')])],
		[
			'one with other numbers first',
			webm([element('ec', LIKE_A_DURATION), element(DURATION, float(301_000, 8))]),
		],
	])('is what it says of itself, however it arrives: %s', (_what, file) => {
		for (const piece of [file.length, 1000, 16]) expect(secondsOf(file, piece)).toBe(301);
	});

	it.each([
		['no size', 0],
		['none', 0xffffffff],
		['as much as fits', 0xffffffff - 36],
		['as much as is even', 0x7ffff000],
		['as much as is positive', 0x7fffffff],
		['one more', 0x80000000],
		['more than arrived', 301 * 100 + 2],
	])('is what its bytes take, where a recording made in one go says that it has %s (%d)', (_what, size) => {
		expect(secondsOf(wav(301, [], size))).toBe(301);
	});

	it.each([
		['a film that says so', mp4(undefined)],
		['a film that says so with 64 bits', mp4(undefined, 1)],
		['a film that is not finished', mp4(0)],
		['a film for the web that does not say it', webm([element(SCALE, '\x0f\x42\x40')])],
		['one without any information', webm([])],
		['one of which more is known than that', webm([element('4d80', 'x'.repeat(200))])],
		['one with a number of no known size', webm([element(DURATION, '\x01\x02')])],
		['a recording without samples', wav(0)],
		['a recording without a format', chunk('RIFF', `WAVE${chunk('data', 'x').toString('latin1')}`)],
		['a recording that ends in the middle of its head', wav(1).subarray(0, 30)],
		['a film that ends in the middle of its head', mp4(1).subarray(0, -100)],
		['a film of broken sizes', Buffer.concat([mp4(1).subarray(0, 20), Buffer.alloc(1000)])],
		['a box that would be shorter than its own head', Buffer.from('\0\0\0\x07moov\0\0\0\0\0\0\0\0\0')],
		['zeros', Buffer.alloc(1000)],
		['letters', Buffer.from('data fmt mvhd moov'.repeat(50))],
	])('is not known: %s', (_what, file) => {
		for (const piece of [file.length, 16]) expect(secondsOf(file, piece)).toBeUndefined();
	});

	it('is that of real files (sandbox/media/README.md)', () => {
		const [film, clip, speech] = ['video.mp4', 'transparent.webm', 'audio.mp3'].map((name) =>
			secondsOf(sample(name)),
		);
		expect([film, clip]).toEqual([3, 3]);
		expect(speech).toBeCloseTo(2, 0);
	});
});
