import type { IDataObject } from 'n8n-workflow';
import { processedData, TriggerBench } from '../harness/triggerHarness.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
let n8n: TriggerBench;

beforeEach(async () => {
	n8n = await new TriggerBench(at.world).open();
	await n8n.activate();
	processedData.writes = 0;
});
afterEach(() => {
	processedData.broken = false;
	processedData.gate = Promise.resolve();
});

const TIME = 1_790_812_800;
const event = (id: string, timestamp: unknown = TIME): IDataObject => ({
	event_id: `evt_${id}`,
	event: 'generated_avatar_video_success',
	timestamp: timestamp as number,
	data: { video_id: id, status: 'completed', video_url: `https://media.example/${id}.mp4` },
});

/** Something that happens when the test says so. */
function gate() {
	let open: () => void = () => undefined;
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { opened, open };
}

const downstreamIds = async () =>
	(await n8n.finished()).flatMap(({ downstream }) => downstream?.map(({ id }) => String(id)) ?? []).sort();

describe('a burst of events', () => {
	it('of 300, 30 at once, is recorded in two writes when the first write takes longer than the burst', async () => {
		const database = gate();
		processedData.gate = database.opened;
		const ids = Array.from({ length: 300 }, (_, index) => `v${String(index).padStart(3, '0')}`);
		for (let from = 0; from < ids.length; from += 30) {
			const answers = ids.slice(from, from + 30).map(async (id) => await n8n.signed(event(id)));
			expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array(30).fill(200));
		}
		await at.world.clock.idle();
		database.open();

		expect(await downstreamIds()).toEqual(ids);
		expect(processedData.writes).toBe(2);
	});

	it('that comes again after a restart of n8n starts nothing downstream', async () => {
		const ids = Array.from({ length: 40 }, (_, index) => `v${index}`);
		const send = async () => await Promise.all(ids.map(async (id) => await n8n.signed(event(id))));
		await send();
		await n8n.finished();
		n8n.restart();
		await send();
		expect(await downstreamIds()).toEqual([...ids].sort());
	});

	it('with executions of the same event at the same time runs it once', async () => {
		const database = gate();
		processedData.gate = database.opened;
		const item = (id: string) => [
			[{ json: { deliveryId: id, headers: {}, body: event(id.replace('evt_', '')) } }],
		];
		const runs = ['evt_a', 'evt_b', 'evt_c', 'evt_b', 'evt_b'].map(
			async (id) => await n8n.execute(item(id), 'webhook'),
		);
		await at.world.clock.idle();
		database.open();
		await Promise.all(runs);

		expect(processedData.writes).toBeLessThanOrEqual(4);
		expect(await downstreamIds()).toEqual(['a', 'b', 'c']);
	});

	it('goes through as a whole when the list cannot be written', async () => {
		const database = gate();
		processedData.gate = database.opened;
		processedData.broken = true;
		await Promise.all(['a', 'b', 'c', 'd'].map(async (id) => await n8n.signed(event(id))));
		await at.world.clock.idle();
		database.open();

		expect(await downstreamIds()).toEqual(['a', 'b', 'c', 'd']);
		expect(n8n.log).toHaveLength(4);
		expect(n8n.log[0]).toMatch(/^warn .*goes through: database is locked/);
	});
});

describe('an event while n8n has not decided yet', () => {
	/** From now on n8n waits with the next start until it is told; resolves once it has got there. */
	function hold() {
		const [slot, asked] = [gate(), gate()];
		n8n.starting = async () => {
			asked.open();
			await slot.opened;
		};
		return { begin: slot.open, isAsked: asked.opened };
	}

	it('is answered 503 when it comes again, so that JoggAI repeats it, and runs once', async () => {
		const { begin, isAsked } = hold();
		const first = n8n.signed(event('v1'));
		await isAsked;

		for (const again of [await n8n.signed(event('v1')), await n8n.signed(event('v1'))]) {
			expect(again.status).toBe(503);
			expect(Number(again.headers['retry-after'])).toBeGreaterThan(0);
		}

		begin();
		expect((await first).status).toBe(200);
		expect(await n8n.signed(event('v1'))).toMatchObject({
			status: 200,
			body: expect.stringContaining('Delivered before'),
		});
		expect(await downstreamIds()).toEqual(['v1']);
	});

	it.each([500, 503, 409, 403, 400])(
		'is not lost when JoggAI hangs up and n8n then cannot start it (%i)',
		async (status) => {
			n8n.hangsUp = true;
			n8n.outOfOrder = status;
			expect((await n8n.signed(event('v1'))).status).toBe(0);
			await at.world.clock.idle();
			n8n.hangsUp = false;
			n8n.outOfOrder = false;

			expect(await n8n.signed(event('v1'))).toMatchObject({ status: 200 });
			expect(await downstreamIds()).toEqual(['v1']);
		},
	);

	it('is undecided after JoggAI has hung up, too, and runs once when n8n starts it late', async () => {
		const { begin } = hold();
		n8n.hangsUp = true;
		expect((await n8n.signed(event('v1'))).status).toBe(0);
		expect((await n8n.signed(event('v1'))).status).toBe(503);

		begin();
		await at.world.clock.idle();
		expect(await n8n.signed(event('v1'))).toMatchObject({ status: 200 });
		expect(await downstreamIds()).toEqual(['v1']);
	});

	it('keeps no other event waiting', async () => {
		const { begin, isAsked } = hold();
		const first = n8n.signed(event('v1'));
		await isAsked;
		n8n.starting = async () => undefined;
		expect((await n8n.signed(event('v2'))).status).toBe(200);
		begin();
		await first;
		expect(await downstreamIds()).toEqual(['v1', 'v2']);
	});
});
