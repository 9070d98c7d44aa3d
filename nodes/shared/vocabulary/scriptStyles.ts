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
