import { TRANSLATION_LANGUAGES } from '../data/languages.cts';
import { invalid } from '../refusals.cts';
import { fields, flag, integer, oneOf, text, url, when } from '../schema.cts';
import {
	ASPECT_RATIOS,
	AVATAR_TYPES,
	PLAYBACK_TYPES,
	SCREEN_STYLES,
	TRANSPARENT_SCREEN_STYLE,
	VOICE_SOURCES,
} from '../vocabulary.cts';
import { gives, type Operations } from './operation.cts';
import { avatarExists, voiceExists } from './references.cts';
import { reports } from './report.cts';
import { starts, withStatus, type Check } from './start.cts';

// A transparent film has no background to write captions on.
const noCaptionOnTransparency: Check = ({ body }) => {
	if (body.screen_style === TRANSPARENT_SCREEN_STYLE && body.caption === true) {
		throw invalid('caption must be false when screen_style is 3');
	}
};

const languageIsTranslatable: Check = ({ body }) => {
	if (!TRANSLATION_LANGUAGES.some((language) => language.name === body.output_language)) {
		throw invalid('output_language is not among the target languages');
	}
};

/** Talking-avatar videos, translations, lip sync. */
export const VIDEO_OPERATIONS = {
	'POST /v2/create_video_from_avatar': {
		body: fields(
			{
				avatar: fields({ avatar_id: integer(), avatar_type: oneOf(AVATAR_TYPES) }),
				voice: fields(
					{ type: oneOf(VOICE_SOURCES), voice_id: text },
					{ script: text, audio_url: url },
					when('type', 'script', ['script']),
					when('type', 'audio', ['audio_url']),
				),
				aspect_ratio: oneOf(ASPECT_RATIOS),
				screen_style: oneOf(SCREEN_STYLES),
			},
			{ caption: flag, video_name: text, webhook_url: url },
		),
		handler: starts('avatarVideo', {
			checks: [
				noCaptionOnTransparency,
				avatarExists('avatar.avatar_id', 'avatar.avatar_type'),
				voiceExists('voice.voice_id'),
			],
		}),
	},
	'GET /v2/avatar_video/{id}': { handler: reports('avatarVideo', 'params', 'id') },
	'GET /v2/video_translate/target_languages': {
		handler: gives(
			() => ({ languages: TRANSLATION_LANGUAGES.map((language) => language.name) }),
			() => ({ languages: TRANSLATION_LANGUAGES }),
		),
	},
	'POST /v2/video_translate/': {
		body: fields(
			{ video_url: url, output_language: text },
			{
				title: text,
				translate_audio_only: flag,
				output_voice: text,
				add_subtitles: flag,
				enable_dynamic_duration: flag,
				callback_url: url,
			},
		),
		handler: starts('translation', { checks: [languageIsTranslatable, voiceExists('output_voice')] }),
	},
	'GET /v2/video_translate/{video_translate_id}': {
		handler: reports('translation', 'params', 'video_translate_id'),
	},
	'POST /v2/create_lip_sync_video': {
		body: fields({ video_url: url, audio_url: url }, { playback_type: oneOf(PLAYBACK_TYPES) }),
		handler: starts('lipSync', { also: withStatus }),
	},
	'GET /v2/lip_sync_video/{task_id}': {
		handler: reports('lipSync', 'params', 'task_id'),
	},
} satisfies Operations;
