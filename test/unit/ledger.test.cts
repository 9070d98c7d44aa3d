import type { IDataObject } from 'n8n-workflow';
import type { Problem } from '../../nodes/shared/api/problem';
import { Ledger, requestHash, type StoredOutcome } from '../../nodes/shared/pipeline/ledger';

const unknown: Problem = { what: 'Broken off', next: '', outcomeUnknown: true };
const made = (id: string): StoredOutcome => ({ parts: [{ id }] });
const video = (id: string, itemIndex = 0) => ({ kind: 'avatarVideo' as const, id, itemIndex });

describe('the outcomes of an execution', () => {
	it('are kept by item until they are discarded', () => {
		const ledger = new Ledger();
		ledger.record(1, { data: 'one' });
		ledger.record(2, { data: 'two' });
		ledger.discard(2);
		expect([0, 1, 2].map((item) => ledger.outcomeOf(item))).toEqual([undefined, { data: 'one' }, undefined]);
	});

	it('tell the items of which nobody knows, but for the one that asks', () => {
		const ledger = new Ledger();
		ledger.record(0, { problem: unknown });
		ledger.record(1, { data: {} });
		ledger.record(2, { problem: unknown });
		expect(ledger.unknownItems()).toEqual([0, 2]);
		expect(ledger.unknownItems(0)).toEqual([2]);
	});
});

describe('the jobs of an execution', () => {
	it('are on record once each, by kind and ID, in the order of their acceptance', () => {
		const ledger = new Ledger();
		const jobs = [video('b'), video('a'), { ...video('a'), kind: 'aiScript' as const }];
		expect(jobs.map((job) => ledger.addJob(job))).toEqual([true, true, true]);
		expect(ledger.addJob(video('b', 5))).toBe(false);
		expect(ledger.startedJobs).toEqual(jobs);
		expect(ledger.failedJobs).toEqual([]);
	});

	it('fail all together with their item', () => {
		const ledger = new Ledger();
		for (const job of [video('a', 0), video('b', 1), video('c', 1)]) ledger.addJob(job);
		ledger.failJobs(1);
		expect(ledger.startedJobs.map(({ id }) => id)).toEqual(['a']);
		expect(ledger.failedJobs.map(({ id }) => id)).toEqual(['b', 'c']);
	});

	it('are reported once, as are items of which nobody knows', () => {
		const ledger = new Ledger();
		ledger.addJob(video('a', 0));
		ledger.addJob(video('lost', 3));
		ledger.failJobs(3);
		ledger.record(1, { problem: unknown });
		expect(ledger.report()).toEqual({ jobs: [video('a', 0)], unknownItems: [1] });

		ledger.addJob(video('b', 2));
		ledger.record(4, { problem: unknown });
		expect(ledger.report()).toEqual({ jobs: [video('b', 2)], unknownItems: [4] });
		expect(ledger.report()).toEqual({ jobs: [], unknownItems: [] });
	});
});

describe('what is stored with the execution', () => {
	it('is the first outcome of an item, in the order of equal requests', () => {
		const context = {};
		const ledger = new Ledger(context);
		ledger.store(0, 'hash', made('a'));
		ledger.store(0, 'hash', made('not stored'));
		ledger.store(1, 'hash', { unknown: true });
		ledger.store(2, 'other', made('b'));
		expect(context).toEqual({
			run0: { hash: [made('a'), { unknown: true }], other: [made('b')] },
		});
	});

	it('is handed to the items of a retried execution, to each its own', () => {
		const context = {};
		const before = new Ledger(context);
		before.store(0, 'hash', made('a'));
		before.store(1, 'hash', made('b'));

		const after = new Ledger(context);
		const taken = [0, 1, 2].map((item) => after.takeStored(item, 'hash'));
		expect(taken).toEqual([made('a'), made('b'), undefined]);
		expect(after.takeStored(3, 'other')).toBeUndefined();

		after.store(0, 'hash', made('c'));
		expect(context).toEqual({ run0: { hash: [made('a'), made('b')] } });
	});

	it('is not handed to the same attempt that stored it', () => {
		const ledger = new Ledger();
		ledger.store(0, 'hash', made('a'));
		expect(ledger.takeStored(1, 'hash')).toBeUndefined();
	});

	it('is of no use to a retried execution where the jobs failed, and there only', () => {
		const context = {};
		const ledger = new Ledger(context);
		ledger.store(0, 'hash', made('a'));
		ledger.store(1, 'hash', made('a'));
		ledger.failJobs(1);
		ledger.failJobs(7);
		const after = new Ledger(context);
		expect([0, 1].map((item) => after.takeStored(item, 'hash'))).toEqual([made('a'), undefined]);
	});

	it('is kept apart by the rounds of a loop', () => {
		const context = {};
		new Ledger(context, 0).store(0, 'hash', made('a'));
		const second = new Ledger(context, 1);
		expect(second.takeStored(0, 'hash')).toBeUndefined();
		second.store(0, 'hash', made('b'));
		expect(context).toEqual({ run0: { hash: [made('a')] }, run1: { hash: [made('b')] } });
	});
});

describe('how far the items of an execution have come', () => {
	const ID = 'avatarVideo' as const;

	/** What a ledger knows after the execution has slept. */
	const afterSleep = (before: Ledger, context: IDataObject) => {
		before.storeProgress();
		return new Ledger(JSON.parse(JSON.stringify(context)) as IDataObject);
	};

	it('is known after a sleep, with the outcome and the jobs of each', () => {
		const context = {};
		const before = new Ledger(context);
		Object.assign(before.progressOf(0), { since: 1, hasEnded: true });
		before.addJob({ kind: ID, id: 'a', itemIndex: 0 });
		before.store(0, 'hash', made('a'));
		before.store(1, 'hash', { parts: [{ id: 'b' }, { reason: 'refused' }] });
		before.addJob({ kind: 'aiScript', id: 'b', itemIndex: 1 });
		before.store(2, 'hash', { unknown: true });
		before.progressOf(3).refusedSince = 7;

		const after = afterSleep(before, context);

		expect(after.progressOf(0)).toEqual({ since: 1, hasEnded: true });
		expect([1, 2, 4].map((item) => after.progressOf(item))).toEqual([{}, {}, {}]);
		expect(after.progressOf(3)).toEqual({ refusedSince: 7 });
		expect(after.startedJobs).toEqual([
			{ kind: ID, id: 'a', itemIndex: 0 },
			{ kind: 'aiScript', id: 'b', itemIndex: 1 },
		]);
		expect([0, 1, 2, 3].map((item) => after.isSettled(item))).toEqual([true, true, true, false]);
		expect(after.takeStored(1, 'whatever the fields say now')).toEqual({
			parts: [{ id: 'b' }, { reason: 'refused' }],
		});
		expect(after.takeStored(5, 'hash')).toBeUndefined();
	});

	it('is not stored beyond the waking, nor for another round of a loop', () => {
		const context: IDataObject = {};
		const before = new Ledger(context, 1);
		before.progressOf(0).since = 1;
		before.storeProgress();
		expect(context.asleep1).toEqual({ 0: { since: 1 } });

		expect(new Ledger(context, 0).progressOf(0)).toEqual({});
		expect(context).toHaveProperty('asleep1');
		expect(new Ledger(context, 1).progressOf(0)).toEqual({ since: 1 });
		expect(context).not.toHaveProperty('asleep1');
	});

	it('holds jobs that failed too, so that no sleep makes them anew', () => {
		const context: IDataObject = {};
		const before = new Ledger(context);
		before.addJob({ kind: ID, id: 'a', itemIndex: 0 });
		before.store(0, 'hash', made('a'));
		before.failJobs(0);

		const after = afterSleep(before, context);
		expect(after.takeStored(0, 'hash')).toMatchObject(made('a'));
		expect([after.startedJobs, after.failedJobs.map(({ id }) => id)]).toEqual([[], ['a']]);
	});

	it('leaves out an outcome that is not stored any more', () => {
		const lost = new Ledger({ asleep0: { 0: { since: 1, kind: ID, hash: 'gone', position: 0 } } });
		expect([lost.isSettled(0), lost.progressOf(0)]).toEqual([false, { since: 1 }]);
	});

	it('is a change to the same thing each time, but a new attempt forgets what failed', () => {
		const ledger = new Ledger();
		ledger.progressOf(0).since = 1;
		ledger.progressOf(0).failure = { error: 'broken' };
		expect(ledger.progressOf(0)).toEqual({ since: 1, failure: { error: 'broken' } });
		ledger.beginAttempt();
		expect(ledger.progressOf(0)).toEqual({ since: 1 });
	});
});

describe('what was made before', () => {
	it('is taken by one item, and never where the execution has started the same job itself', () => {
		const ledger = new Ledger();
		ledger.addJob(video('own'));
		expect(ledger.claim(1, ['a', 'b'])).toBe(true);
		expect(ledger.claim(2, ['b'])).toBe(false);
		expect(ledger.claim(2, ['own'])).toBe(false);
		expect(ledger.claim(2, ['c', 'a'])).toBe(false);
		expect(ledger.claim(2, ['c'])).toBe(true);
		expect(ledger.claim(3, [])).toBe(true);
	});

	it('is taken again by the item that has taken it in an earlier attempt', () => {
		const ledger = new Ledger();
		ledger.claim(1, ['a']);
		expect(ledger.claim(1, ['a'])).toBe(true);
	});

	it('by the same execution is there until an item takes it', () => {
		const context = {};
		new Ledger(context).store(0, 'hash', made('a'));
		const after = new Ledger(context);
		expect([after.hasStored('hash'), after.hasStored('other')]).toEqual([true, false]);
		after.takeStored(0, 'hash');
		expect(after.hasStored('hash')).toBe(false);
	});
});

describe('an item', () => {
	it('is settled once its request was not refused, in whatever attempt', () => {
		const ledger = new Ledger();
		ledger.record(0, { data: {} });
		ledger.store(1, 'hash', made('a'));
		expect([0, 1, 2].map((item) => ledger.isSettled(item))).toEqual([true, true, false]);
	});
});

describe('the hash of a request', () => {
	it('tells requests apart and tells nothing of them', () => {
		const hash = requestHash('account', { url: '/v2/x' }, { script: 'Secret plan' });
		expect(hash).toMatch(/^[0-9a-f]{32}$/);
		expect(requestHash('account', { url: '/v2/x' }, { script: 'Secret plan' })).toBe(hash);
		expect(requestHash('account', { url: '/v2/x' }, { script: 'Another plan' })).not.toBe(hash);
	});
});
