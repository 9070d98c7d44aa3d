import { choiceFilter, OPTIONAL_TEXT } from '../../shared/description/fields';
import type { Field } from '../../shared/platform/field';
import {
	AVATAR_STATUSES,
	PRODUCT_AVATAR_RATIOS,
	PUBLIC_AVATAR_AGES,
	PUBLIC_AVATAR_ETHNICITIES,
	PUBLIC_AVATAR_GENDERS,
	PUBLIC_AVATAR_SCENES,
	PUBLIC_AVATAR_STYLES,
} from '../../shared/vocabulary/avatars';
import { ASPECT_RATIOS } from '../../shared/vocabulary/choices';

/** What the public library can be narrowed by. */
export const publicFilters: Field[] = [
	choiceFilter('Age', 'age', PUBLIC_AVATAR_AGES),
	choiceFilter('Aspect Ratio', 'aspect_ratio', ASPECT_RATIOS),
	choiceFilter('Ethnicity', 'ethnicity', PUBLIC_AVATAR_ETHNICITIES),
	choiceFilter('Gender', 'gender', PUBLIC_AVATAR_GENDERS),
	choiceFilter('Scene', 'scene', PUBLIC_AVATAR_SCENES),
	choiceFilter('Style', 'style', PUBLIC_AVATAR_STYLES),
];

/** What the user's own instant and photo avatars can be narrowed by. */
export const ownFilters: Field[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Anna',
		description: 'Only avatars whose name contains this',
		routing: { send: { type: 'query', property: 'name', value: OPTIONAL_TEXT } },
	},
	choiceFilter('Status', 'status', AVATAR_STATUSES),
];

/** What the user's own product avatars can be narrowed by. */
export const productFilters: Field[] = [choiceFilter('Aspect Ratio', 'aspect_ratio', PRODUCT_AVATAR_RATIOS)];
