import { OWN_VOICES } from '../data/voices.cts';
import { object, oneOf, page, text } from '../schema.cts';
import { GENDERS, VOICE_AGES } from '../vocabulary.cts';
import { list } from './list.cts';
import type { Operations } from './operation.cts';

export const VOICE_OPERATIONS = {
	'GET /v2/voices': {
		query: object(
			{},
			{ ...page, gender: oneOf(GENDERS), language: text, age: oneOf(VOICE_AGES), use_case: text },
		),
		handler: list({
			field: 'voices',
			paging: 'hasMore',
			from: ({ state }) => state.dialect.library.voices,
			filters: {
				gender: (voice, wanted) => voice.gender === wanted,
				language: (voice, wanted) => voice.language === wanted,
				age: (voice, wanted) => voice.age === wanted,
				use_case: (voice, wanted) => voice.use_case === wanted,
			},
			row: (voice, { state }) => ({ ...voice, audio_url: state.mediaUrl(`voice-${voice.voice_id}.mp3`) }),
		}),
	},
	'GET /v2/voices/custom': {
		query: object({}, { language: text }),
		handler: list({
			field: 'voices',
			paging: 'totalOnly',
			from: () => OWN_VOICES,
			filters: { language: (voice, wanted) => voice.language === wanted },
			row: (voice, { state }) => ({ ...voice, audio_url: state.mediaUrl(`voice-${voice.voice_id}.mp3`) }),
		}),
	},
} satisfies Operations;
