import type { Operation } from '../../shared/corridor/plan';

export const getUser: Operation = {
	name: 'Get User',
	value: 'getUser',
	resource: 'account',
	action: 'Get user',
	description: 'Retrieve who the API key belongs to',
	plan: {
		does: 'call',
		request: { method: 'GET', url: '/v2/user/whoami' },
		simplify: ({ email, username, user_id: userId }) => ({ email, username, userId }),
	},
	fields: [],
};
