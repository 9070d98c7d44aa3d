/** What n8n keeps of purchases for other days, and what the process knows of them. */
import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { clock, DAY_MS } from '../../nodes/shared/platform/clock';
import { type Places, placesOf } from '../../nodes/shared/purchases/places';
import type { Purchase } from '../../nodes/shared/purchases/purchase';
import { StoredFiles } from '../../nodes/shared/purchases/storedFiles';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

let workflows = 0;
/** The places of a node, as an execution that n8n has started with this static data finds them. */
const open = (
	staticData: IDataObject = {},
	{ workflow = `workflow ${++workflows}`, node = 'node', mode = 'trigger' } = {},
): Places =>
	placesOf({
		getContext: () => ({}),
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: node }),
		getMode: () => mode,
		getWorkflowStaticData: () => staticData,
	} as unknown as IExecuteSingleFunctions);

const purchase = (more: Partial<Purchase> = {}): Purchase => ({
	key: 'key',
	kind: 'avatarVideo',
	parts: [{ id: 'v1' }],
	at: clock.wallTime(),
	credits: 1,
	state: 'owed',
	holder: { execution: 'e1', run: 2, item: 3 },
	...more,
});

/** Puts purchases among those of the workflow, and lets n8n store them as text. */
function stored(...purchases: Purchase[]): IDataObject {
	const staticData: IDataObject = {};
	const places = open(staticData);
	for (const one of purchases) places.workflow?.put(one);
	places.save();
	return JSON.parse(JSON.stringify(staticData)) as IDataObject;
}
const onAnotherDay = (...purchases: Purchase[]): Purchase[] => open(stored(...purchases)).workflow?.all ?? [];

const lengthOf = (value: unknown) => JSON.stringify(value).length;
const storedOf = (staticData: IDataObject): unknown => (staticData.joggAi as IDataObject)?.node;

describe('what n8n keeps for the workflow', () => {
	it.each<[Purchase['state'], boolean, boolean]>([
		['owed', false, true],
		['owed', true, true],
		['held', true, true],
		['handedOn', true, true],
		['held', false, false],
		['handedOn', false, false],
		['asked', true, false],
		['failed', true, false],
	])('is what somebody will ask for: %s, kept for later days: %s', (state, isKept, stays) => {
		expect(onAnotherDay(purchase({ state, isKept }))).toHaveLength(stays ? 1 : 0);
	});

	it('comes back as it was, but for who held it and what it cost', () => {
		const [owed, kept] = onAnotherDay(
			purchase(),
			purchase({ key: 'other', state: 'handedOn', isKept: true, parts: [{ id: 'a' }, { reason: 'no' }] }),
		);
		const holder = { execution: 'e1', run: 0, item: 0 };
		expect(owed).toEqual({ ...purchase(), credits: 0, holder });
		expect(kept).toEqual({
			...purchase({ key: 'other', state: 'handedOn', isKept: true, parts: [{ id: 'a' }, { reason: 'no' }] }),
			credits: 0,
			holder,
		});
	});

	it('is owed for thirty days, and known for longer', () => {
		const then = clock.wallTime() - 30 * DAY_MS;
		const left = open(
			stored(
				purchase({ at: then, key: 'too old' }),
				purchase({ at: then + 1, key: 'just in time' }),
				purchase({ at: then, key: 'kept', state: 'handedOn', isKept: true }),
			),
		).workflow?.store;
		expect(Object.keys(left ?? {})).toEqual(['just in time', 'kept']);
	});

	it('has of an answer what fits in a thousand letters, the short fields first, and names the others', () => {
		const owner = { told: true, id: 'me' } as unknown as Purchase['owner'];
		const long = 'x'.repeat(1000);
		const answer = { long, name: 'Lamp', price: '49' };
		const [one] = onAnotherDay(purchase({ kind: 'product', answer, owner }));
		expect(one).toMatchObject({ answer: { name: 'Lamp', price: '49' }, missing: ['long'], owner });

		const short = { name: 'Lamp' };
		const [whole] = onAnotherDay(purchase({ kind: 'product', answer: short, owner }));
		expect(whole.answer).toEqual(short);
		expect(whole).not.toHaveProperty('missing');

		const exactly = { text: 'x'.repeat(1000 - lengthOf(['text', ''])) };
		const [full] = onAnotherDay(purchase({ answer: exactly }));
		expect(full.answer).toEqual(exactly);
		const [over] = onAnotherDay(purchase({ answer: { text: `${exactly.text}x` } }));
		expect(over).toMatchObject({ answer: {}, missing: ['text'] });
	});

	it('has no answer, and no owner, where there is none to be told', () => {
		const [one] = onAnotherDay(purchase({ owner: { told: true } as unknown as Purchase['owner'] }));
		expect(one).not.toHaveProperty('answer');
		expect(one).not.toHaveProperty('owner');
	});

	it('takes less than 300 bytes a row, and less than 300 kB for a thousand rows', () => {
		const row = (index: number) =>
			purchase({ key: `${index}`.padStart(32, 'a'), parts: [{ id: `${index}`.padStart(32, 'b') }] });
		const rows = (count: number) => stored(...Array.from({ length: count }, (_, index) => row(index)));
		expect(lengthOf(rows(60)) / 60).toBeLessThan(300);
		expect(lengthOf(rows(1000))).toBeLessThan(300_000);
		expect(Object.keys(storedOf(rows(1000)) as object)).toHaveLength(1000);
		expect(Object.keys(storedOf(rows(1001)) as object)).toHaveLength(1000);
	});

	it('loses the oldest where it has more than 250,000 letters', () => {
		const withId = (key: string, id: string) => purchase({ key, parts: [{ id }] });
		const [empty] = Object.entries(storedOf(stored(withId('a', ''))) as object);
		const half = 'x'.repeat(125_000 - lengthOf(empty));
		const keysOf = (...purchases: Purchase[]) => Object.keys(storedOf(stored(...purchases)) as object);
		expect(keysOf(withId('a', half), withId('b', half))).toEqual(['a', 'b']);
		expect(keysOf(withId('a', half), withId('b', `${half}x`))).toEqual(['b']);
		expect(keysOf(withId('a', `${half}x`), withId('b', half))).toEqual(['b']);
	});

	it('is written when it has changed, and leaves alone what is not of the node', () => {
		const others = { counter: 7, joggAi: { 'other node': { key: [] } } };
		const staticData: IDataObject = structuredClone(others);
		const places = open(staticData);
		places.save();
		expect(staticData).toEqual(others);
		places.workflow?.put(purchase());
		places.save();
		expect(staticData).toMatchObject({
			...others,
			joggAi: { ...others.joggAi, node: { key: [{ state: 'owed' }] } },
		});
		const written = staticData.joggAi;
		places.save();
		expect(staticData.joggAi).toBe(written);
		places.workflow?.remove(purchase());
		places.save();
		expect(staticData).toEqual({ ...others, joggAi: { ...others.joggAi, node: {} } });
	});

	it('is not there in an execution that n8n retries, which has not loaded it', () => {
		const staticData = stored(purchase());
		const before = structuredClone(staticData);
		const places = open(staticData, { mode: 'retry' });
		expect(places.workflow).toBeUndefined();
		places.save();
		expect(staticData).toEqual(before);
	});
});

describe('what the process knows', () => {
	it('is of one node in one workflow, whatever execution asks', () => {
		const here = { workflow: 'mine', node: 'a' };
		open({}, here).process.put(purchase());
		expect(open({}, here).process.all).toHaveLength(1);
		expect(open({}, { ...here, node: 'b' }).process.all).toEqual([]);
		expect(open({}, { ...here, workflow: 'yours' }).process.all).toEqual([]);
	});

	it('is what was asked for last: five thousand requests of a node', () => {
		const { process } = open();
		for (let index = 0; index <= 5000; index++)
			process.put(purchase({ key: `${index} times`, parts: [{ id: `v${index}` }] }));
		expect(process.all).toHaveLength(5000);
		expect(process.of('0 times')).toEqual([]);
	});
});

describe('a file that was stored on the way', () => {
	const owner = { told: true, id: 'me' } as unknown as Purchase['owner'];
	const filesOf = (workflow: string, execution: string) =>
		new StoredFiles(open({}, { workflow }), { execution, run: 0 });
	const anything = { reuses: true, since: 0 };
	const idOf = (one?: Purchase) => one?.parts[0].id;

	it('is there for all items of its execution, and for another one where that is wished for', () => {
		const mine = filesOf('files', 'e1');
		mine.add({ key: 'file', owner, parts: [{ id: 'https://a' }] });
		expect(mine.of('file', { reuses: false, since: 0 })).toMatchObject({
			kind: 'file',
			credits: 0,
			state: 'handedOn',
			holder: { execution: 'e1', run: 0, item: 0 },
			owner,
		});
		const other = filesOf('files', 'e2');
		expect(other.of('file', { reuses: false, since: 0 })).toBeUndefined();
		expect(idOf(other.of('file', anything))).toBe('https://a');
		expect(other.of('another file', anything)).toBeUndefined();
	});

	it('is not used when it is too old or somebody else’s; of several the newest is', async () => {
		const files = filesOf('old files', 'e1');
		files.add({ key: 'file', owner, parts: [{ id: 'https://old' }] });
		const { at } = files.of('file', anything) as Purchase;
		expect(idOf(files.of('file', { ...anything, since: at }))).toBe('https://old');
		expect(files.of('file', { ...anything, since: at + 1 })).toBeUndefined();
		expect(files.of('file', { ...anything, isMine: () => false })).toBeUndefined();
		await time.sleep(1);
		files.add({ key: 'file', owner, parts: [{ id: 'https://new' }] });
		expect(idOf(files.of('file', anything))).toBe('https://new');
	});
});
