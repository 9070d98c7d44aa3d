import { ASPECT_RATIOS } from '../vocabulary.cts';

export interface TemplateVariable {
	type: string;
	name: string;
	required: boolean;
}

export interface Template {
	id: number;
	name: string;
	ratio: string;
	own: boolean;
	variables: TemplateVariable[];
}

const variable = (type: string, name: string, required = true): TemplateVariable => ({
	type,
	name,
	required,
});

/** Library templates have no details operation, so nobody can learn their variables: they have none. */
const library = (id: number, name: string, ratio: string): Template => ({
	id,
	name,
	ratio,
	own: false,
	variables: [],
});

export const LIBRARY_TEMPLATES: readonly Template[] = [
	library(11, 'Grand Opening', 'landscape'),
	library(12, 'Flash Sale', 'portrait'),
	library(13, 'Meet the Team', 'landscape'),
	library(14, 'Question of the Day', 'square'),
	library(15, 'Unboxing', 'portrait'),
];

const OCCASIONS = ['Autumn', 'Birthday', 'Harvest', 'Launch', 'Meetup', 'New Year', 'Summer', 'Weekend'];
const FORMATS = ['Countdown', 'Offer', 'Recap', 'Story', 'Teaser'];
const FIRST_FURTHER = 1001;

/** The library, made up to so many templates. */
export const libraryWith = (count: number): readonly Template[] => [
	...LIBRARY_TEMPLATES,
	...Array.from({ length: count - LIBRARY_TEMPLATES.length }, (_none, index) =>
		library(
			FIRST_FURTHER + index,
			`${OCCASIONS[index % OCCASIONS.length]} ${FORMATS[index % FORMATS.length]} ${index + 1}`,
			ASPECT_RATIOS[index % ASPECT_RATIOS.length],
		),
	),
];

export const OWN_TEMPLATES: readonly Template[] = [
	{
		id: 88,
		name: 'Flat of the week',
		ratio: 'landscape',
		own: true,
		variables: [
			variable('text', 'headline'),
			variable('text', 'Price tag', false),
			variable('image', 'photo'),
			variable('video', 'walkthrough', false),
			variable('script', 'narration'),
		],
	},
	{
		id: 89,
		name: 'Job offer',
		ratio: 'portrait',
		own: true,
		variables: [variable('text', 'role'), variable('script', 'pitch'), variable('image', 'logo', false)],
	},
	{ id: 90, name: 'Season greeting', ratio: 'square', own: true, variables: [] },
];

export const templateWith = (
	id: unknown,
	library: readonly Template[] = LIBRARY_TEMPLATES,
): Template | undefined => [...library, ...OWN_TEMPLATES].find((template) => template.id === id);
