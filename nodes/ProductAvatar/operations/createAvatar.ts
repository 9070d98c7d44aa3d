import { additionalFields, TEXT } from '../../shared/description/fields';
import { generationFields } from '../../shared/description/pickers/productAvatarGeneration';
import { voiceField, voiceLanguage } from '../../shared/description/pickers/voice';
import { startFields } from '../../shared/pipeline/jobs';
import type { Operation } from '../../shared/pipeline/operation';
import { startsJob } from '../../shared/pipeline/startJob';
import { ASPECT_RATIOS, choices } from '../../shared/vocabulary/choices';

export const createAvatar: Operation = {
	name: 'Create Avatar',
	value: 'createAvatar',
	action: 'Create product avatar',
	description:
		'Add motion to a product avatar image, which makes it an avatar for videos (JoggAI does not publish the price); its "avatarId" goes with the avatar source Product',
	execute: startsJob({
		job: 'productAvatar',
		request: { method: 'POST', url: '/v2/product_avatar/add_motion' },
	}),
	fields: [
		...generationFields,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Nina with the lamp',
			description: 'The name of the avatar in lists and in the JoggAI app',
			routing: { send: { type: 'body', property: 'name', value: TEXT } },
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. Turns the lamp slowly while smiling at the camera',
			description: 'How the person should move',
			routing: { send: { type: 'body', property: 'description', value: TEXT } },
		},
		voiceLanguage,
		{ ...voiceField('voice_id'), description: "The avatar's own voice; a video may use another one" },
		...startFields('productAvatar'),
		additionalFields([
			{
				displayName: 'Aspect Ratio',
				name: 'aspectRatio',
				type: 'options',
				options: choices(ASPECT_RATIOS),
				default: 'portrait',
				description: 'The shape of the avatar, in the ratios of videos',
				routing: { send: { type: 'body', property: 'aspect_ratio' } },
			},
			{
				displayName: 'Motion Model',
				name: 'motionModel',
				type: 'options',
				options: [
					{ name: 'Model 0', value: 0 },
					{ name: 'Model 1', value: 1 },
					{ name: 'Model 2', value: 2 },
				],
				default: 0,
				description: 'Which motion model animates the image; JoggAI does not say how they differ',
				routing: { send: { type: 'body', property: 'model', value: '={{ Number($value) }}' } },
			},
		]),
	],
};
