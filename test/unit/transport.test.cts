import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { Account } from '../../nodes/shared/api/account';
import { send, type Sender } from '../../nodes/shared/api/transport';

const node = { name: 'Node', type: 'n', typeVersion: 1, parameters: {}, id: 'n', position: [0, 0] } as INode;
const account = { baseUrl: 'https://api.example', redact: (value: unknown) => value } as Account;

/** Sends a POST through a helper of n8n that throws. */
const sendInto = async (error: Error) => {
	const httpRequestWithAuthentication = async () => {
		throw error;
	};
	const context = { helpers: { httpRequestWithAuthentication } } as unknown as Sender;
	return (await send(context, account, { method: 'POST', url: '/v2/x' })).problem;
};

describe('a request that n8n does not carry out', () => {
	it.each([
		['a credential that somebody has deleted', new UserError('Credential with ID "7" does not exist')],
		['a setting of n8n', new NodeOperationError(node, 'Domain not allowed')],
		['a cause inside another error', new Error('outer', { cause: new UserError('inner') })],
	])('because of %s was surely not sent', async (_what, error) => {
		const problem = await sendInto(error);

		expect(problem?.outcomeUnknown).toBe(false);
		expect(problem?.next).toContain(error.message);
	});

	it.each([
		['something on the wire', new NodeApiError(node, { message: 'odd' })],
		['something nobody foresaw', new TypeError('cannot read properties')],
	])('because of %s may have been sent', async (_what, error) => {
		expect((await sendInto(error))?.outcomeUnknown).toBe(true);
	});
});
