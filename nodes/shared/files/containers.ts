/** A part of a file: its name, and from where to where its content goes; that may be beyond what has been read. */
interface Part {
	name: string;
	start: number;
	end: number;
}

/** What stands at a place; nothing where not even its head does. */
type ReadPart = (bytes: Buffer, at: number) => Part | undefined;

/** The part at the end of a path of names, each inside the one before; the same bytes elsewhere mean nothing. */
export function partAt(
	bytes: Buffer,
	[name, ...inside]: string[],
	read: ReadPart,
	from = 0,
): Part | undefined {
	for (let part = read(bytes, from); part && part.end >= part.start; part = read(bytes, part.end)) {
		const { start, end } = part;
		if (part.name === name)
			return inside.length > 0 ? partAt(bytes.subarray(0, end), inside, read, start) : part;
	}
	return undefined;
}

/** The first byte is the highest. */
export const numberIn = (bytes: Iterable<number>): number =>
	[...bytes].reduce((sum, byte) => sum * 256 + byte, 0);

/** MP4, MOV, M4A (ISO 14496-12): the size of all of it and the name; 1 stands for a size of 64 bits behind the name. */
export const boxAt: ReadPart = (bytes, at) => {
	if (bytes.length < at + 16) return undefined;
	const size = bytes.readUInt32BE(at);
	const [start, whole] = size === 1 ? [at + 16, numberIn(bytes.subarray(at + 8, at + 16))] : [at + 8, size];
	return { name: bytes.toString('latin1', at + 4, at + 8), start, end: at + whole };
};

/** WAV (RIFF): the name and the size of the content, which begins at an even place. */
export const chunkAt: ReadPart = (bytes, at) => {
	if (bytes.length < at + 8) return undefined;
	const size = bytes.readUInt32LE(at + 4);
	return { name: bytes.toString('latin1', at, at + 4), start: at + 8, end: at + 8 + size + (size % 2) };
};

/** Of a number of WebM: one, and as many as its first byte has zeros in front; without an end where all of it are. */
const lengthOfNumber = (bytes: Buffer, at: number): number =>
	bytes[at] > 0 ? Math.clz32(bytes[at]) - 23 : Infinity;

/** WebM (RFC 8794): the name, in hexadecimal digits, and the size of the content, which is open where all its bits are set. */
export const elementAt: ReadPart = (bytes, at) => {
	const sizeAt = at + lengthOfNumber(bytes, at);
	const length = lengthOfNumber(bytes, sizeAt);
	const start = sizeAt + length;
	if (start > bytes.length) return undefined;
	const [first, ...others] = bytes.subarray(sizeAt, start);
	// Behind the zeros stands a bit that ends them.
	const size = numberIn([first - (0x100 >> length), ...others]);
	const isOpen = size === 2 ** (7 * length) - 1;
	return { name: bytes.toString('hex', at, sizeAt), start, end: isOpen ? Infinity : start + size };
};
