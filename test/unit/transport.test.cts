import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { Account } from '../../nodes/shared/api/account';
import { get } from '../../nodes/shared/api/transport';
import { INTERACTIVE_READS } from '../../nodes/shared/api/retry';
import { type JoggAiRequest, send, type Sender, uncancelled } from '../../nodes/shared/api/transport';
import { VirtualClock } from '../harness/virtualClock.cts';

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

/** A helper of n8n that gives these answers, or throws them, and what it was called with. */
function answering(...answers: unknown[]) {
	const calls: Array<{ self: unknown; credential: string; options: JoggAiRequest }> = [];
	async function httpRequestWithAuthentication(this: unknown, credential: string, options: JoggAiRequest) {
		calls.push({ self: this, credential, options });
		const answer = answers[Math.min(calls.length, answers.length) - 1];
		if (answer instanceof Error) throw answer;
		return { statusCode: 200, headers: {}, body: answer };
	}
	return { calls, context: { helpers: { httpRequestWithAuthentication } } as unknown as Sender };
}

const well = { code: 0, data: { a: 1 } };

describe('a request', () => {
	it('goes to the address of the account with its credential, and is left to us to judge', async () => {
		const { context, calls } = answering(well);
		const isExpected = () => true;
		const reply = await send(context, account, { method: 'POST', url: '/v2/x', qs: { a: 1 }, isExpected });

		expect(reply).toEqual({ data: { a: 1 } });
		expect(calls).toEqual([
			{
				self: context,
				credential: 'joggAiApi',
				options: {
					method: 'POST',
					url: '/v2/x',
					qs: { a: 1 },
					baseURL: 'https://api.example',
					headers: { Accept: 'application/json' },
					timeout: 300_000,
					encoding: 'text',
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
				},
			},
		]);
	});

	it('keeps its own headers and time limit, but not another base address', async () => {
		const { context, calls } = answering(well);
		const own = {
			timeout: 7,
			headers: { Accept: 'text/plain', 'x-a': 'b' },
			baseURL: 'https://other.example',
		};
		await send(context, account, { url: '/v2/x', ...own });
		expect(calls[0].options).toMatchObject({ ...own, baseURL: 'https://api.example' });
	});

	it('is believed without a code where it is what was asked for', async () => {
		const { context } = answering({ data: { a: 1 } });
		const isExpected = (data: unknown) => JSON.stringify(data) === '{"a":1}';
		expect(await send(context, account, { url: '/v2/x', isExpected })).toEqual({ data: { a: 1 } });
		expect((await send(context, account, { url: '/v2/x' })).problem).toBeDefined();
	});

	it('comes back without the API key, whatever came of it', async () => {
		const redact = <T,>(value: T) => JSON.parse(JSON.stringify(value).replaceAll('k3y', '***')) as T;
		const redacting = { ...account, redact };
		const told = answering({ code: 0, data: 'k3y' }, new Error('k3y'));
		expect(await send(told.context, redacting, { url: '/v2/x' })).toEqual({ data: '***' });
		expect((await send(told.context, redacting, { url: '/v2/x' })).problem?.next).toBe('***');
	});
});

describe('a request whose connection is lost', () => {
	const lost = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });

	it.each([
		[
			'before it was there',
			lost('ECONNREFUSED', 'connect'),
			{
				what: 'n8n cannot reach JoggAI at api.example',
				next: expect.stringMatching(/^Check the Base URL.* \(ECONNREFUSED\)\. Nothing was sent\.$/),
				outcomeUnknown: false,
				outcome: 'notSent',
				transient: true,
			},
		],
		[
			'on the way',
			lost('ECONNRESET', 'read'),
			{
				what: 'The connection to JoggAI at api.example broke off before it answered',
				next: expect.stringMatching(/^Check the network.* \(ECONNRESET\)\.$/),
				outcomeUnknown: true,
				transient: true,
			},
		],
		[
			'in a way that nobody foresaw',
			new TypeError('odd'),
			{ what: 'n8n could not complete the request to JoggAI', next: 'odd', outcomeUnknown: true },
		],
		[
			'as n8n itself refuses it',
			new UserError('odd'),
			{
				what: 'n8n could not complete the request to JoggAI',
				next: 'odd',
				outcomeUnknown: false,
				outcome: 'notSent',
			},
		],
	])('%s is told with what that means', async (_how, error, problem) => {
		expect(await sendInto(error)).toEqual(problem);
	});

	it('was surely not sent only where no layer of the error comes from the wire', async () => {
		const wrapped = new NodeApiError(node, { message: 'odd' });
		wrapped.cause = new UserError('inner');
		expect((await sendInto(wrapped))?.outcomeUnknown).toBe(true);
	});
});

describe('a context without its cancel signal', () => {
	it('sends, logs and names itself as the one that it is made of', async () => {
		const asked: string[] = [];
		const context = {
			helpers: {},
			logger: {},
			getNode: () => node,
			getCredentials: async (name: string) => {
				asked.push(name);
				return { apiKey: 'k' };
			},
			getExecutionCancelSignal: () => AbortSignal.abort(),
		} as unknown as Sender;
		const copy = uncancelled(context);
		expect(copy.helpers).toBe(context.helpers);
		expect(copy.logger).toBe(context.logger);
		expect(copy.getNode()).toBe(node);
		expect(await copy.getCredentials('joggAiApi')).toEqual({ apiKey: 'k' });
		expect(asked).toEqual(['joggAiApi']);
		expect(copy).not.toHaveProperty('getExecutionCancelSignal');
	});
});

describe('asking', () => {
	let time: VirtualClock;
	beforeEach(() => void (time = new VirtualClock().install()));
	afterEach(() => time.uninstall());

	it('is done with GET and without a body, whatever the options say, and again after trouble', async () => {
		const { context, calls } = answering({ code: 50000 }, well);
		expect(await get(context, account, { method: 'POST', url: '/v2/x', body: { a: 1 } })).toEqual({
			data: { a: 1 },
		});
		expect(calls).toHaveLength(2);
		expect(calls[0].options).toMatchObject({ method: 'GET', url: '/v2/x', body: undefined });
	});

	it('is done as often as its policy says, five times without one', async () => {
		const patient = answering({ code: 50000 });
		await get(patient.context, account, { url: '/v2/x' });
		expect(patient.calls).toHaveLength(5);
		const hasty = answering({ code: 50000 });
		await get(hasty.context, account, { url: '/v2/x' }, undefined, INTERACTIVE_READS);
		expect(hasty.calls).toHaveLength(2);
	});

	it('ends at Stop', async () => {
		time.hold();
		const stop = new AbortController();
		const asking = get(answering({ code: 50000 }).context, account, { url: '/v2/x' }, stop.signal);
		const ended = expect(asking).rejects.toThrow('Stop');
		await time.idle();
		stop.abort(new Error('Stop'));
		await ended;
	});
});
