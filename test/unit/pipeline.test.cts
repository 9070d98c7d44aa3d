import type { IDataObject, IExecutePaginationFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { ProblemError } from '../../nodes/shared/api/problem';
import type { Field } from '../../nodes/shared/platform/field';
import type { ItemContext } from '../../nodes/shared/pipeline/item';
import type { Operation } from '../../nodes/shared/pipeline/operation';
import { NotYet } from '../../nodes/shared/pipeline/pause';
import { throughPipeline } from '../../nodes/shared/pipeline/pipeline';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

interface Run {
	parameters?: IDataObject;
	items?: number;
	continues?: boolean;
	/** What n8n has stored for the node with the execution. */
	stored?: IDataObject;
	stop?: AbortController;
}

const text: Field = { displayName: 'Text', name: 'text', type: 'string', required: true, default: '' };

const operation = (more: Partial<Operation> = {}): Operation => ({
	name: 'Make',
	value: 'make',
	returns: 'made',
	fields: [],
	execute: async () => [{ json: { made: true } }],
	...more,
});

/** Sends items of a node with these operations through the pipeline, as n8n does with the steps of a workflow. */
function nodeWith(
	operations: Operation[],
	{ parameters = {}, items = 1, continues = true, stored = {}, stop }: Run = {},
) {
	const asked: string[] = [];
	const sleeps: Date[] = [];
	const values: IDataObject = { operation: 'make', ...parameters };
	const node = { name: 'Video', id: 'n', type: 'x', typeVersion: 1, position: [0, 0], parameters: values };
	const input = Array.from({ length: items }, () => ({ json: {} }));
	const step = { node: { name: 'Video' }, data: { main: [input] } };
	const contextOf = (itemIndex: number) =>
		({
			helpers: {
				httpRequestWithAuthentication: async (_name: string, { url }: { url: string }) => {
					asked.push(url);
					return { statusCode: 200, headers: {}, body: { code: 0, data: { of: url } } };
				},
			},
			logger: { info: () => undefined, warn: () => undefined },
			getItemIndex: () => itemIndex,
			getNode: () => node,
			getNodeParameter: (name: string, fallback?: unknown) => values[name] ?? fallback,
			getCredentials: async () => ({ apiKey: 'key-of-pipeline' }),
			getExecuteData: () => step,
			getExecutionId: () => 'e',
			getWorkflow: () => ({ id: 'w' }),
			getWorkflowSettings: () => ({ executionOrder: 'v1' }),
			getWorkflowDataProxy: () => ({ $execution: {} }),
			getMode: () => 'trigger',
			getContext: () => stored,
			getWorkflowStaticData: () => ({}),
			continueOnFail: () => continues,
			getExecutionCancelSignal: () => stop?.signal,
			runIndex: 0,
			runExecutionData: { executionData: { nodeExecutionStack: [] } },
			getExecutionContext: () => undefined,
			putExecutionToWait: async (until: Date) => void sleeps.push(until),
		}) as unknown as IExecutePaginationFunctions;
	const pagination = throughPipeline(operations).requestOperations?.pagination as (
		this: IExecutePaginationFunctions,
		request: { options: IHttpRequestOptions },
	) => Promise<unknown>;
	const run = async (itemIndex = 0) =>
		await pagination.call(contextOf(itemIndex), { options: { url: '', body: {} } });
	return { run, asked, sleeps };
}

const PAUSING = { waitForCompletion: 'pause' };
const refusal = new ProblemError({ what: 'No', next: 'Mend it.' });
const failed = (error: string, item = 0) => [
	{ json: { error, message: expect.any(String), details: expect.any(Object) }, pairedItem: { item } },
];

describe('the address of a node, which n8n lets every credential reach', () => {
	it('is no expression, which n8n would evaluate twice for each item; requests go to that of the credential', () => {
		expect(throughPipeline([]).requestDefaults?.baseURL).toBe('https://api.jogg.ai');
	});
});

describe('an item of a node', () => {
	it('is handed on by its operation, paired with the input', async () => {
		expect(await nodeWith([operation()], { items: 2 }).run(1)).toEqual([
			{ json: { made: true }, pairedItem: { item: 1 } },
		]);
	});

	it('becomes an error in its place where it fails and the node goes on', async () => {
		const execute = async () => await Promise.reject(refusal);
		expect(await nodeWith([operation({ execute })]).run()).toEqual(failed('No'));
	});

	it('is sent by no operation while a field of it is wrong', async () => {
		const execute = jest.fn();
		const { run } = nodeWith([operation({ fields: [text], execute })]);
		expect(await run()).toEqual(failed("'Text' is empty"));
		expect(execute).not.toHaveBeenCalled();
	});

	it.each([
		['video', 'get', 'video get'],
		['preview', 'get', 'preview get'],
		['preview', 'make', 'preview make'],
	])('is for the operation of its own resource: %s, %s', async (resource, chosen, made) => {
		const all = ['video get', 'preview make', 'preview get'].map((words) => {
			const [of, value] = words.split(' ');
			return operation({ resource: of, value, execute: async () => [{ json: { made: words } }] });
		});
		const { run } = nodeWith(all, { parameters: { resource, operation: chosen } });
		expect(await run()).toEqual([{ json: { made }, pairedItem: { item: 0 } }]);
	});

	it.each([{ operation: 'gone' }, { resource: 'gone' }])(
		'is told where its node has no such operation: %j',
		async (parameters) => {
			expect(await nodeWith([operation()], { parameters }).run()).toEqual(
				failed("'Operation' has no valid choice"),
			);
		},
	);

	it('is nothing where the failure of another one has ended the batch', async () => {
		const execute = jest.fn();
		const prepare: Operation['prepare'] = ({ context }) => {
			if (context.getItemIndex() === 0) throw refusal;
		};
		const { run } = nodeWith([operation({ prepare, execute })], { items: 2, continues: false });
		expect(await Promise.allSettled([run(0), run(1)])).toEqual([
			{ status: 'rejected', reason: expect.objectContaining({ message: 'No' }) },
			{ status: 'fulfilled', value: [] },
		]);
		expect(execute).not.toHaveBeenCalled();
	});
});

const BOUGHT = {
	key: 'k',
	kind: 'avatarVideo',
	parts: [{ id: 'v1' }],
	at: 1,
	credits: 1,
	state: 'held',
	holder: { execution: 'e', run: 0, item: 0 },
};

describe('what an operation prepares', () => {
	it('may ask JoggAI, once for all items that ask alike', async () => {
		const answers: unknown[] = [];
		const prepare: Operation['prepare'] = async ({ get }) => void answers.push(await get('/v2/template/1'));
		const { run, asked } = nodeWith([operation({ prepare })], { items: 2 });
		await Promise.all([run(0), run(1)]);
		expect(asked).toEqual(['/v2/template/1']);
		expect(answers).toEqual([{ of: '/v2/template/1' }, { of: '/v2/template/1' }]);
	});

	it('is not prepared again for what has been bought already: it is not to fail now', async () => {
		const prepare = async () => await Promise.reject(refusal);
		const bought = { purchases: { k: [BOUGHT] } };
		const { run } = nodeWith([operation({ prepare })], { stored: bought });
		expect(await run()).toEqual([{ json: { made: true }, pairedItem: { item: 0 } }]);
		expect(await nodeWith([operation({ prepare })]).run()).toEqual(failed('No'));
	});

	it('is counted with what the items of the batch are going to cost', async () => {
		const expected: number[] = [];
		const execute = Object.assign(
			async ({ batch }: ItemContext) => {
				expected.push(batch.expectedCredits);
				return [];
			},
			{ foretell: () => ({ credits: 1.5, isMade: false }) },
		);
		const { run } = nodeWith([operation({ execute })], { items: 2, continues: false });
		await Promise.all([run(0), run(1)]);
		expect(expected).toEqual([3, 3]);
	});
});

describe('an item that is not ready yet', () => {
	const notYet = (ms: number) => async () => await Promise.reject(new NotYet(time.now() + ms));

	it('is no output, and the execution sleeps until it has time', async () => {
		const execute = jest.fn(notYet(90_000));
		const { run, sleeps } = nodeWith([operation({ execute })], { parameters: PAUSING });
		const began = time.now();
		expect(await run()).toEqual([]);
		expect(sleeps.map((until) => until.getTime() - began)).toEqual([90_000]);
	});

	it.each([
		[PAUSING, true],
		[{ waitForCompletion: 'wait' }, false],
	])('may sleep where the user wants that: %j', async (parameters, maySleep) => {
		const execute = jest.fn<Promise<[]>, [ItemContext]>(async () => []);
		await nodeWith([operation({ execute })], { parameters }).run();
		expect(execute.mock.calls[0][0].maySleep).toBe(maySleep);
	});

	it('is canceled, not asleep, after Stop', async () => {
		const stop = new AbortController();
		const execute = async () => {
			stop.abort();
			return await notYet(90_000)();
		};
		const { run, sleeps } = nodeWith([operation({ execute })], { stop });
		await expect(run()).rejects.toThrow('The execution was canceled');
		expect(sleeps).toEqual([]);
	});

	it('tells on waking what it failed with before, and is not carried out again', async () => {
		const others = { 0: {}, 1: { failure: { error: 'No', message: 'Mend it.' } } };
		const execute = jest.fn();
		const { run } = nodeWith([operation({ execute })], {
			items: 2,
			stored: { progress0: { execution: 'e', items: others } },
		});
		expect(await run(1)).toEqual([{ json: { error: 'No', message: 'Mend it.' }, pairedItem: { item: 1 } }]);
		expect(execute).not.toHaveBeenCalled();
	});

	it.each([
		['has failed', async () => await Promise.reject(refusal), { 0: { failure: { error: 'No' } } }],
		['is made', async () => [{ json: { made: true } }], {}],
	])('lets one that %s be handed on after its sleep only', async (_what, ended, kept) => {
		const stored: IDataObject = {};
		const execute = async ({ itemIndex }: ItemContext) =>
			await (itemIndex === 0 ? ended() : notYet(90_000)());
		const { run, sleeps } = nodeWith([operation({ execute })], { items: 2, parameters: PAUSING, stored });
		expect(await Promise.all([run(0), run(1)])).toEqual([[], []]);
		expect(sleeps).toHaveLength(1);
		expect(stored.progress0).toMatchObject({ items: kept });
	});
});
