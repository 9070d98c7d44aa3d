/** Bytes behind their name and their size, as MP4 has them. */
function box(name: string, content: Buffer): Buffer {
	const head = Buffer.alloc(8);
	head.writeUInt32BE(8 + content.length, 0);
	head.write(name, 4, 'latin1');
	return Buffer.concat([head, content]);
}

/** An MP4 whose length stands behind its film, in one of two versions; without seconds it says that nobody knows it. */
export function mp4(seconds: number | undefined, version: 0 | 1 = 0): Buffer {
	const mvhd = Buffer.alloc(112);
	const at = version === 0 ? 12 : 20;
	mvhd[0] = version;
	mvhd.writeUInt32BE(1000, at);
	if (seconds === undefined) mvhd.fill(0xff, at + 4, version === 0 ? 20 : 32);
	else mvhd.writeUInt32BE(1000 * seconds, version === 0 ? 16 : 28);
	return Buffer.concat([
		box('ftyp', Buffer.from('isom\0\0\0\0isom')),
		box('mdat', Buffer.alloc(200_000)),
		box('moov', box('mvhd', mvhd)),
	]);
}

/** The same as WAV has them, with a size that need not be the true one. */
export function chunk(name: string, content: Buffer | string, size = content.length): Buffer {
	const head = Buffer.alloc(8);
	head.write(name, 0, 'latin1');
	head.writeUInt32LE(size, 4);
	return Buffer.concat([head, Buffer.from(content as string, 'latin1'), Buffer.alloc(content.length % 2)]);
}

const WAV_BYTES_PER_SECOND = 100;

/** A silent WAV, with other chunks in front of its samples, or with a size of these that is not the true one. */
export function wav(seconds: number, inFront: Buffer[] = [], size?: number): Buffer {
	const format = Buffer.alloc(16);
	format.writeUInt32LE(WAV_BYTES_PER_SECOND, 8);
	const samples = chunk('data', Buffer.alloc(WAV_BYTES_PER_SECOND * seconds), size);
	return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), ...inFront, samples]));
}

/** Sizes of what was not finished, in the two ways in which WebM writes sizes. */
const OPEN = '01ffffffffffffff';
const OPEN_SHORT = 'ff';

function sizeOf(content: Buffer | string): string {
	const isShort = content.length < 0x7f;
	return isShort
		? (0x80 + content.length).toString(16)
		: `01${content.length.toString(16).padStart(OPEN.length - 2, '0')}`;
}

/** The same as WebM has them. */
export const element = (name: string, content: Buffer | string, size = sizeOf(content)): Buffer =>
	Buffer.concat([Buffer.from(name + size, 'hex'), Buffer.from(content as string, 'latin1')]);

/** A number as WebM has it: of 4 or 8 bytes. */
export function float(value: number, bytes: 4 | 8): Buffer {
	const written = Buffer.alloc(bytes);
	if (bytes === 4) written.writeFloatBE(value);
	else written.writeDoubleBE(value);
	return written;
}

/** What a player would take for a million seconds, did it stand where a WebM tells how long it is. */
export const LIKE_A_DURATION = element('4489', float(1e9, 8));

/** A WebM of this information and film, as a browser records it. */
export function webm(information: Buffer[], film = LIKE_A_DURATION): Buffer {
	const told = element('1549a966', Buffer.concat(information));
	const body = Buffer.concat([told, element('1f43b675', film, OPEN_SHORT)]);
	return Buffer.concat([element('1a45dfa3', element('4282', 'webm')), element('18538067', body, OPEN)]);
}
