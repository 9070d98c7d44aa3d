import { asText } from './values';

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

interface VoiceEntry {
	voice_id?: unknown;
	id?: unknown;
	name?: string;
	language?: string;
	gender?: string;
	age?: string;
	accent?: string;
	use_case?: string;
	audio_url?: string;
	audition_url?: string;
}

/** A voice in the shape that users see, from either list in its present or its first revision. */
export function voiceOf(entry: object, source: VoiceSource) {
	const raw = entry as VoiceEntry;
	return {
		voiceId: asText(raw.voice_id) ?? asText(raw.id) ?? '',
		name: raw.name ?? '',
		source,
		language: raw.language || undefined,
		gender: raw.gender || undefined,
		age: raw.age || undefined,
		accent: raw.accent || undefined,
		useCase: raw.use_case || undefined,
		sampleUrl: raw.audio_url || raw.audition_url || undefined,
	};
}
