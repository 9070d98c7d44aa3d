import { callbackUrl, videoName } from '../../shared/description/fields';
import { musicOption } from '../../shared/description/pickers/music';
import { voiceOption } from '../../shared/description/pickers/voice';
import type { Field } from '../../shared/platform/field';

/** A switch that is on once it was added. */
const added = (displayName: string, name: string, property: string, description: string): Field => ({
	displayName,
	name,
	type: 'boolean',
	default: true,
	description,
	routing: { send: { type: 'body', property } },
});

/** What may stay as the template has it. */
export const templateOptions: Field[] = [
	musicOption('background_music_id'),
	callbackUrl('templateVideo'),
	added('Captions', 'captions', 'captions_enabled', 'Whether to burn the spoken words into the picture'),
	added('Disable All Motion', 'disableMotion', 'disable_moving', 'Whether to keep every image still'),
	added(
		'Disable All Transitions',
		'disableTransitions',
		'disable_trans',
		'Whether to cut hard between all scenes',
	),
	added(
		'Disable Random Motion',
		'disableRandomMotion',
		'disable_random_moving',
		'Whether to stop JoggAI from moving images in ways that the template does not name',
	),
	added(
		'Disable Random Transitions',
		'disableRandomTransitions',
		'disable_random_trans',
		'Whether to stop JoggAI from adding transitions that the template does not name',
	),
	videoName('video_name'),
	voiceOption('voice_id', 'Another voice than the one of the template; the list follows the voice language'),
];
