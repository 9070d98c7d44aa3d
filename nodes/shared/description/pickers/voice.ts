import type { INodeParameterResourceLocator } from 'n8n-workflow';
import type { Chosen, ListsOf } from '../../form/knownEntries';
import type { Field } from '../../platform/field';
import { choices, titled } from '../../vocabulary/choices';
import { languageLabel, LANGUAGES } from '../../vocabulary/languages';
import { VOICE_SOURCES, voiceOf, type VoiceSource } from '../../vocabulary/voices';
import { OPTIONAL_TEXT, TEXT } from '../fields';
import { pickerField, searchIn } from './picker';

/** Fields that tell the language of the voice, in the nodes that have them; one of them is a picker. */
const LANGUAGE_FIELDS = ['voiceLanguage', 'options.voiceLanguage', 'language', 'outputLanguage'];

/** The language that narrows the list of voices: the node's own language field, whatever it is called there. */
const chosenLanguage = (chosen: Chosen): string | undefined => {
	const field = LANGUAGE_FIELDS.map(chosen).find((value) => value !== undefined);
	const language = typeof field === 'object' ? (field as INodeParameterResourceLocator | null)?.value : field;
	const known = String(language ?? '')
		.trim()
		.toLowerCase();
	return Object.hasOwn(LANGUAGES, known) ? known : undefined;
};

/** The user's own voices first, then the library, in the chosen language. */
const voiceLists: ListsOf = (chosen) => {
	const language = chosenLanguage(chosen);
	return (['custom', 'library'] satisfies VoiceSource[]).map((source) => ({
		...VOICE_SOURCES[source],
		query: language ? { language } : {},
		toItem: (entry) => {
			const voice = voiceOf(entry, source);
			const languageName = languageLabel(voice.language);
			const useCase = voice.useCase && titled(voice.useCase);
			const own = source === 'custom' ? VOICE_SOURCES.custom.label : undefined;
			const about = [voice.gender, voice.age, voice.accent].map((one) => one && titled(one));
			return {
				name: voice.name,
				details: language ? [...about, useCase, own] : [languageName, ...about, own],
				marks: language ? [] : [useCase],
				value: voice.voiceId,
				url: voice.sampleUrl,
				keywords: [languageName, voice.language, useCase],
			};
		},
	}));
};

export const searchVoices = searchIn(voiceLists);

/** Narrows the list of voices; nothing of it is sent to JoggAI. */
export const voiceLanguage: Field = {
	displayName: 'Voice Language',
	name: 'voiceLanguage',
	type: 'options',
	options: [{ name: 'Any Language', value: '' }, ...choices(LANGUAGES)],
	default: '',
	description: 'Which voices the list of voices offers; choose the language of the script',
};

/** The voice; `property` is the key under which the request carries it. */
export const voiceField = (property: string): Field =>
	pickerField({
		displayName: 'Voice',
		name: 'voice',
		searchListMethod: 'searchVoices',
		lists: voiceLists,
		placeholder: 'e.g. en-US-ChristopherNeural',
		description:
			'The voice that speaks; search the list for a language, such as German. The arrow beside an entry opens its sound. JoggAI wants a voice with an audio file too.',
		routing: { send: { type: 'body', property, value: TEXT } },
	});

/** The voice where JoggAI has one to fall back on. */
export const voiceOption = (property: string, description: string): Field => ({
	...voiceField(property),
	required: false,
	description,
	routing: { send: { type: 'body', property, value: OPTIONAL_TEXT } },
});
