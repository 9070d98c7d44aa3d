import { aspectRatioWord } from './choices';
import { AVATAR_STATUS_NUMBERS, jobStatus } from './jobs/states';
import { asId, asObject, asText, idAt } from './values';

/** Where an avatar can come from. */
export type AvatarSource = 'public' | 'instant' | 'photo' | 'product';

interface AvatarSourceRow {
	label: string;
	description: string;
	url: string;
	keys: string[];
	paged: 'short' | 'whole';
}

export const AVATAR_SOURCES: Readonly<Record<AvatarSource, AvatarSourceRow>> = {
	public: {
		label: 'Public',
		description: "An avatar of JoggAI's library",
		url: '/v2/avatars/public',
		keys: ['avatars'],
		paged: 'short',
	},
	instant: {
		label: 'Instant',
		description: 'An avatar that you made from a video of a person in the JoggAI app',
		url: '/v2/avatars/custom',
		keys: ['avatars'],
		paged: 'short',
	},
	photo: {
		label: 'Photo',
		description: 'An avatar that you made from a photo',
		url: '/v2/avatars/photo_avatars',
		keys: ['avatars'],
		paged: 'short',
	},
	product: {
		label: 'Product',
		description: 'An avatar of yours that holds a product',
		url: '/v2/avatars/product_avatars',
		keys: ['product_avatars', 'avatars'],
		paged: 'whole',
	},
};

/** Filters of the public library (spec). Ages, genders and styles are spelled differently elsewhere: never share. */
export const PUBLIC_AVATAR_STYLES = { professional: 'Professional', social: 'Social' };
export const PUBLIC_AVATAR_GENDERS = { female: 'Female', male: 'Male' };
export const PUBLIC_AVATAR_AGES = { adult: 'Adult', senior: 'Senior', young_adult: 'Young Adult' };
export const PUBLIC_AVATAR_SCENES = {
	business: 'Business',
	education: 'Education',
	health_fitness: 'Health and Fitness',
	lifestyle: 'Lifestyle',
	news: 'News',
	outdoors: 'Outdoors',
	studio: 'Studio',
};
export const PUBLIC_AVATAR_ETHNICITIES = {
	african: 'African',
	east_asian: 'East Asian',
	european: 'European',
	middle_eastern: 'Middle Eastern',
	north_american: 'North American',
	south_american: 'South American',
	south_asian: 'South Asian',
};
/** Filter of the own lists; words, although the answers carry integers (spec). */
export const AVATAR_STATUSES = { completed: 'Completed', failed: 'Failed', processing: 'Processing' };
/** Filter of the product avatars, which know no square (spec). */
export const PRODUCT_AVATAR_RATIOS = { landscape: 'Landscape (16:9)', portrait: 'Portrait (9:16)' };

/**
 * An avatar in the shape that users see, whichever list it comes from; each has keys that only some use. The library only
 * holds finished avatars, and says nothing about it.
 */
export function avatarOf(entry: object, source: AvatarSource) {
	const raw = asObject(entry);
	const status = jobStatus(raw.status ?? raw.avatar_status, true, AVATAR_STATUS_NUMBERS);
	return {
		avatarId: asId(idAt(raw, ['id', 'avatar_id'])),
		name: asText(raw.name) ?? '',
		source,
		status,
		aspectRatio: aspectRatioWord(raw.aspect_ratio),
		gender: asText(raw.gender),
		age: asText(raw.age),
		style: asText(raw.style),
		previewUrl: asText(raw.video_url) ?? asText(raw.avatar_url),
		coverUrl: asText(raw.cover_url),
		reason: status === 'failed' ? asText(raw.fail_msg) : undefined,
	};
}

/** Words of photo generation (spec). The avatar lists spell the same ideas differently: never share. */
export const PHOTO_AGES = {
	Adult: 'Adult',
	Elderly: 'Elderly',
	Teenager: 'Teenager',
	'Young adult': 'Young Adult',
};
export const PHOTO_GENDERS = { Female: 'Female', Male: 'Male' };
export const PHOTO_STYLES = { Professional: 'Professional', Social: 'Social' };
export const PHOTO_MODELS = { classic: 'Classic', modern: 'Modern' };
export const PHOTO_ETHNICITIES = {
	African: 'African',
	'East Asian': 'East Asian',
	European: 'European',
	'Middle Eastern': 'Middle Eastern',
	'North American': 'North American',
	'South American': 'South American',
	'South Asian': 'South Asian',
};

/** The oldest motion model, which takes the shortest description. */
const SHORT_SPOKEN_MODEL = '1.0';

/** Longest description of a motion in bytes of UTF-8 (v1 pages; the spec is silent). */
export const longestDescription = (model: string): number => (model === SHORT_SPOKEN_MODEL ? 299 : 1500);

/** Words of product avatar images (spec); their ratios are other ones than those of videos. */
export const IMAGE_QUALITIES = { high: 'High', low: 'Low', medium: 'Medium' };
export const IMAGE_RATIOS = { '3:2': 'Landscape (3:2)', '2:3': 'Portrait (2:3)', '1:1': 'Square (1:1)' };

/** Avatar source → JoggAI's word for it here, where all other requests use a number (spec). */
export const PRESENTER_TYPES = { public: 'public', instant: 'custom', photo: 'photo' };
