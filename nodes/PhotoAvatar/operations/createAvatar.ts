import { OPTIONAL_TEXT, TEXT } from '../../shared/description/fields';
import { voiceField, voiceLanguage } from '../../shared/description/pickers/voice';
import { startJob } from '../../shared/description/jobOperations';
import { sourceFields } from '../../shared/description/sourceFields';
import { descriptionFits } from './descriptionFits';

export const createAvatar = startJob({
	name: 'Create Avatar',
	value: 'createAvatar',
	action: 'Create photo avatar',
	description:
		'Add motion to a photo, which makes it an avatar for videos (2 or 3 credits); its "avatarId" goes with the avatar source Photo',
	price: '2 or 3 credits',
	starts: { job: 'photoAvatar', request: { method: 'POST', url: '/v2/photo_avatar/add_motion' } },
	prepare: descriptionFits,
	fields: [
		...sourceFields({
			label: 'Image',
			name: 'image',
			file: { path: 'image_url', kind: 'image' },
			url: {
				displayName: 'Image URL',
				name: 'imageUrl',
				placeholder: 'e.g. https://example.com/portrait.png',
				description:
					'Public address of one photo: the "imageUrl" or one of the "imageUrls" that Generate Photos returned, or a portrait of your own',
				routing: { send: { type: 'body', property: 'image_url', value: TEXT } },
			},
		}),
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Ken',
			description: 'The name of the avatar in lists and in the JoggAI app',
			routing: { send: { type: 'body', property: 'name', value: TEXT } },
		},
		voiceLanguage,
		{ ...voiceField('voice_id'), description: "The avatar's own voice; a video may use another one" },
		{
			displayName: 'Motion Model',
			name: 'motionModel',
			type: 'options',
			options: [
				{
					name: '1.0',
					value: '1.0',
					description: '2 credits; the description must be shorter than 300 bytes',
				},
				{ name: '2.0', value: '2.0', description: '2 credits' },
				{ name: '2.0 Pro', value: '2.0-Pro', description: '3 credits' },
				{ name: '3.0', value: '3.0', description: '2 credits' },
			],
			default: '2.0',
			description: "Which version of JoggAI's motion model animates the photo",
			routing: { send: { type: 'body', property: 'model' } },
		},
	],
	options: [
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Nods in a friendly way and gestures with the right hand',
			description:
				'How the person should move: fewer than 300 bytes with motion model 1.0, up to 1500 with the others',
			routing: { send: { type: 'body', property: 'description', value: OPTIONAL_TEXT } },
		},
		{
			displayName: 'Photo ID',
			name: 'photoId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 25-8f14e45f',
			description: 'The "photoId" that Generate Photos returned, if the image comes from there',
			routing: { send: { type: 'body', property: 'photo_id', value: OPTIONAL_TEXT } },
		},
		{
			displayName: 'Welcome Message',
			name: 'welcomeMessage',
			type: 'string',
			default: '',
			placeholder: 'e.g. Hello, nice to meet you!',
			description: "What the avatar says in place of JoggAI's default greeting",
			routing: { send: { type: 'body', property: 'welcome_msg', value: OPTIONAL_TEXT } },
		},
	],
});
