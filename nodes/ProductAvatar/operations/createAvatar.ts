import { TEXT } from '../../shared/description/fields';
import { generationFields } from '../../shared/description/pickers/productAvatarGeneration';
import { voiceField, voiceLanguage } from '../../shared/description/pickers/voice';
import { startJob } from '../../shared/description/jobOperations';
import { ASPECT_RATIOS, choices } from '../../shared/vocabulary/choices';

export const createAvatar = startJob({
	name: 'Create Avatar',
	value: 'createAvatar',
	action: 'Create product avatar',
	description:
		'Add motion to a product avatar image, which makes it an avatar for videos (JoggAI does not publish the price); its "avatarId" goes with the avatar source Product',
	starts: { job: 'productAvatar', request: { method: 'POST', url: '/v2/product_avatar/add_motion' } },
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
	],
	options: [
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
				{ name: 'First Model', value: 0, description: 'JoggAI calls it 0' },
				{ name: 'Second Model', value: 1, description: 'JoggAI calls it 1' },
				{ name: 'Third Model', value: 2, description: 'JoggAI calls it 2' },
			],
			default: 0,
			description: 'Which motion model animates the image; JoggAI does not say how they differ',
			routing: { send: { type: 'body', property: 'model', value: '={{ Number($value) }}' } },
		},
	],
});
