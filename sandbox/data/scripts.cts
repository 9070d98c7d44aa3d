import { textAt, type JsonObject } from '../json.cts';
import { SCRIPT_STYLES } from '../vocabulary.cts';

interface GeneratedScript extends JsonObject {
	script_style: string;
	script_paragraphs: string[];
}

const OPENINGS: Record<string, string> = {
	"Don't Worry": 'Small worries add up, and this one is easy to put down:',
	Storytime: 'Last Tuesday somebody opened a parcel and smiled:',
	Discovery: 'Here is a thing most people walk past:',
	Data: 'Nine out of ten test runs agree on',
	'Top 3 reasons': 'Three reasons, counted slowly, to look at',
	'Light marketing': 'If you like things that simply work, meet',
};

const BODY = [
	'It does one job and does it well.',
	'It is quick to set up and needs no manual.',
	'It fits where you need it, at home or at work.',
	'It keeps its promise on the second day as well.',
	'Friends ask about it, and that says enough.',
	'It packs away in a minute and travels light.',
];

const SENTENCES: Record<string, number> = { '15': 1, '30': 3, '60': 6 };

function paragraphs(style: string, input: JsonObject): string[] {
	const name = textAt(input, 'product_info.data.name') ?? 'your product';
	const audience = textAt(input, 'target_audience');
	return [
		`${OPENINGS[style]} ${name}.`,
		BODY.slice(0, SENTENCES[textAt(input, 'video_length_seconds') ?? '15']).join(' '),
		audience ? `Made with ${audience} in mind. Have a look today.` : 'Have a look today.',
	];
}

/** Three variations; the requested style is deliberately not the first one. */
export function generateScripts(input: JsonObject): GeneratedScript[] {
	const wanted = textAt(input, 'script_style') ?? SCRIPT_STYLES[0];
	const others = SCRIPT_STYLES.filter((style) => style !== wanted);
	return [others[0], wanted, others[1]].map((style) => ({
		script_style: style,
		script_paragraphs: paragraphs(style, input),
	}));
}
