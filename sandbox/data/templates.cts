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

export const TEMPLATES: readonly Template[] = [
	library(11, 'Grand Opening', 'landscape'),
	library(12, 'Flash Sale', 'portrait'),
	library(13, 'Meet the Team', 'landscape'),
	library(14, 'Question of the Day', 'square'),
	library(15, 'Unboxing', 'portrait'),
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

export const templateWith = (id: unknown): Template | undefined =>
	TEMPLATES.find((template) => template.id === id);
