import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../../shared/platform/field';
import type { Preparation } from '../../shared/pipeline/operation';
import { ASPECT_RATIOS, choices } from '../../shared/vocabulary/choices';

/** JoggAI's `screen_style` of a video with the avatar's own surroundings, and of one with a transparent background. */
const NORMAL = 1;
const TRANSPARENT = 3;

export const aspectRatio: Field = {
	displayName: 'Aspect Ratio',
	name: 'aspectRatio',
	type: 'options',
	options: choices(ASPECT_RATIOS),
	default: 'landscape',
	routing: { send: { type: 'body', property: 'aspect_ratio' } },
};

/** The look of the video, for those who want another one than the usual. */
export const pictureOptions: Field[] = [
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
				value: NORMAL,
				description: "The avatar in its own surroundings, as in JoggAI's preview",
			},
			{
				name: 'Transparent (WebM)',
				value: TRANSPARENT,
				description: 'The avatar alone, to lay over other pictures; has no captions',
			},
		],
		default: NORMAL,
		description: 'What is behind the avatar, and which kind of file comes back',
		routing: { send: { type: 'body', property: 'screen_style', value: '={{ Number($value) }}' } },
	},
	{
		displayName: 'Captions',
		name: 'captions',
		type: 'boolean',
		default: true,
		description: 'Whether to burn the spoken words into the picture; a transparent video never has them',
		routing: { send: { type: 'body', property: 'caption' } },
	},
];

/** JoggAI wants to know the background of every video (spec), and cannot burn captions into a transparent one. */
export function completePicture({ request }: Pick<Preparation, 'request'>): void {
	const body: IDataObject = { screen_style: NORMAL, caption: false, ...(request.body as IDataObject) };
	request.body = { ...body, caption: body.screen_style !== TRANSPARENT && body.caption };
}
