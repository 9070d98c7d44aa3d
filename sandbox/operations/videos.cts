import { TRANSLATION_LANGUAGES } from '../data/languages.cts';
import type { JsonObject } from '../json.cts';
import { invalid, Refusal } from '../refusals.cts';
import { boolean, integer, object, oneOf, text, url, when } from '../schema.cts';
import {
	ASPECT_RATIOS,
	AVATAR_TYPES,
	PLAYBACK_TYPES,
	SCREEN_STYLES,
	TRANSPARENT_SCREEN_STYLE,
	VOICE_SOURCES,
} from '../vocabulary.cts';
import { jobStatus, statusOf } from './jobStatus.cts';
import { respond, type Handler, type Operations } from './operation.cts';
import { avatarExists, voiceExists } from './references.cts';
import { startJobs, withStatus, type Check } from './startJobs.cts';

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

const lipSyncParts = ({ video_url, audio_url, playback_type = PLAYBACK_TYPES[0] }: JsonObject): string =>
	JSON.stringify([video_url, audio_url, playback_type]);

/** The newest lip sync of the same footage, recording and way of playing. Undocumented: the vendor's own client asks it. */
const newestLipSync: Handler = ({ state, key, query }) => {
	const wanted = lipSyncParts(query);
	const job = state.jobs
		.filter((one) => one.kind === 'lipSync' && one.key === key && lipSyncParts(one.input) === wanted)
		.at(-1);
	if (!job) throw new Refusal(17003);
	return statusOf(state, job);
};

/** Talking-avatar videos, translations, lip sync. */
export const VIDEO_OPERATIONS = {
	'POST /v2/create_video_from_avatar': {
		body: object(
			{
				avatar: object({ avatar_id: integer(), avatar_type: oneOf(AVATAR_TYPES) }),
				voice: object(
					{ type: oneOf(VOICE_SOURCES), voice_id: text },
					{ script: text, audio_url: url },
					when('type', 'script', ['script']),
					when('type', 'audio', ['audio_url']),
				),
				aspect_ratio: oneOf(ASPECT_RATIOS),
				screen_style: oneOf(SCREEN_STYLES),
			},
			{ caption: boolean, video_name: text, webhook_url: url },
		),
		handler: startJobs('avatarVideo', {
			checks: [
				noCaptionOnTransparency,
				avatarExists('avatar.avatar_id', 'avatar.avatar_type'),
				voiceExists('voice.voice_id'),
			],
		}),
	},
	'GET /v2/avatar_video/{id}': { handler: jobStatus('avatarVideo', 'params', 'id') },
	'GET /v2/video_translate/target_languages': {
		handler: respond(
			() => ({ languages: TRANSLATION_LANGUAGES.map((language) => language.name) }),
			() => ({ languages: TRANSLATION_LANGUAGES }),
		),
	},
	'POST /v2/video_translate/': {
		body: object(
			{ video_url: url, output_language: text },
			{
				title: text,
				translate_audio_only: boolean,
				output_voice: text,
				add_subtitles: boolean,
				enable_dynamic_duration: boolean,
				callback_url: url,
			},
		),
		handler: startJobs('translation', { checks: [languageIsTranslatable, voiceExists('output_voice')] }),
	},
	'GET /v2/video_translate/{video_translate_id}': {
		handler: jobStatus('translation', 'params', 'video_translate_id'),
	},
	'POST /v2/create_lip_sync_video': {
		body: object({ video_url: url, audio_url: url }, { playback_type: oneOf(PLAYBACK_TYPES) }),
		handler: startJobs('lipSync', { also: withStatus }),
	},
	'GET /v2/lip_sync_video': {
		query: object({ video_url: url, audio_url: url }, { playback_type: oneOf(PLAYBACK_TYPES) }),
		handler: newestLipSync,
	},
	'GET /v2/lip_sync_video/{task_id}': {
		handler: jobStatus('lipSync', 'params', 'task_id'),
	},
} satisfies Operations;
