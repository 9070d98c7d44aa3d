import { avatarFields } from '../../shared/description/pickers/avatar';
import type { Field } from '../../shared/platform/field';

/** The choice that leaves the avatar of the template in its place. */
const AS_IN_TEMPLATE = 'template';

const [source, avatar] = avatarFields({ id: 'avatar_id', type: 'avatar_type' });

/** Another avatar than the template's own, if the user wants one. */
export const templateAvatar: Field[] = [
	{
		...source,
		noDataExpression: true,
		options: [
			{
				name: 'As in the Template',
				value: AS_IN_TEMPLATE,
				description: 'The avatar that the template has, if any',
			},
			...(source.options ?? []),
		],
		default: AS_IN_TEMPLATE,
		routing: {
			send: {
				type: 'body',
				property: 'avatar_type',
				value: `={{ $value === "${AS_IN_TEMPLATE}" ? undefined : $value === "public" ? 0 : 1 }}`,
			},
		},
	},
	{ ...avatar, displayOptions: { hide: { avatarSource: [AS_IN_TEMPLATE] } } },
];
