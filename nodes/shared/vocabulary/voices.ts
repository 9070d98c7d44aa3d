import { asObject, asText, idAt } from './values';

/** Where a voice can come from. */
export type VoiceSource = 'library' | 'custom';

interface VoiceSourceRow {
	label: string;
	description: string;
	url: string;
	keys: string[];
	paged: 'hasMore' | 'whole';
}

export const VOICE_SOURCES: Readonly<Record<VoiceSource, VoiceSourceRow>> = {
	library: {
		label: 'Library',
		description: 'The voices that JoggAI offers',
		url: '/v2/voices',
		keys: ['voices'],
		paged: 'hasMore',
	},
	custom: {
		label: 'My Voices',
		description: 'The voices that you cloned in JoggAI',
		url: '/v2/voices/custom',
		keys: ['voices'],
		paged: 'whole',
	},
};

/** Filters of the voice library (spec); spelled differently for avatars. */
export const VOICE_GENDERS = { female: 'Female', male: 'Male' };
export const VOICE_AGES = { middle_aged: 'Middle Aged', old: 'Old', young: 'Young' };

/** A voice in the shape that users see, from either list in its present or its first revision. */
export function voiceOf(entry: object, source: VoiceSource) {
	const raw = asObject(entry);
	return {
		voiceId: idAt(raw, ['voice_id', 'id']) ?? '',
		name: asText(raw.name) ?? '',
		source,
		language: asText(raw.language),
		gender: asText(raw.gender),
		age: asText(raw.age),
		accent: asText(raw.accent),
		useCase: asText(raw.use_case),
		sampleUrl: asText(raw.audio_url) ?? asText(raw.audition_url),
	};
}
