export type MediaKind = 'image' | 'video' | 'audio';

const MEGABYTE = 1024 * 1024;

/** How big a file of each kind may be (upload guide). */
export const MOST_MEGABYTES: Readonly<Record<MediaKind, number>> = { image: 10, video: 100, audio: 20 };

/** A kind of file that JoggAI takes. */
export interface MediaFormat {
	label: string;
	kind: MediaKind;
	/** The type that is announced to JoggAI and to the storage. */
	mimeType: string;
	/** Endings of file names, the usual one first. */
	endings: string[];
	/** What programs call the same type as well. */
	alsoCalled?: string[];
}

/** The formats of the upload guide; all types but JPG, MP4 and MP3 are inferred from the format's name. */
export const MEDIA_FORMATS: MediaFormat[] = [
	{
		label: 'JPG',
		kind: 'image',
		mimeType: 'image/jpeg',
		endings: ['jpg', 'jpeg'],
		alsoCalled: ['image/jpg', 'image/pjpeg'],
	},
	{ label: 'PNG', kind: 'image', mimeType: 'image/png', endings: ['png'], alsoCalled: ['image/x-png'] },
	{ label: 'WebP', kind: 'image', mimeType: 'image/webp', endings: ['webp'] },
	{ label: 'GIF', kind: 'image', mimeType: 'image/gif', endings: ['gif'] },
	{
		label: 'MP4',
		kind: 'video',
		mimeType: 'video/mp4',
		endings: ['mp4', 'm4v'],
		alsoCalled: ['video/x-m4v', 'application/mp4'],
	},
	{ label: 'WebM', kind: 'video', mimeType: 'video/webm', endings: ['webm'] },
	{ label: 'MOV', kind: 'video', mimeType: 'video/quicktime', endings: ['mov', 'qt'] },
	{
		label: 'MP3',
		kind: 'audio',
		mimeType: 'audio/mpeg',
		endings: ['mp3'],
		alsoCalled: ['audio/mp3', 'audio/x-mp3', 'audio/x-mpeg'],
	},
	{
		label: 'WAV',
		kind: 'audio',
		mimeType: 'audio/wav',
		endings: ['wav'],
		alsoCalled: ['audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
	},
	{
		label: 'M4A',
		kind: 'audio',
		mimeType: 'audio/mp4',
		endings: ['m4a'],
		alsoCalled: ['audio/m4a', 'audio/x-m4a'],
	},
];

/** The format that a type or, where the type says nothing, a file name stands for. */
export function formatOf(mimeType: string, fileName: string): MediaFormat | undefined {
	const type = mimeType.split(';')[0].trim().toLowerCase();
	const ending = endingOf(fileName);
	return (
		MEDIA_FORMATS.find((format) => format.mimeType === type || format.alsoCalled?.includes(type)) ??
		(SAYS_NOTHING.includes(type) ? MEDIA_FORMATS.find(({ endings }) => endings.includes(ending)) : undefined)
	);
}

/** Types that programs give to files they do not know; n8n itself says `text/plain`. */
const SAYS_NOTHING = [
	'',
	'application/octet-stream',
	'binary/octet-stream',
	'application/binary',
	'text/plain',
];

/** e.g. "JPG, PNG, WebP, GIF" */
export const formatsOf = (kind: MediaKind): string =>
	MEDIA_FORMATS.filter((format) => format.kind === kind)
		.map(({ label }) => label)
		.join(', ');

export const mostBytes = (kind: MediaKind): number => MOST_MEGABYTES[kind] * MEGABYTE;

const NAME_LIMIT = 100;

/** A name that any storage and any web address can carry: no folders, no accents, an ending that fits the format. */
export function safeFileName(fileName: string, { kind, endings }: MediaFormat): string {
	const last = fileName.split(/[\\/]/).pop() ?? '';
	const stem = endings.includes(endingOf(last)) ? last.slice(0, last.lastIndexOf('.')) : last;
	const plain = stem
		.normalize('NFKD')
		.replace(/\p{Mark}/gu, '')
		.replace(/[^\w.-]+/g, '-')
		.replace(/^[-.]+|[-.]+$/g, '')
		.slice(0, NAME_LIMIT);
	const ending = endings.includes(endingOf(last)) ? endingOf(last) : endings[0];
	return `${plain || kind}.${ending}`;
}

/** Endings are short: what stands behind the last dot of a long name or address may be anything. */
const endingOf = (fileName: string): string => /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1].toLowerCase() ?? '';

const isMediaEnding = (ending: string): boolean =>
	MEDIA_FORMATS.some(({ endings }) => endings.includes(ending));

/** Ending of a file's name: that of its address if it tells a format, else the usual one of its type. */
export function endingFor(address: string, mimeType: string): string {
	const given = URL.canParse(address) ? endingOf(new URL(address).pathname) : '';
	return isMediaEnding(given) ? given : formatOf(mimeType, '')?.endings[0] || given || 'bin';
}

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
