import type { Field } from '../../shared/pipeline/field';
import { ASPECT_RATIOS, choices } from '../../shared/vocabulary/choices';

/** JoggAI's `screen_style` of a video with a transparent background. */
const TRANSPARENT = 3;

/** The look of the video. JoggAI cannot burn captions into a transparent one, so the two never meet. */
export const pictureFields: Field[] = [
	{
		displayName: 'Aspect Ratio',
		name: 'aspectRatio',
		type: 'options',
		options: choices(ASPECT_RATIOS),
		default: 'landscape',
		routing: { send: { type: 'body', property: 'aspect_ratio' } },
	},
	{
		displayName: 'Background',
		name: 'screenStyle',
		type: 'options',
		options: [
			{
				name: 'Green Screen (MP4)',
				value: 2,
				description: 'The avatar before plain green, to be replaced in a video editor',
			},
			{
				name: 'Normal (MP4)',
				value: 1,
				description: "The avatar in its own surroundings, as in JoggAI's preview",
			},
			{
				name: 'Transparent (WebM)',
				value: TRANSPARENT,
				description: 'The avatar alone, to lay over other pictures; has no captions',
			},
		],
		default: 1,
		description: 'What is behind the avatar, and which kind of file comes back',
		routing: { send: { type: 'body', property: 'screen_style', value: '={{ Number($value) }}' } },
	},
	{
		displayName: 'Captions',
		name: 'captions',
		type: 'boolean',
		default: false,
		description: 'Whether to burn the spoken words into the picture',
		displayOptions: { hide: { screenStyle: [TRANSPARENT] } },
		routing: {
			send: {
				type: 'body',
				property: 'caption',
				value: `={{ Number($parameter.screenStyle) !== ${TRANSPARENT} && $value }}`,
			},
		},
	},
	{
		displayName: 'No Captions',
		name: 'noCaptions',
		type: 'hidden',
		default: false,
		displayOptions: { show: { screenStyle: [TRANSPARENT] } },
		routing: { send: { type: 'body', property: 'caption', value: '={{ false }}' } },
	},
];
