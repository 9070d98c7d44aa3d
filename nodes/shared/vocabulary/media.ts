import type { MediaKind } from '../platform/field';

const MEGABYTE = 1024 * 1024;

/** How big a file of each kind may be (upload guide). */
export const MOST_MEGABYTES: Readonly<Record<MediaKind, number>> = { image: 10, video: 100, audio: 20 };

/** How long it may be, in seconds (upload guide). */
export const LONGEST_SECONDS: Readonly<Record<MediaKind, number>> = {
	image: Infinity,
	video: 300,
	audio: 600,
};

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

/** Endings are short: what stands behind the last dot of a long name or address may be anything. */
export const endingOf = (fileName: string): string =>
	/\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1].toLowerCase() ?? '';

export const isMediaEnding = (ending: string): boolean =>
	MEDIA_FORMATS.some(({ endings }) => endings.includes(ending));
