import { boxAt, chunkAt, elementAt, numberIn, partAt } from './containers';

/** The part of the box of boxes in which its first one, with the length, stands. */
const MOST_OF_MOOV = 64 * 1024;
/** All but MP4, MOV and M4A keep it at their beginning. */
const MOST_OF_HEAD = 64 * 1024;

/** Reads how long a film or recording is while its bytes pass by. */
export class LengthReader {
	private head = Buffer.alloc(0);
	private bytes = 0;
	private box = Buffer.alloc(0);
	private skip = 0;
	private isOver = false;
	private found?: number;

	push(chunk: Buffer): void {
		this.bytes += chunk.length;
		if (this.head.length < MOST_OF_HEAD) this.head = Buffer.concat([this.head, chunk]);
		if (!this.isOver && /^[^]{4}(ftyp|moov|wide|mdat)/.test(this.head.toString('latin1', 0, 8)))
			this.walk(chunk);
	}

	/** In seconds; nothing where the file does not say it. */
	get seconds(): number | undefined {
		const seconds = this.found ?? ofWav(this.head, this.bytes) ?? ofWebm(this.head) ?? ofMp3(this.head);
		return seconds !== undefined && Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
	}

	/** The box of boxes of MP4, MOV and M4A may stand behind the film itself. */
	private walk(chunk: Buffer): void {
		if (this.skip >= chunk.length) {
			this.skip -= chunk.length;
			return;
		}
		this.box = Buffer.concat([this.box, chunk.subarray(this.skip)]);
		this.skip = 0;
		for (let box = boxAt(this.box, 0); box && !this.isOver; box = boxAt(this.box, 0)) {
			const { name, start, end } = box;
			if (name === 'moov') {
				if (this.box.length < Math.min(end, MOST_OF_MOOV)) return;
				this.found = ofMovie(this.box.subarray(start));
			}
			this.isOver = name === 'moov' || end < start;
			this.skip = Math.max(end - this.box.length, 0);
			this.box = this.box.subarray(Math.min(end, this.box.length));
		}
	}
}

/** ISO 14496-12: in two versions of its numbers; a duration with all bits set is not known. */
function ofMovie(moov: Buffer): number | undefined {
	const { start } = partAt(moov, ['mvhd'], boxAt) ?? { start: Infinity };
	if (moov.length < start + 32) return undefined;
	const [scaleAt, digits] = moov[start] === 1 ? [start + 20, 8] : [start + 12, 4];
	const duration = moov.subarray(scaleAt + 4, scaleAt + 4 + digits);
	if (duration.every((byte) => byte === 0xff)) return undefined;
	return numberIn(duration) / moov.readUInt32BE(scaleAt);
}

/** What was recorded in one go has a size of samples that is none: nothing, or more than there are bytes. */
function ofWav(head: Buffer, bytes: number): number | undefined {
	if (!/^RIFF[^]{4}WAVE/.test(head.toString('latin1', 0, 12))) return undefined;
	const [format, samples] = ['fmt ', 'data'].map((name) => partAt(head, [name], chunkAt, 12));
	if (!format || !samples || head.length < format.start + 12) return undefined;
	const end = samples.end > samples.start ? Math.min(samples.end, bytes) : bytes;
	return (end - samples.start) / head.readUInt32LE(format.start + 8);
}

/** Names of Matroska's elements (RFC 9559); the scale is in nanoseconds. */
const [SEGMENT, INFO, DURATION, SCALE] = ['18538067', '1549a966', '4489', '2ad7b1'];
const USUAL_SCALE = 1_000_000;

function ofWebm(head: Buffer): number | undefined {
	const [duration, scale] = [DURATION, SCALE].map((name) => {
		const { start, end } = partAt(head, [SEGMENT, INFO, name], elementAt) ?? { start: 0, end: 0 };
		return head.subarray(start, end);
	});
	if (![4, 8].includes(duration.length)) return undefined;
	const value = duration.length === 4 ? duration.readFloatBE() : duration.readDoubleBE();
	return (value * (numberIn(scale) || USUAL_SCALE)) / 1e9;
}

/** Hertz by the two bits that stand for them in MPEG 1; half of it in MPEG 2, a quarter in 2.5. */
const SAMPLE_RATES = [44100, 48000, 32000];

/** Only what the encoder has written down in the first frame: a guess by the bit rate would be wrong for many. */
function ofMp3(head: Buffer): number | undefined {
	const isTagged = head.toString('latin1', 0, 3) === 'ID3' && head.length > 10;
	const tag = isTagged ? 10 + head.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 127), 0) : 0;
	const frame = head.subarray(tag, tag + 200);
	const told = ['Xing', 'Info'].map((word) => frame.indexOf(word)).find((at) => at > 0);
	if (frame[0] !== 0xff || told === undefined || frame.length < told + 12 || !(frame[told + 7] & 1))
		return undefined;
	const version = (frame[1] >> 3) & 3;
	const rate = SAMPLE_RATES[(frame[2] >> 2) & 3] / (version === 3 ? 1 : version === 2 ? 2 : 4);
	return (frame.readUInt32BE(told + 8) * (version === 3 ? 1152 : 576)) / rate;
}
