import type { JsonObject } from '../../sandbox/json.cts';
import type { OperationName } from '../../sandbox/operations/index.cts';

export const VOICE = 'en-US-AlbaNeural';
const PUBLIC_AVATAR = 1001;
const film = {
	product_id: 'some-product',
	video_spec: { length: '30', aspect_ratio: 'square', caption: true, name: 'Lamp' },
	avatar: { id: PUBLIC_AVATAR, type: 0 },
	voice: { id: VOICE },
	audio: { music_id: 3 },
	script: { style: 'Data', language: 'german' },
	override_script: 'A lamp that folds.',
	webhook_url: 'https://hooks.example/film',
};
const endpoint = {
	url: 'https://hooks.example/all',
	status: 'enabled',
	events: ['generated_script_success', 'generated_script_failed'],
};

/** A valid body with every documented field, for every operation that takes one. */
export const SAMPLES = {
	'POST /v2/create_video_from_avatar': {
		avatar: { avatar_id: PUBLIC_AVATAR, avatar_type: 0 },
		voice: {
			type: 'script',
			voice_id: VOICE,
			script: 'Good morning, team.',
			audio_url: 'https://files.example/a.mp3',
		},
		aspect_ratio: 'landscape',
		screen_style: 1,
		caption: true,
		video_name: 'Monday',
		webhook_url: 'https://hooks.example/video',
	},
	'POST /v2/product': {
		url: 'https://shop.example/lamp',
		name: 'Lamp',
		description: 'Folds flat',
		target_audience: 'students',
		media: [{ type: 1, name: 'front', url: 'https://shop.example/lamp.jpg', description: 'front' }],
	},
	'PUT /v2/product': {
		product_id: 'some-product',
		name: 'Lamp',
		description: 'Folds flat',
		target_audience: 'students',
		media: [{ type: 2, name: 'clip', url: 'https://shop.example/lamp.mp4', description: 'clip' }],
	},
	'POST /v2/create_video_from_product': { ...film, visual_style: 'Paper Cut' },
	'POST /v2/create_video_from_product/preview_list': {
		...film,
		visual_styles: ['Paper Cut', 'Kitchen Table'],
		language: 'german',
	},
	'POST /v2/create_video_from_product/render_single_preview': { preview_id: 'some-preview' },
	'POST /v2/create_video_with_template': {
		template_id: 88,
		voice_language: 'french',
		variables: [
			{ type: 'text', name: 'headline', properties: { content: 'Two rooms' } },
			{ type: 'image', name: 'photo', properties: { url: 'https://files.example/flat.jpg' } },
			{ type: 'video', name: 'walkthrough', properties: { asset_id: 5 } },
			{
				type: 'script',
				name: 'narration',
				properties: { content: 'Welcome.', webhook_url: 'https://hooks.example/v' },
			},
		],
		video_name: 'Flat',
		avatar_id: PUBLIC_AVATAR,
		avatar_type: 0,
		voice_id: VOICE,
		captions_enabled: true,
		background_music_id: 3,
		disable_random_trans: true,
		disable_random_moving: true,
		disable_trans: false,
		disable_moving: false,
		webhook_url: 'https://hooks.example/template',
	},
	'POST /v2/video_translate/': {
		video_url: 'https://files.example/talk.mp4',
		output_language: 'japanese',
		title: 'Talk',
		translate_audio_only: false,
		output_voice: VOICE,
		add_subtitles: true,
		enable_dynamic_duration: true,
		callback_url: 'https://hooks.example/translation',
	},
	'POST /v2/create_lip_sync_video': {
		video_url: 'https://files.example/face.mp4',
		audio_url: 'https://files.example/voice.mp3',
		playback_type: 'normal_reverse',
	},
	'POST /v2/ai_scripts': {
		language: 'polish',
		video_length_seconds: '60',
		script_style: 'Top 3 reasons',
		product_info: { source_type: 'details', data: { name: 'Desk lamp', description: 'Dimmable' } },
		target_audience: 'Students',
	},
	'POST /v2/upload/asset': { filename: 'take 3.mp3', content_type: 'audio/mpeg', file_size: 12 },
	'POST /v2/photo_avatar/photo/generate': {
		age: 'Young adult',
		avatar_style: 'Social',
		gender: 'Male',
		model: 'classic',
		aspect_ratio: 'square',
		ethnicity: 'East Asian',
		background: 'bright studio',
		appearance: 'red scarf',
		image_url: 'https://files.example/portrait.png',
	},
	'POST /v2/photo_avatar/add_motion': {
		image_url: 'https://files.example/one.png',
		photo_id: 'some-photo',
		name: 'Ken',
		voice_id: VOICE,
		model: '2.0-Pro',
		description: 'waves',
		welcome_msg: 'Hello',
	},
	'POST /v2/product_avatar/generation': {
		product_image_url: 'https://files.example/lamp.png',
		avatar_source: { type: 'id', avatar_id: PUBLIC_AVATAR, avatar_type: 'public', value: 'unused' },
		quality: 'medium',
		aspect_ratio: '2:3',
		num_images: 3,
		prompt: 'on a desk',
		webhook_url: 'https://hooks.example/images',
	},
	'POST /v2/product_avatar/add_motion': {
		generation_id: 'some-generation',
		name: 'Nina',
		voice_id: VOICE,
		description: 'points at the lamp',
		model: 1,
		aspect_ratio: 'portrait',
	},
	'POST /v2/endpoint': endpoint,
	'PUT /v2/endpoint/{endpoint_id}': endpoint,
} satisfies Partial<Record<OperationName, JsonObject>>;

export type SampledOperation = keyof typeof SAMPLES;

/** The sample of one operation, with fields replaced; undefined removes one. */
export const sample = (operation: SampledOperation, changes: JsonObject = {}): JsonObject =>
	Object.fromEntries(
		Object.entries({ ...structuredClone(SAMPLES[operation]), ...changes }).filter(
			([, value]) => value !== undefined,
		),
	);
