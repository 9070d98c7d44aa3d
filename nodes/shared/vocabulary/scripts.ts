import type { INodePropertyOptions } from 'n8n-workflow';

/** Styles of a marketing script; case, apostrophe and spaces are part of the wire value (spec). */
export const SCRIPT_STYLES: INodePropertyOptions[] = [
	{ name: 'Data', value: 'Data', description: 'Facts and figures, for technical and business products' },
	{ name: 'Discovery', value: 'Discovery', description: 'Reveals something new step by step' },
	{
		name: "Don't Worry",
		value: "Don't Worry",
		description: 'Takes a worry away, for products that solve an everyday nuisance',
	},
	{ name: 'Light Marketing', value: 'Light marketing', description: 'Gentle promotion that fits any shop' },
	{
		name: 'Storytime',
		value: 'Storytime',
		description: 'A little story around the product, for lifestyle goods',
	},
	{
		name: 'Top 3 Reasons',
		value: 'Top 3 reasons',
		description: 'A list of three reasons, for products with many features',
	},
];

export const USUAL_SCRIPT_STYLE = 'Storytime';

interface RawScript {
	script_style?: string;
	script_paragraphs?: string[] | string;
}

/** One generated script, ready to be dragged into a video. */
interface GeneratedScript {
	variation: number;
	style: string;
	/** All paragraphs as one text. */
	script: string;
	paragraphs: string[];
}

/** Reply of a script request; the sources put the list at four different places (spec, guide, webhook, v1). */
interface ScriptReply {
	data?: { generated_scripts?: RawScript[]; scripts?: RawScript[] };
	generated_scripts?: RawScript[];
	scripts?: RawScript[];
}

/** The generated scripts of a reply or webhook event, in JoggAI's order, without wordless ones; empty while the job runs. */
export function scriptsOf(reply: object): GeneratedScript[] {
	const { data, generated_scripts, scripts } = reply as ScriptReply;
	const raw = data?.generated_scripts ?? data?.scripts ?? generated_scripts ?? scripts;
	const all = (Array.isArray(raw) ? raw : []).map((one: RawScript | null, index) => {
		const paragraphs = [one?.script_paragraphs ?? []].flat();
		return {
			variation: index + 1,
			style: one?.script_style ?? '',
			script: paragraphs.join('\n'),
			paragraphs,
		};
	});
	return all.filter(({ script }) => script.trim() !== '');
}
