import { hasNews } from '../../nodes/shared/pipeline/failure';
import { unknownItems } from '../../nodes/shared/pipeline/jobsText';
import { idsOf, type Purchase } from '../../nodes/shared/purchases/purchase';
import type { Wish } from '../../nodes/shared/purchases/claims';
import type { Purchases } from '../../nodes/shared/purchases/purchases';
import { bought, lost, memory, type Stores } from '../harness/memory.cts';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

const NOTHING: Wish = { reuses: false, since: 0 };
const ANYTHING: Wish = { reuses: true, since: 0 };
const KEY = { key: 'same' };

/** What n8n has stored of an execution, given to its retry, or to itself when it wakes. */
const stored = ({ own }: Stores): Stores => ({ own: JSON.parse(JSON.stringify(own)) as Stores['own'] });
const claim = (purchases: Purchases, item: number, wish: Wish = NOTHING) => {
	const one = purchases.claim(item, KEY.key, wish);
	return one && idsOf(one).join();
};
const inStore = ({ process = {} }: Stores): Purchase[] => Object.values(process).flat();

describe('an item', () => {
	it('has what it has asked for, whatever becomes of it', () => {
		const purchases = memory();
		lost(purchases, 0);
		bought(purchases, 1, 'v1');
		expect([0, 1, 2].map((item) => purchases.of(item)?.state)).toEqual(['asked', 'held', undefined]);
		expect([0, 1, 2].map((item) => purchases.isSettled(item))).toEqual([true, true, false]);
		expect(purchases.of(1, 'aiScript')).toBeUndefined();
	});

	it('has nothing of what JoggAI has refused, which cost nothing', () => {
		const purchases = memory();
		const one = lost(purchases, 0);
		expect(purchases.spent).toBe(1);
		purchases.drop(one);
		expect([purchases.of(0), purchases.spent]).toEqual([undefined, 0]);
	});

	it('has what it had before the execution slept', () => {
		const stores: Stores = { own: {} };
		const asleep = memory(stores);
		bought(asleep, 0, ['v1', 'v2']);
		lost(asleep, 1);
		const awake = memory(stored(stores));
		expect(awake.of(0)?.parts).toEqual([{ id: 'v1' }, { id: 'v2' }]);
		expect(unknownItems(awake)).toEqual([1]);
		expect(awake.spent).toBe(2);
	});

	it('of another round of a loop has its own', () => {
		const stores: Stores = { own: {} };
		bought(memory(stores), 0, 'v1');
		expect(memory(stores, { run: 1 }).of(0)).toBeUndefined();
		expect(memory(stores, { run: 1 }).jobs()).toEqual([]);
		expect(memory(stores, { run: 1 }).jobs({ allRounds: true }).map(idsOf)).toEqual([['v1']]);
	});
});

describe('what a retried execution has left', () => {
	it('goes to equal items, to each its own, also where nobody knows what came of it', () => {
		const stores: Stores = { own: {} };
		const failed = memory(stores);
		bought(failed, 0, 'v1', KEY);
		bought(failed, 1, 'v2', KEY);
		failed.owed();
		failed.ask(2, { ...KEY, kind: 'avatarVideo', credits: 1 });
		const retried = memory(stored(stores), { execution: 'e2' });
		expect([0, 1].map((item) => claim(retried, item))).toEqual(['v1', 'v2']);
		expect(claim(retried, 2)).toBe('');
		expect(retried.of(2)?.state).toBe('asked');
		expect(claim(retried, 3)).toBeUndefined();
		expect(retried.of(0)).toMatchObject({ from: 'owed', isUnchecked: true, state: 'held' });
	});

	it('is made anew where JoggAI could not make it, and left where n8n has it', () => {
		const stores: Stores = { own: {} };
		const failed = memory(stores);
		bought(failed, 0, 'v1', { ...KEY, failed: true });
		bought(failed, 1, 'v2', KEY);
		failed.handedOn(1);
		expect(claim(memory(stored(stores), { execution: 'e2' }), 0)).toBeUndefined();
	});
});

describe('what a failed run could not hand on', () => {
	it.each([
		['without any wish', NOTHING],
		['and for whoever reuses things anyway', ANYTHING],
	])('is owed to the next who asks for the same, once, %s', (_how, wish) => {
		const stores: Stores = { process: {}, workflow: {} };
		const failed = memory({ ...stores, own: {} });
		bought(failed, 0, 'v1', KEY);
		failed.owed();
		const next = memory({ ...stores, own: {} }, { execution: 'e2' });
		expect([0, 1].map((item) => claim(next, item, wish))).toEqual(['v1', undefined]);
		expect(next.of(0)).toMatchObject({ from: 'owed', credits: 0 });
		next.handedOn(0);
		expect(claim(memory({ ...stores, own: {} }, { execution: 'e3' }), 0)).toBeUndefined();
	});

	it('is owed after a restart as well, from what n8n keeps for the workflow', () => {
		const workflow = {};
		const failed = memory({ own: {}, workflow });
		bought(failed, 0, 'v1', KEY);
		expect(workflow).toEqual({});
		failed.owed();
		expect(claim(memory({ workflow }, { execution: 'e2' }), 0)).toBe('v1');
	});

	it('is not owed again because n8n brings back what it had stored before', () => {
		const process = {};
		const failed = memory({ own: {}, process, workflow: {} });
		bought(failed, 0, 'v1', KEY);
		failed.owed();
		const older = JSON.parse(JSON.stringify(process)) as Stores['workflow'];
		const next = memory({ own: {}, process, workflow: older }, { execution: 'e2' });
		claim(next, 0);
		next.handedOn(0);
		const workflow = { [KEY.key]: [{ ...(next.of(0) as Purchase), state: 'owed' as const }] };
		expect(claim(memory({ process, workflow }, { execution: 'e3' }), 0)).toBeUndefined();
	});

	it('is owed where an item failed alone, and not what JoggAI could not make or nobody knows', () => {
		const process = {};
		const purchases = memory({ process });
		bought(purchases, 0, 'v1');
		bought(purchases, 1, 'v2', { failed: true });
		bought(purchases, 2, 'v3');
		lost(purchases, 3);
		for (const item of [0, 1, 3]) purchases.owed(item);
		expect(inStore({ process }).map(({ state }) => state)).toEqual(
			expect.arrayContaining(['owed', 'failed', 'held', 'asked']),
		);
		expect(purchases.of(2)?.state).toBe('held');
	});
});

describe('what others have made', () => {
	it('is lent where that is wished for, oldest first, and stays theirs', () => {
		const process = {};
		const first = memory({ process });
		bought(first, 0, 'v1', KEY);
		first.handedOn(0);
		expect(claim(memory({ process }, { execution: 'e2' }), 0, NOTHING)).toBeUndefined();
		const next = memory({ process }, { execution: 'e2' });
		expect([0, 1].map((item) => claim(next, item, ANYTHING))).toEqual(['v1', undefined]);
		next.owed();
		expect(next.of(0)).toMatchObject({ state: 'owed', from: 'lent' });
		expect(claim(memory({ process }, { execution: 'e3' }), 0, NOTHING)).toBeUndefined();
		expect(claim(memory({ process }, { execution: 'e3' }), 0, ANYTHING)).toBe('v1');
	});

	it('is too old from a certain moment on', () => {
		const process = {};
		bought(memory({ process }), 0, 'v1', KEY);
		const since = time.now();
		const old = { reuses: true, since: since + 1 };
		expect(claim(memory({ process }, { execution: 'e2' }), 0, old)).toBeUndefined();
		expect(claim(memory({ process }, { execution: 'e2' }), 0, { reuses: true, since })).toBe('v1');
	});

	it('gives way to what is made again, but for what somebody still waits to be given', async () => {
		const process = {};
		const first = memory({ process });
		bought(first, 0, 'old', KEY);
		first.handedOn(0);
		const failed = memory({ process }, { execution: 'e2' });
		bought(failed, 0, 'owed', KEY);
		failed.owed();
		await time.sleep(1);
		bought(memory({ process }, { execution: 'e3' }), 0, 'new', KEY);
		const next = memory({ process }, { execution: 'e4' });
		expect([0, 1, 2].map((item) => claim(next, item, ANYTHING))).toEqual(['owed', 'new', undefined]);
	});

	it('is not the same execution: its rounds, and the calls of an agent, have one each', () => {
		const process = {};
		const first = memory({ process });
		bought(first, 0, 'v1', KEY);
		first.handedOn(0);
		expect(claim(memory({ process }), 0, ANYTHING)).toBeUndefined();
		expect(memory({ process }).spent).toBe(1);
	});

	it('may be known to be somebody else’s', () => {
		const process = {};
		bought(memory({ process }), 0, 'v1', KEY);
		const wish = { ...ANYTHING, isMine: () => false };
		expect(claim(memory({ process }, { execution: 'e2' }), 0, wish)).toBeUndefined();
	});

	it('is foretold to as many equal items as there are', () => {
		const process = {};
		const first = memory({ process });
		for (const item of [0, 1]) bought(first, item, `v${item}`, KEY);
		const next = memory({ process }, { execution: 'e2' });
		const told = () => [0, 1, 2].map(() => next.foretells(KEY.key, ANYTHING));
		expect(told()).toEqual([true, true, false]);
		next.beginAttempt();
		expect(told()).toEqual([true, true, false]);
	});

	it('is known of the thousand requests that were made last', () => {
		const process = {};
		const purchases = memory({ process });
		for (let item = 0; item <= 1000; item++) bought(purchases, item, `v${item}`);
		expect(Object.keys(process)).toHaveLength(1000);
		expect(process).not.toHaveProperty('key 0');
		expect(purchases.spent).toBe(1001);
	});

	it('is counted once, wherever copies of it lie', () => {
		const stores: Stores = { process: {}, workflow: {} };
		const first = memory(stores);
		bought(first, 0, 'v1', KEY);
		first.owed();
		const next = memory({ ...stores, own: {} }, { execution: 'e2' });
		expect([next.foretells(KEY.key, NOTHING), next.foretells(KEY.key, NOTHING)]).toEqual([true, false]);
	});

	it('goes to whoever asks by its age, wherever it lies', async () => {
		const process = {};
		const workflow = {};
		const older = memory({ own: {}, workflow });
		bought(older, 0, 'older', KEY);
		older.owed();
		await time.sleep(1);
		const newer = memory({ own: {}, process }, { execution: 'e2' });
		bought(newer, 0, 'newer', KEY);
		newer.owed();
		const next = memory({ process, workflow }, { execution: 'e3' });
		expect([0, 1].map((item) => claim(next, item))).toEqual(['older', 'newer']);
	});

	it('is nothing that has no ID', () => {
		const process = {};
		const first = memory({ process });
		bought(first, 0, [], KEY);
		first.owed();
		expect(claim(memory({ process }, { execution: 'e2' }), 0, ANYTHING)).toBeUndefined();
	});

	it('is no business of a change, which belongs to its own execution and the retry of it', () => {
		const process = {};
		const first = memory({ process });
		bought(first, 0, 'c1', { ...KEY, kind: 'change' });
		first.owed();
		const wish = { ...NOTHING, isOwn: true };
		expect(claim(memory({ process }, { execution: 'e2' }), 0, wish)).toBeUndefined();
	});

	it('that an item has taken up is not replaced by what its neighbour makes', () => {
		const process = {};
		const first = memory({ process });
		bought(first, 0, 'v1', KEY);
		first.handedOn(0);
		const next = memory({ process }, { execution: 'e2' });
		claim(next, 0, ANYTHING);
		bought(next, 1, 'v2', KEY);
		const last = memory({ process }, { execution: 'e3' });
		expect([0, 1].map((item) => claim(last, item, ANYTHING))).toEqual(['v1', 'v2']);
	});

	it('stays in the process as it is there, and is learned from n8n once it was handed on', () => {
		const process: NonNullable<Stores['process']> = {};
		const workflow = {};
		const first = memory({ own: {}, workflow });
		bought(first, 0, 'v1', KEY);
		const kept = { ...(first.of(0) as Purchase), state: 'handedOn' as const };
		const restarted = { process, workflow: { [KEY.key]: [kept] } };
		const next = memory(restarted, { execution: 'e2' });
		claim(next, 0, ANYTHING);
		next.resumed(next.of(0) as Purchase);
		expect(inStore({ process })).toEqual([]);
		next.handedOn(0);
		expect(inStore({ process })).toMatchObject([{ state: 'handedOn', holder: { execution: 'e2' } }]);
		expect(inStore({ process })[0].from).toBeUndefined();

		const third = memory(restarted, { execution: 'e3' });
		claim(third, 0, ANYTHING);
		third.handedOn(0);
		expect(inStore({ process })).toMatchObject([{ holder: { execution: 'e2' } }]);
	});
});

describe('what becomes of what an item has', () => {
	it('touches nothing of which nobody knows whether it was made', () => {
		const purchases = memory();
		const one = lost(purchases, 0);
		purchases.handedOn(0);
		purchases.resumed(one);
		expect(purchases.of(0)?.state).toBe('asked');
	});

	it('when JoggAI refuses one thing, leaves the other', () => {
		const purchases = memory();
		bought(purchases, 0, 'p1', { kind: 'product', credits: 0 });
		purchases.drop(bought(purchases, 0, 'v1'));
		expect(purchases.listOf(0).map(idsOf)).toEqual([['p1']]);
		expect(purchases.hasTaken('v1')).toBe(false);
	});

	it('found by JoggAI itself, is its own for nothing, and there for later days', () => {
		const purchases = memory();
		purchases.takeOver(0, { ...KEY, kind: 'lipSync', parts: [{ id: 'l1' }] });
		expect(purchases.of(0)).toMatchObject({ state: 'held', from: 'lent', credits: 0, isKept: true, ...KEY });
		expect([purchases.spent, purchases.hasTaken('l1'), purchases.isSettled(0)]).toEqual([0, true, true]);
	});

	it('counts as spent while it stands in line', () => {
		const purchases = memory();
		const giveBack = purchases.reserve(2);
		expect(purchases.spent).toBe(2);
		giveBack();
		expect(purchases.spent).toBe(0);
	});

	it('is told to n8n only where n8n has loaded what it keeps', () => {
		expect([memory({ workflow: {} }), memory()].map((one) => one.isKnownToWorkflow)).toEqual([true, false]);
	});
});

describe('what is told of an execution', () => {
	it('is what JoggAI has started and not given up, in the order of acceptance', () => {
		const purchases = memory();
		bought(purchases, 3, 'b');
		bought(purchases, 0, 'p1', { kind: 'product' });
		bought(purchases, 1, 'a');
		bought(purchases, 2, 'lost', { failed: true });
		expect(purchases.jobs().map(idsOf)).toEqual([['b'], ['a']]);
		expect(purchases.jobs({ failed: true }).map(idsOf)).toEqual([['lost']]);
	});

	it('is news once', () => {
		const purchases = memory();
		expect(hasNews(purchases)).toBe(false);
		bought(purchases, 0, 'a');
		expect([hasNews(purchases), hasNews(purchases)]).toEqual([true, false]);
		lost(purchases, 1);
		expect(hasNews(purchases)).toBe(true);
		bought(purchases, 2, 'unmade', { failed: true });
		expect(hasNews(purchases)).toBe(false);
	});

	it('is nothing that the execution it retries has made', () => {
		const stores: Stores = { own: {} };
		bought(memory(stores), 0, 'v1');
		const retried = memory(stored(stores), { execution: 'e2' });
		bought(retried, 1, 'v2');
		expect(retried.jobs({ allRounds: true }).map(idsOf)).toEqual([['v2']]);
	});
});

describe('what took the place of an earlier one', () => {
	it('took it in all places: a copy that n8n still stores as owed does not come back', () => {
		const process = {};
		const first = memory({ process });
		bought(first, 0, 'old', KEY);
		first.owed();
		const workflow = JSON.parse(JSON.stringify(process)) as Stores['workflow'];
		first.resumed(first.of(0) as Purchase);
		first.handedOn(0);
		const second = memory({ process, workflow }, { execution: 'e2' });
		bought(second, 0, 'new', KEY);
		second.handedOn(0);

		expect(claim(memory({ process, workflow }, { execution: 'e3' }), 0)).toBeUndefined();
	});
});

describe('what was kept for later days, and then could not be handed on', () => {
	it('is owed, although n8n still stores it as held: an execution that was woken cannot write there', () => {
		const process = {};
		const asleep = memory({ process });
		bought(asleep, 0, 'v1', KEY);
		const workflow = JSON.parse(JSON.stringify(process)) as Stores['workflow'];
		asleep.owed();

		expect(claim(memory({ process, workflow }, { execution: 'e2' }), 0)).toBe('v1');
	});
});
