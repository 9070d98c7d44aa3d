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
