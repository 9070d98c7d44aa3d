import type { IDataObject } from 'n8n-workflow';
import type { Account } from '../../nodes/shared/api/account';
import { findExisting, stillThere } from '../../nodes/shared/jobs/standing';
import type { ItemContext } from '../../nodes/shared/pipeline/item';
import { MadeBefore, madeBefore } from '../../nodes/shared/pipeline/madeBefore';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
let count = 0;
beforeEach(() => {
	time = new VirtualClock().install();
	count += 1;
});
afterEach(() => time.uninstall());

const DAY_MS = 24 * 3600_000;

interface Run {
	execution?: string;
	mode?: string;
	node?: string;
	workflow?: string;
	staticData?: IDataObject;
	options?: IDataObject;
}

/** What an execution knows of a request that no other test has made. */
const known = ({ execution = 'e1', mode = 'manual', options = {}, ...run }: Run) =>
	madeBefore(
		{
			context: {
				getMode: () => mode,
				getWorkflowStaticData: (of: string) => (of === 'node' && run.staticData) || {},
				getWorkflow: () => ({ id: run.workflow ?? 'w' }),
				getNode: () => ({ id: run.node ?? 'n' }),
				getExecutionId: () => execution,
			},
			parameter: (name: string, fallback?: unknown) => (name === 'options' ? options : fallback),
		} as unknown as ItemContext,
		`request ${count}`,
	);
const ids = (memory: MadeBefore) => memory.candidates.map((made) => made.ids.join());

describe('what a node has made before', () => {
	it('is found by other test runs of the same node and workflow, oldest first', () => {
		known({ execution: 'e1' }).remember(['a']);
		known({ execution: 'e2' }).remember(['b', 'c']);
		expect(ids(known({ execution: 'e3' }))).toEqual(['a', 'b,c']);
		expect(ids(known({ execution: 'e1' }))).toEqual(['b,c']);
		expect(ids(known({ execution: 'e3', node: 'other' }))).toEqual([]);
		expect(ids(known({ execution: 'e3', workflow: 'other' }))).toEqual([]);
		expect(ids(known({ execution: 'e3', mode: 'trigger' }))).toEqual([]);
	});

	it('is known once, as it was made last', async () => {
		known({ execution: 'e1' }).remember(['a'], { name: 'first' });
		await time.sleep(1000);
		known({ execution: 'e2' }).remember(['a'], { name: 'second' });
		expect(known({ execution: 'e3' }).candidates).toEqual([
			{ ids: ['a'], at: time.now(), execution: 'e2', answer: { name: 'second' } },
		]);
	});

	it('has no age in test runs: it is known until n8n is started anew', async () => {
		known({ execution: 'e1' }).remember(['a']);
		await time.sleep(31 * DAY_MS);
		expect(ids(known({ execution: 'e2' }))).toEqual(['a']);
	});

	it('leaves nothing behind where all of it is forgotten', () => {
		const store = {};
		const memory = new MadeBefore([store], 'hash', 'e1', 0, true);
		memory.remember(['a']);
		memory.forget({ ids: ['a'], at: 0, execution: '' });
		expect(store).toEqual({});
	});

	it('is forgotten one by one', () => {
		known({ execution: 'e1' }).remember(['a']);
		known({ execution: 'e1' }).remember(['b']);
		const memory = known({ execution: 'e2' });
		memory.forget(memory.candidates[0]);
		expect(ids(memory)).toEqual(['b']);
		memory.forget(memory.candidates[0]);
		expect(ids(memory)).toEqual([]);
		memory.forget({ ids: ['never there'], at: 0, execution: '' });
	});

	it('gives way to what is made again', () => {
		known({ execution: 'e1' }).remember(['a']);
		const again = known({ execution: 'e2', options: { ifMadeBefore: 'never' } });
		expect(ids(again)).toEqual([]);
		again.remember(['b']);
		expect(ids(known({ execution: 'e3' }))).toEqual(['b']);
	});

	it('is taken up in production only where the user wants that, from what n8n stores, for so many days', async () => {
		const staticData: IDataObject = {};
		const always = { mode: 'trigger', staticData, options: { ifMadeBefore: 'always', madeWithinDays: 2 } };
		known({ ...always, execution: 'e1' }).remember(['a'], { name: 'not stored' });
		expect(JSON.stringify(staticData)).toContain('"ids":["a"]');
		expect(JSON.stringify(staticData)).not.toMatch(/not stored|request/);

		const copy = JSON.parse(JSON.stringify(staticData)) as IDataObject;
		expect(ids(known({ ...always, staticData: copy, execution: 'e2' }))).toEqual(['a']);
		expect(ids(known({ mode: 'trigger', staticData: copy, execution: 'e2' }))).toEqual([]);
		// n8n stores it only when the execution has ended.
		expect(ids(known({ ...always, staticData: {}, execution: 'e2' }))).toEqual(['a']);
		await time.sleep(2 * DAY_MS);
		expect(ids(known({ ...always, execution: 'e2' }))).toEqual(['a']);
		await time.sleep(1);
		expect(ids(known({ ...always, execution: 'e2' }))).toEqual([]);
	});

	it('is kept of the thousand requests that were made last', () => {
		const store = {};
		const memory = (request: number) => new MadeBefore([store], `hash ${request}`, 'e1', 0, true);
		for (let request = 0; request < 1000; request++) memory(request).remember(['x']);
		memory(0).remember(['y']);
		memory(1000).remember(['x']);
		expect(Object.keys(store)).toHaveLength(1000);
		const kept = [0, 1, 2, 1000].map((request) => `hash ${request}` in store);
		expect(kept).toEqual([true, false, true, true]);
	});
});

/** An item whose JoggAI gives these answers, one after the other. */
function asking(...bodies: unknown[]): ItemContext {
	let asked = 0;
	const httpRequestWithAuthentication = async () => ({
		statusCode: 200,
		headers: {},
		body: bodies[Math.min(asked++, bodies.length - 1)],
	});
	return {
		context: { helpers: { httpRequestWithAuthentication } },
		account: { baseUrl: 'https://api.example', redact: (value: unknown) => value } as Account,
		request: { url: '' },
		signal: new AbortController().signal,
	} as unknown as ItemContext;
}
const told = (data: object) => ({ code: 0, data });
const unknown = { code: 10104 };
const away = { code: 50000 };

describe('a job that JoggAI finds', () => {
	it.each([
		[told({ task_id: 't', status: 'success' }), { id: 't', raw: { task_id: 't', status: 'success' } }],
		[told({ task_id: 't', status: 'pending' }), { id: 't', raw: { task_id: 't', status: 'pending' } }],
		[told({ task_id: 't', status: 'failed' }), undefined],
		[told({ status: 'success' }), undefined],
		[unknown, undefined],
	])('is taken where it is done or under way (%j)', async (body, found) => {
		expect(await findExisting(asking(body), 'lipSync', { url: '/v2/x' })).toEqual(found);
	});

	it('may exist where JoggAI cannot be asked', async () => {
		await expect(findExisting(asking(away), 'lipSync', { url: '/v2/x' })).rejects.toThrow(
			'JoggAI could not be asked for an earlier lip sync video of the same request: JoggAI could not process',
		);
	});
});

describe('jobs that one request started before', () => {
	const done = told({ video_id: 'v', status: 'completed' });
	const failed = told({ video_id: 'v', status: 'failed' });

	it.each([
		[[done, done], true],
		[[failed, done], true],
		[[done, failed], true],
		[[unknown, done], true],
		[[failed, failed], false],
		[[unknown, unknown], false],
		[[failed, unknown], false],
	])('count while JoggAI has one of them: %j', async (bodies, isThere) => {
		const parts = await stillThere(asking(...bodies), 'avatarVideo', ['a', 'b']);
		expect(parts?.map(({ id }) => id)).toEqual(isThere ? ['a', 'b'] : undefined);
	});

	it('are told with what JoggAI says of each', async () => {
		expect(await stillThere(asking(done, unknown), 'avatarVideo', ['a', 'b'])).toEqual([
			{ id: 'a', raw: done.data },
			{ id: 'b', raw: {} },
		]);
	});

	it('are gone where only a list tells about them, and they are not in it', async () => {
		const list = told({ previews: [{ preview_id: 'other' }], total: 1 });
		expect(await stillThere(asking(list), 'productPreview', ['a'])).toBeUndefined();
	});

	it('may exist where JoggAI cannot be asked', async () => {
		await expect(stillThere(asking(away), 'avatarVideo', ['a'])).rejects.toThrow('earlier avatar video');
	});
});
