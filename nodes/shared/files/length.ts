/** MP4, MOV and M4A keep their length in a box that may stand behind the film itself (ISO 14496-12). */
const BOX_HEADER = 16;
/** The part of the box of boxes in which its first one, with the length, stands. */
const MOST_OF_MOOV = 64 * 1024;
/** All others keep it at their beginning. */
const MOST_OF_HEAD = 64 * 1024;

/** Reads how long a film or recording is while its bytes pass by. */
export class LengthReader {
	private head = Buffer.alloc(0);
	private box = Buffer.alloc(0);
	private skip = 0;
	private isOver = false;
	private found?: number;

	push(chunk: Buffer): void {
		if (this.head.length < MOST_OF_HEAD) this.head = Buffer.concat([this.head, chunk]);
		if (!this.isOver && /^[^]{4}(ftyp|moov|wide|mdat)/.test(this.head.toString('latin1', 0, 8)))
			this.walk(chunk);
	}

	/** In seconds; nothing where the file does not say it. */
	get seconds(): number | undefined {
		const seconds = this.found ?? ofWav(this.head) ?? ofWebm(this.head) ?? ofMp3(this.head);
		return seconds !== undefined && Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
	}

	private walk(chunk: Buffer): void {
		if (this.skip >= chunk.length) {
			this.skip -= chunk.length;
			return;
		}
		this.box = Buffer.concat([this.box, chunk.subarray(this.skip)]);
		this.skip = 0;
		while (!this.isOver && this.box.length >= BOX_HEADER) {
			const isLong = this.box.readUInt32BE(0) === 1;
			const size = isLong ? Number(this.box.readBigUInt64BE(8)) : this.box.readUInt32BE(0);
			if (size < 8) {
				this.isOver = true;
			} else if (this.box.toString('latin1', 4, 8) === 'moov') {
				if (this.box.length < Math.min(size, MOST_OF_MOOV)) return;
				this.found = ofMovie(this.box);
				this.isOver = true;
			} else {
				this.skip = Math.max(size - this.box.length, 0);
				this.box = this.box.subarray(Math.min(size, this.box.length));
			}
		}
	}
}

function ofMovie(box: Buffer): number | undefined {
	const at = box.indexOf('mvhd');
	if (at < 0 || box.length < at + 36) return undefined;
	return box[at + 4] === 1
		? Number(box.readBigUInt64BE(at + 28)) / box.readUInt32BE(at + 24)
		: box.readUInt32BE(at + 20) / box.readUInt32BE(at + 16);
}

/** What was recorded in one go may leave its size open. */
const OPEN_SIZE = 0xffffffff;

function ofWav(head: Buffer): number | undefined {
	const [format, data] = [head.indexOf('fmt '), head.indexOf('data')];
	if (!head.toString('latin1', 0, 12).match(/^RIFF[^]{4}WAVE/) || format < 0 || data < 0) return undefined;
	if (head.length < Math.max(format + 20, data + 8)) return undefined;
	const size = head.readUInt32LE(data + 4);
	return size === OPEN_SIZE ? undefined : size / head.readUInt32LE(format + 16);
}

/** Elements "Duration" (a float) and "TimecodeScale" (nanoseconds) of Matroska's "Info". */
function ofWebm(head: Buffer): number | undefined {
	const duration = head.indexOf(Buffer.from([0x44, 0x89]));
	if (head[0] !== 0x1a || duration < 0 || head.length < duration + 11) return undefined;
	const scale = head.indexOf(Buffer.from([0x2a, 0xd7, 0xb1, 0x83]));
	const nanoseconds = scale < 0 ? 1_000_000 : head.readUIntBE(scale + 4, 3);
	const length = head[duration + 2];
	const value =
		length === 0x88
			? head.readDoubleBE(duration + 3)
			: length === 0x84
				? head.readFloatBE(duration + 3)
				: NaN;
	return (value * nanoseconds) / 1e9;
}

/** Hertz by the two bits that stand for them in MPEG 1; half of it in MPEG 2, a quarter in 2.5. */
const SAMPLE_RATES = [44100, 48000, 32000];

/** Only what the encoder has written down in the first frame: a guess by the bit rate would be wrong for many. */
function ofMp3(head: Buffer): number | undefined {
	const isTagged = head.toString('latin1', 0, 3) === 'ID3' && head.length > 10;
	const tag = isTagged ? [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (head[at] & 127), 10) : 0;
	const frame = head.subarray(tag, tag + 200);
	const told = ['Xing', 'Info'].map((word) => frame.indexOf(word)).find((at) => at > 0);
	if (frame[0] !== 0xff || told === undefined || frame.length < told + 12 || !(frame[told + 7] & 1))
		return undefined;
	const version = (frame[1] >> 3) & 3;
	const rate = SAMPLE_RATES[(frame[2] >> 2) & 3] / (version === 3 ? 1 : version === 2 ? 2 : 4);
	return (frame.readUInt32BE(told + 8) * (version === 3 ? 1152 : 576)) / rate;
}
