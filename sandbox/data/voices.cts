import { stableId } from '../ids.cts';
import { GENDERS, LANGUAGES, VOICE_AGES } from '../vocabulary.cts';

export interface Voice {
	voice_id: string;
	name: string;
	language: string;
	gender: string;
	age: string;
	accent: string;
	use_case: string;
}

const NAMES = [
	'Alba',
	'Bruno',
	'Cora',
	'Dario',
	'Edda',
	'Fynn',
	'Greta',
	'Hugo',
	'Iris',
	'Jonas',
	'Kira',
	'Luca',
];
const USE_CASES = ['narrative_story', 'conversational', 'social_media'];
const ENGLISH_ACCENTS = ['american', 'british', 'australian', 'indian'];
const ENGLISH_VOICES = 24;
const OTHER_VOICES = 2;

// JoggAI's voices come from several suppliers, so their ids look different.
const idShapes: ((seed: string, name: string) => string)[] = [
	(_seed, name) => `en-US-${name}Neural`,
	(seed) => stableId(seed, 20),
	(seed) => `tb_${stableId(seed, 24)}`,
];

function voice(language: string, number: number): Voice {
	const name = NAMES[number % NAMES.length];
	const seed = `${language} ${number}`;
	const shape =
		language === 'english' && number < NAMES.length ? idShapes[number % 3] : idShapes[1 + (number % 2)];
	return {
		voice_id: shape(seed, name),
		name: number < NAMES.length ? name : `${name} II`,
		language,
		gender: GENDERS[number % 2],
		age: VOICE_AGES[Math.floor(number / 2) % 3],
		accent: language === 'english' ? ENGLISH_ACCENTS[number % 4] : 'standard',
		use_case: USE_CASES[number % 3],
	};
}

export const VOICES: readonly Voice[] = LANGUAGES.flatMap((language) =>
	Array.from({ length: language === 'english' ? ENGLISH_VOICES : OTHER_VOICES }, (_none, number) =>
		voice(language, number),
	),
);

export const OWN_VOICES: readonly Pick<Voice, 'voice_id' | 'name' | 'language'>[] = [
	{ voice_id: stableId('own english', 20), name: 'My voice', language: 'english' },
	{ voice_id: stableId('own german', 20), name: 'Meine Stimme', language: 'german' },
];

export const isVoice = (id: unknown, library: readonly Voice[]): boolean =>
	[...library, ...OWN_VOICES].some((known) => known.voice_id === id);
