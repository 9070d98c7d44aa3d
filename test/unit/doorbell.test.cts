import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { Batch } from '../../nodes/shared/pipeline/batch';
import { withDoorbell } from '../../nodes/shared/pipeline/doorbell';
import { wakingAddress } from '../../nodes/shared/pipeline/engine';
import type { ItemContext } from '../../nodes/shared/pipeline/itemContext';

const ADDRESS = 'https://n8n.example.com/webhook-waiting/42?signature=x';

const contextAt = (resumeUrl: string | undefined, resumeToken: string | undefined = 'x') =>
	({
		runExecutionData: { resumeToken },
		getItemIndex: () => 0,
		getWorkflowDataProxy: () => ({ $execution: { resumeUrl } }),
	}) as unknown as IExecuteSingleFunctions;

describe('the address at which JoggAI can wake an execution', () => {
	it.each([
		ADDRESS,
		'https://172.15.0.1/x',
		'https://172.32.0.1/x',
		'https://110.1.1.1/x',
		'https://local.example.com/x',
	])('is that of n8n: %s', (url) => {
		expect(wakingAddress(contextAt(url))).toBe(url);
	});

	it.each([
		'http://n8n.example.com/x',
		'https://localhost:5678/x',
		'https://n8n/x',
		'https://n8n.local/x',
		'https://n8n.localhost/x',
		'https://n8n.internal/x',
		'https://n8n.lan/x',
		'https://n8n.home/x',
		'https://0.0.0.0/x',
		'https://10.1.1.1/x',
		'https://127.0.0.1/x',
		'https://169.254.1.1/x',
		'https://192.168.1.1/x',
		'https://172.16.0.1/x',
		'https://172.29.0.1/x',
		'https://172.31.0.1/x',
		'https://[fd00::1.2.3.4]/x',
		undefined,
	])('is none where JoggAI cannot reach it: %s', (url) => {
		expect(wakingAddress(contextAt(url))).toBeUndefined();
	});

	it('is none where n8n does not sign it', () => {
		expect(wakingAddress(contextAt(ADDRESS, ''))).toBeUndefined();
		expect(wakingAddress({} as IExecuteSingleFunctions)).toBeUndefined();
	});
});

describe('a request that tells JoggAI where to ring', () => {
	const body = { script: 'Hello.' };
	const item = (changes: Partial<ItemContext> = {}) =>
		({
			context: contextAt(ADDRESS),
			batch: new Batch({ size: 3, stopsOnFailure: true }),
			itemIndex: 2,
			maySleep: true,
			request: { url: '', body },
			...changes,
		}) as ItemContext;

	it('is the last one of a batch that may sleep, under the name that its kind has for it', () => {
		expect(withDoorbell(item(), 'avatarVideo')).toEqual({ ...body, webhook_url: ADDRESS });
		expect(withDoorbell(item(), 'videoTranslation')).toEqual({ ...body, callback_url: ADDRESS });
	});

	it('leaves an address of the user alone, but not blanks in its place', () => {
		const own = { url: '', body: { webhook_url: 'https://mine.example/' } };
		expect(withDoorbell(item({ request: own }), 'avatarVideo')).toEqual(own.body);
		const blank = { url: '', body: { webhook_url: ' ' } };
		expect(withDoorbell(item({ request: blank }), 'avatarVideo')).toEqual({ webhook_url: ADDRESS });
	});

	it.each<[string, Partial<ItemContext>]>([
		['others come behind it', { itemIndex: 1 }],
		['nothing sleeps', { maySleep: false }],
		['n8n has no such address', { context: contextAt('http://localhost:5678/x') as ItemContext['context'] }],
	])('stays as it is where %s', (_why, changes) => {
		expect(withDoorbell(item(changes), 'avatarVideo')).toStrictEqual(body);
	});

	it('stays as it is for kinds whose end JoggAI does not tell', () => {
		expect(withDoorbell(item(), 'aiScript')).toEqual(body);
	});
});
