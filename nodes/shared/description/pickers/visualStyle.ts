import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { accountOf } from '../../api/account';
import { cachedEntries } from '../../api/listCache';
import { asListError, problemOf } from '../../api/problem';
import type { Chosen, ListsOf } from '../../form/knownEntries';
import type { Field } from '../../platform/field';
import { VISUAL_STYLE_LIST, visualStyleOf } from '../../vocabulary/catalog';
import { ASPECT_RATIOS } from '../../vocabulary/choices';
import { OPTIONAL_TEXT } from '../fields';
import { pickerField, searchIn } from './picker';

/** Not every style exists in every shape, so the list follows the node's own field; an expression there offers all. */
function stylesOfRatio(chosen: Chosen): { aspect_ratio?: string } {
	const ratio = chosen('aspectRatio');
	return typeof ratio === 'string' && Object.hasOwn(ASPECT_RATIOS, ratio) ? { aspect_ratio: ratio } : {};
}

/** A request wants the name, so the name is the value. */
const styleLists: ListsOf = (chosen) => [
	{
		...VISUAL_STYLE_LIST,
		query: stylesOfRatio(chosen),
		toItem: (entry) => {
			const { name, previewUrl } = visualStyleOf(entry);
			return { name, value: name, url: previewUrl };
		},
	},
];

export const searchVisualStyles = searchIn(styleLists);

/** The same list for a field in which several styles can be ticked. */
export async function getVisualStyles(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const list = { ...VISUAL_STYLE_LIST, query: stylesOfRatio((name) => this.getCurrentNodeParameter(name)) };
		const { entries } = await cachedEntries(this, await accountOf(this), list);
		return entries.map(visualStyleOf).map(({ name }) => ({ name, value: name }));
	} catch (error) {
		throw asListError(this.getNode(), problemOf(error as Error));
	}
}

/** The look of a video; JoggAI chooses one without it. */
export const visualStyleOption: Field = {
	...pickerField({
		displayName: 'Visual Style',
		name: 'visualStyle',
		searchListMethod: 'searchVisualStyles',
		lists: styleLists,
		byId: 'By Name',
		placeholder: 'e.g. Simple Product Switch',
		description: 'The look of the video; the list follows the aspect ratio',
		routing: {
			send: {
				type: 'body',
				property: 'visual_style',
				value: OPTIONAL_TEXT,
			},
		},
	}),
	required: false,
};

/** The looks to compare, each of them once. */
export const visualStyles: Field = {
	displayName: 'Visual Style Names or IDs',
	name: 'visualStyles',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getVisualStyles', loadOptionsDependsOn: ['aspectRatio'] },
	required: true,
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: 'One preview is made, and charged, for each style. In an expression, give their names.',
	routing: {
		send: {
			type: 'body',
			property: 'visual_styles',
			value: '={{ [...new Set([$value].flat().map((one) => String(one).trim()).filter(Boolean))] }}',
		},
	},
};
