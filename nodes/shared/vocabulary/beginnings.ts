import type { MediaKind } from '../platform/field';
import { MEDIA_FORMATS, type MediaFormat } from './media';

/** What the first bytes of a file say that it is. */
export interface Beginning {
	/** With its article. */
	what: string;
	kind?: MediaKind;
	/** JoggAI takes it. */
	format?: MediaFormat;
	/** It is words: of a page, of an answer. */
	isText?: boolean;
}

function taken(label: string): Beginning {
	const format = MEDIA_FORMATS.find((one) => one.label === label) as MediaFormat;
	return { what: `${/^[MA]/.test(label) ? 'an' : 'a'} ${label}`, kind: format.kind, format };
}

type Test = (head: string) => boolean;

const begins =
	(...beginnings: string[]): Test =>
	(head) =>
		beginnings.some((one) => head.startsWith(one));
/** At the fifth byte. */
const holds =
	(...marks: string[]): Test =>
	(head) =>
		marks.some((one) => head.startsWith(one, 4));
const riff =
	(mark: string): Test =>
	(head) =>
		head.startsWith('RIFF') && head.startsWith(mark, 8);
const text =
	(pattern: RegExp): Test =>
	(head) =>
		pattern.test(head);
/** Letters without control characters, also where the last one was cut (as \ufffd); or the mark of UTF-16 in front. */
const isWords: Test = (head) =>
	begins('\xff\xfe', '\xfe\xff')(head) ||
	/^(?:[\t\n\f\r]|[^\p{Cc}\ufffd])+\ufffd?$/u.test(Buffer.from(head, 'latin1').toString());
const WORDS: Beginning = { what: 'a text', isText: true };
const MATROSKA = '\x1aE\xdf\xa3';

/** Read as Latin-1, one letter for each byte (the formats' own specifications); the first row that fits counts. */
const BEGINNINGS: ReadonlyArray<[Test, Beginning]> = [
	[begins('\xff\xd8\xff'), taken('JPG')],
	[begins('\x89PNG'), taken('PNG')],
	[begins('GIF8'), taken('GIF')],
	[riff('WEBP'), taken('WebP')],
	[riff('WAVE'), taken('WAV')],
	[riff('AVI '), { what: 'an AVI', kind: 'video' }],
	[
		holds('ftyphei', 'ftyphev', 'ftypmif1', 'ftypmsf1', 'ftypavi'),
		{ what: 'a HEIC or AVIF picture', kind: 'image' },
	],
	[holds('ftypM4A', 'ftypM4B'), taken('M4A')],
	[holds('ftypqt'), taken('MOV')],
	[holds('ftyp'), taken('MP4')],
	[(head) => begins(MATROSKA)(head) && head.includes('matroska'), { what: 'an MKV', kind: 'video' }],
	[begins(MATROSKA), taken('WebM')],
	[
		begins('ID3', ...['\xe2', '\xe3', '\xf2', '\xf3', '\xfa', '\xfb'].map((layer) => `\xff${layer}`)),
		taken('MP3'),
	],
	[begins('OggS'), { what: 'an OGG', kind: 'audio' }],
	[begins('fLaC'), { what: 'a FLAC', kind: 'audio' }],
	[begins('II*\0', 'MM\0*'), { what: 'a TIFF', kind: 'image' }],
	[begins('%PDF'), { what: 'a PDF' }],
	[begins('PK\x03\x04'), { what: 'a ZIP archive' }],
	[
		text(/^(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|!--|script|\w+[\s>])/i),
		{ what: 'a web page', isText: true },
	],
	[text(/^(\xef\xbb\xbf)?\s*<\?xml/i), { what: 'an XML text', isText: true }],
	[text(/^(\xef\xbb\xbf)?\s*[[{]\s*["{[\]}\d]/), { what: 'a JSON text', isText: true }],
	[isWords, WORDS],
];

/** So many bytes tell what can be told. */
export const TELLING_BYTES = 512;

/** What a file is by its first bytes; nothing where they do not say it. */
export const beginningOf = (head: Buffer): Beginning | undefined =>
	BEGINNINGS.find(([isIt]) => isIt(head.toString('latin1', 0, TELLING_BYTES)))?.[1];

const TEXT_TYPES: ReadonlyArray<[RegExp, Beginning]> = [
	[/html/i, { what: 'a web page', isText: true }],
	[/[/+]xml/i, { what: 'an XML text', isText: true }],
	[/[/+]json/i, { what: 'a JSON text', isText: true }],
];

/** What a type in a header says, where it is words. */
export const textOf = (mimeType: string): Beginning | undefined =>
	TEXT_TYPES.find(([pattern]) => pattern.test(mimeType))?.[1];

/** Their bytes begin alike; which one it is, name and type know better. */
const ONE_CONTAINER = ['MP4', 'MOV', 'M4A'];

/**
 * The format of a file by what is said of it and by its first bytes, which know better; what stands against it being that,
 * as "a PNG"; neither where nobody knows it. Words are no media, unless they are what is wanted.
 */
export function judged(
	said: MediaFormat | undefined,
	head: Buffer,
	isForWords = false,
): { format?: MediaFormat; contradiction?: string } {
	const found = beginningOf(head);
	if (!found || (isForWords && found === WORDS)) return { format: said };
	const { format, kind, isText, what } = found;
	if (isText) return { contradiction: what };
	if (!said) return format ? { format } : { contradiction: what };
	const isAlike = format?.label === 'MP4' && ONE_CONTAINER.includes(said.label);
	if (isAlike) return { format: said };
	return format && kind === said.kind ? { format } : { contradiction: what };
}
