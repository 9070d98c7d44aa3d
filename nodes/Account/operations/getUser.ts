import { calls } from '../../shared/operations/call';
import type { Operation } from '../../shared/pipeline/operation';

export const getUser: Operation = {
	name: 'Get User',
	value: 'getUser',
	resource: 'account',
	action: 'Get user',
	description: 'Retrieve who the API key belongs to',
	returns: 'email, username',
	execute: calls({
		request: { method: 'GET', url: '/v2/user/whoami' },
		simplify: ({ email, username, user_id: userId }) => ({ email, username, userId }),
	}),
	fields: [],
};
