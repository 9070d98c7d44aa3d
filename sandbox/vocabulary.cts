/** The words and numbers JoggAI accepts, exactly as it spells them. */

export const ASPECT_RATIOS = ['portrait', 'landscape', 'square'] as const;
export const PRODUCT_AVATAR_FILTER_RATIOS = ['portrait', 'landscape'] as const;
export const IMAGE_RATIOS = ['3:2', '2:3', '1:1'] as const;
export const VIDEO_LENGTHS = ['15', '30', '60'] as const;
export const SCRIPT_STYLES = [
	"Don't Worry",
	'Storytime',
	'Discovery',
	'Data',
	'Top 3 reasons',
	'Light marketing',
] as const;
export const AVATAR_TYPES = [0, 1] as const;
export const SCREEN_STYLES = [1, 2, 3] as const;
export const TRANSPARENT_SCREEN_STYLE = 3;

export const PUBLIC_STYLES = ['professional', 'social'] as const;
export const GENDERS = ['female', 'male'] as const;
export const PUBLIC_AGES = ['adult', 'senior', 'young_adult'] as const;
export const SCENES = [
	'lifestyle',
	'outdoors',
	'business',
	'studio',
	'health_fitness',
	'education',
	'news',
] as const;
export const ETHNICITIES = [
	'european',
	'african',
	'south_asian',
	'east_asian',
	'middle_eastern',
	'south_american',
	'north_american',
] as const;

// Photo generation spells the same ideas differently, on purpose not shared with the filters above.
export const PHOTO_ETHNICITIES = [
	'European',
	'African',
	'South Asian',
	'East Asian',
	'Middle Eastern',
	'South American',
	'North American',
] as const;
export const PHOTO_AGES = ['Teenager', 'Young adult', 'Adult', 'Elderly'] as const;
export const PHOTO_STYLES = ['Professional', 'Social'] as const;
export const PHOTO_GENDERS = ['Female', 'Male'] as const;
export const PHOTO_MODELS = ['classic', 'modern'] as const;
export const PHOTO_MOTION_MODELS = ['1.0', '2.0', '2.0-Pro', '3.0'] as const;

export const PRODUCT_AVATAR_SOURCES = ['id', 'image', 'description'] as const;
export const PRODUCT_AVATAR_TYPES = ['public', 'photo', 'custom'] as const;
export const IMAGE_QUALITIES = ['low', 'medium', 'high'] as const;

export const PLAYBACK_TYPES = ['normal', 'normal_reverse', 'normal_reverse_by_audio'] as const;
export const VOICE_AGES = ['young', 'middle_aged', 'old'] as const;
export const VARIABLE_TYPES = ['text', 'image', 'video', 'script'] as const;
export const MEDIA_TYPES = [1, 2] as const;
export const AVATAR_STATUS_FILTERS = ['processing', 'completed', 'failed'] as const;
export const VIDEO_STATUS_FILTERS = [3, 4, 5] as const;
export const ENDPOINT_STATUSES = ['enabled', 'disabled'] as const;
export const SCRIPT_SOURCES = ['id', 'details'] as const;
export const VOICE_SOURCES = ['script', 'audio'] as const;
export const SORT_ORDERS = ['asc', 'desc'] as const;

export const LANGUAGES: readonly string[] = (
	'english filipino french german hindi indonesian italian japanese korean malay portuguese russian spanish ' +
	'thai vietnamese arabic greek turkish slovenian croatian romanian chinese bengali urdu hungarian ' +
	'traditional-chinese polish cantonese danish malayalam tamil telugu czech hebrew zulu swedish lithuanian ' +
	'dutch flemish norwegian finnish bulgarian latvian ukrainian mongolian persian odia assamese kannada tagalog ' +
	'amharic serbian slovak swahili'
).split(' ');

/** Answers tell the ratio as a number, requests as a word. */
export const RATIO_NUMBERS: Record<string, number> = { portrait: 0, landscape: 1, square: 2 };

const pairs = (...prefixes: string[]) =>
	prefixes.flatMap((prefix) => [`${prefix}_success`, `${prefix}_failed`]);

/** What `GET /v2/events` lists. */
export const LISTED_EVENTS: readonly string[] = pairs(
	'generated_video',
	'generated_avatar_video',
	'generated_product_video',
	'generated_template_video',
	'generated_translate_video',
	'create_avatar',
	'generated_photo_avatar',
	'generated_product_avatar',
	'generated_script',
);

/** What a subscription may name: the guides use four events that the list leaves out. */
export const KNOWN_EVENTS: readonly string[] = [
	...LISTED_EVENTS,
	...pairs('generated_image', 'generated_motion'),
];
