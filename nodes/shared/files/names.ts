import { endingOf, formatOf, isMediaEnding, type MediaFormat } from '../vocabulary/media';

/** What has a meaning in paths, cannot be seen or turns the direction of reading. */
const UNSAFE = /[<>:"/\\|?*\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
/** Windows takes these for devices, whatever their ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** File systems allow 255 bytes; a suffix and an ending still have to fit. */
const MOST_NAME_BYTES = 200;

/** A title as a file's name, without its ending: in the user's own script, but safe. Empty if nothing is left of it. */
export function fileNameFrom(title: string): string {
	const stem = isMediaEnding(endingOf(title)) ? title.slice(0, title.lastIndexOf('.')) : title;
	const plain = stem.normalize('NFC').replace(/\s+/g, ' ').replace(UNSAFE, '-');
	return withinBytes(plain.replace(/^[\s.-]+/, ''), MOST_NAME_BYTES)
		.replace(/[\s.-]+$/, '')
		.replace(RESERVED, '_$&');
}

function withinBytes(text: string, most: number): string {
	let kept = '';
	for (const letter of text) {
		if (Buffer.byteLength(kept + letter) > most) break;
		kept += letter;
	}
	return kept;
}

/** The name of a file without its folders, safe, with an ending that fits its format. */
export const nameAs = (fileName: string, format: MediaFormat): string =>
	`${stemOf(fileName) || format.kind}.${endingIn(fileName, format)}`;

/** The same for JoggAI, which makes it part of an address: without blanks and signs that mean something there. */
export function storedName(fileName: string, format: MediaFormat): string {
	const stem = stemOf(fileName)
		.replace(/[\s!#$%&'()+,;=@[\]^`{}~]+/g, '-')
		.replace(/^[-.]+|[-.]+$/g, '');
	return `${stem || format.kind}.${endingIn(fileName, format)}`;
}

const stemOf = (fileName: string): string => fileNameFrom(fileName.split(/[\\/]/).pop() ?? '');

const endingIn = (fileName: string, { endings }: MediaFormat): string =>
	endings.includes(endingOf(fileName)) ? endingOf(fileName) : endings[0];

/** Ending of a file's name: the one of its type; of several, or where the type is unknown, that of its address. */
export function endingFor(address: string, mimeType: string): string {
	const given = URL.canParse(address) ? endingOf(new URL(address).pathname) : '';
	const endings = formatOf(mimeType, `x.${given}`)?.endings ?? [given || 'bin'];
	return endings.includes(given) ? given : endings[0];
}

/** The name that the server gives the file (RFC 6266, and as servers write it), else the last step of its address. */
export function nameAt(url: string, disposition = ''): string {
	const [, coded] = /filename\*\s*=\s*[\w-]*'[^']*'([^;]+)/i.exec(disposition) ?? [];
	if (coded) return decoded(coded.trim());
	const [, quoted, bare] = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"]+))/i.exec(disposition) ?? [];
	const given = quoted?.replace(/\\(.)/g, '$1') ?? bare?.trim();
	return decoded(given ? asUtf8(given) : (new URL(url).pathname.split('/').pop() ?? ''));
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Node reads headers as Latin-1, whatever the server wrote. */
function asUtf8(text: string): string {
	const bytes = Buffer.from(text, 'latin1');
	const read = bytes.toString('utf8');
	return bytes.toString('latin1') === text && !read.includes('\ufffd') ? read : text;
}
