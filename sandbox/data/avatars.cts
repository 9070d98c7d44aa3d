import { ASPECT_RATIOS, ETHNICITIES, GENDERS, PUBLIC_AGES, PUBLIC_STYLES, SCENES } from '../vocabulary.cts';

export interface PublicAvatar {
	id: number;
	name: string;
	ratio: string;
	style: string;
	gender: string;
	age: string;
	scene: string;
	ethnicity: string;
}

/** The state of somebody's own avatar; the lists have different words and numbers for it. */
export type Readiness = 'processing' | 'completed' | 'failed';

export interface OwnAvatar {
	id: number;
	source: 'instant' | 'photo' | 'product';
	name: string;
	readiness: Readiness;
	reason: string;
	ratio: string;
	gender: string;
}

const NAMES: Record<string, string[]> = {
	female: [
		'Ada',
		'Bela',
		'Chiara',
		'Dunya',
		'Elin',
		'Farah',
		'Grace',
		'Hana',
		'Imani',
		'Jun',
		'Kavya',
		'Lucia',
	],
	male: ['Amir', 'Bo', 'Carlos', 'Diego', 'Emeka', 'Felix', 'Goran', 'Hiro', 'Ivan', 'Jamal', 'Kofi', 'Liam'],
};
const LOOKS = [
	'in Grey',
	'with Glasses',
	'at the Desk',
	'in the Park',
	'on Stage',
	'in Denim',
	'by the Window',
];

const FIRST_PUBLIC = 1001;

// Steps that share no divisor with the lengths of the lists spread the combinations evenly.
const pick = <T,>(list: readonly T[], index: number, step: number): T =>
	list[Math.floor(index / step) % list.length];

/** The first so many avatars of the library. */
export const publicAvatars = (count: number): readonly PublicAvatar[] =>
	Array.from({ length: count }, (_none, index) => {
		const gender = pick(GENDERS, index, 1);
		return {
			id: FIRST_PUBLIC + index,
			name: `${pick(NAMES[gender], index, 2)} ${pick(LOOKS, index, 1)}`,
			ratio: pick(ASPECT_RATIOS, index, 2),
			style: pick(PUBLIC_STYLES, index, 6),
			gender,
			age: pick(PUBLIC_AGES, index, 4),
			scene: pick(SCENES, index, 1),
			ethnicity: pick(ETHNICITIES, index, 3),
		};
	});

export const PUBLIC_AVATARS = publicAvatars(240);

const own = (
	source: OwnAvatar['source'],
	first: number,
	rows: [name: string, readiness: Readiness, ratio: string, gender: string, reason?: string][],
): OwnAvatar[] =>
	rows.map(([name, readiness, ratio, gender, reason = ''], index) => ({
		id: first + index,
		source,
		name,
		readiness,
		reason,
		ratio,
		gender,
	}));

export const OWN_AVATARS: readonly OwnAvatar[] = [
	...own('instant', 5001, [
		['Me at the office', 'completed', 'landscape', 'female'],
		['Me on holiday', 'processing', 'portrait', 'female'],
		['Blurry me', 'failed', 'portrait', 'female', 'The footage is too dark'],
	]),
	...own('photo', 6001, [
		['Painted Petra', 'completed', 'portrait', 'female'],
		['Sketch of Sam', 'processing', 'square', 'male'],
		['Half a face', 'failed', 'portrait', 'male', 'No face detected'],
	]),
	...own('product', 7001, [
		['Nina with the lamp', 'completed', 'portrait', 'female'],
		['Omar with the mug', 'processing', 'landscape', 'male'],
		['Lost bottle', 'failed', 'portrait', 'female', 'Avatar generation failed'],
	]),
];
