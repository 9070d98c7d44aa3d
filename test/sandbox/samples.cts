import type { Fields } from '../../sandbox/fields.cts';

export const VOICE = 'en-US-AlbaNeural';
export const PUBLIC_AVATAR = 1001;
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

/** A valid body with every documented field, per operation number. */
export const SAMPLES: Record<number, Fields> = {
	1: {
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
	3: {
		url: 'https://shop.example/lamp',
		name: 'Lamp',
		description: 'Folds flat',
		target_audience: 'students',
		media: [{ type: 1, name: 'front', url: 'https://shop.example/lamp.jpg', description: 'front' }],
	},
	4: {
		product_id: 'some-product',
		name: 'Lamp',
		description: 'Folds flat',
		target_audience: 'students',
		media: [{ type: 2, name: 'clip', url: 'https://shop.example/lamp.mp4', description: 'clip' }],
	},
	5: { ...film, visual_style: 'Paper Cut' },
	6: { ...film, visual_styles: ['Paper Cut', 'Kitchen Table'], language: 'german' },
	8: { preview_id: 'some-preview' },
	14: {
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
	18: {
		video_url: 'https://files.example/talk.mp4',
		output_language: 'japanese',
		title: 'Talk',
		translate_audio_only: false,
		output_voice: VOICE,
		add_subtitles: true,
		enable_dynamic_duration: true,
		callback_url: 'https://hooks.example/translation',
	},
	20: {
		video_url: 'https://files.example/face.mp4',
		audio_url: 'https://files.example/voice.mp3',
		playback_type: 'normal_reverse',
	},
	22: {
		language: 'polish',
		video_length_seconds: '60',
		script_style: 'Top 3 reasons',
		product_info: { source_type: 'details', data: { name: 'Desk lamp', description: 'Dimmable' } },
		target_audience: 'Students',
	},
	26: { filename: 'take 3.mp3', content_type: 'audio/mpeg', file_size: 12 },
	33: {
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
	35: {
		image_url: 'https://files.example/one.png',
		photo_id: 'some-photo',
		name: 'Ken',
		voice_id: VOICE,
		model: '2.0-Pro',
		description: 'waves',
		welcome_msg: 'Hello',
	},
	37: {
		product_image_url: 'https://files.example/lamp.png',
		avatar_source: { type: 'id', avatar_id: PUBLIC_AVATAR, avatar_type: 'public', value: 'unused' },
		quality: 'medium',
		aspect_ratio: '2:3',
		num_images: 3,
		prompt: 'on a desk',
		webhook_url: 'https://hooks.example/images',
	},
	39: {
		generation_id: 'some-generation',
		name: 'Nina',
		voice_id: VOICE,
		description: 'points at the lamp',
		model: 1,
		aspect_ratio: 'portrait',
	},
	44: endpoint,
	45: endpoint,
};

/** The sample of one operation, with fields replaced; undefined removes one. */
export const sample = (number: number, changes: Fields = {}): Fields =>
	Object.fromEntries(
		Object.entries({ ...structuredClone(SAMPLES[number]), ...changes }).filter(
			([, value]) => value !== undefined,
		),
	);
