import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { current } from '../harness/engine.cts';
import { watchLog } from '../harness/log.cts';
import { reply, startServer } from '../harness/servers.cts';
import { until } from '../harness/until.cts';
import { numbered, reads, writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, CREATE, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
let log: ReturnType<typeof watchLog>;
beforeEach(() => {
	log = watchLog('warn');
});
afterEach(() => log.restore());

/** Starts the node and returns its Stop button and its end. */
function begin(count = 1, node = {}, parameters = {}) {
	let stop = () => {};
	const ended = at.world.run({
		type: new JoggAiAvatarVideo(),
		parameters: { ...AVATAR_VIDEO, script: '=Item {{ $json.n }}', ...parameters },
		items: numbered(count),
		node,
		onStart: (execution) => (stop = () => execution.cancel()),
	});
	return { ended, stop: () => stop() };
}

describe('Stop', () => {
	it('ends the wait for a job at once, asks no more and writes the ID into the log', async () => {
		const { ended, stop } = begin();
		await until(() => reads(at.world).length === 2);
		at.world.clock.hold();
		await at.world.clock.idle();
		const asked = reads(at.world).length;

		stop();
		const { status } = await ended;
		await at.world.clock.idle();
		at.world.clock.release();
		await at.world.clock.idle();

		expect(status).toBe('canceled');
		expect(reads(at.world)).toHaveLength(asked);
		expect(log.messages).toEqual([expect.stringContaining(at.world.joggAi.charges[0].id)]);
		expect(log.messages[0]).toContain('JoggAI Avatar Video → Get');
	});

	it('leaves the IDs with the execution, where n8n shows them and lets people search', async () => {
		const { ended, stop } = begin(3);
		await until(() => at.world.joggAi.charges.length === 3);

		stop();
		const { run } = await ended;

		const { joggAi } = run.data.resultData.metadata ?? {};
		for (const { id } of at.world.joggAi.charges) expect(joggAi).toContain(id);
		expect(joggAi.length).toBeLessThanOrEqual(512);
	});

	it('lets no further request leave while the window is full', async () => {
		const { ended, stop } = begin(60);
		await until(() => writes(at.world).length === 20);
		at.world.clock.hold();
		await at.world.clock.idle();

		const status = await at.world.clock.stopped(stop, ended);

		expect(status).toBe('canceled');
		expect(writes(at.world)).toHaveLength(20);
		expect(at.world.joggAi.charges).toHaveLength(20);
		const told = log.messages.join('\n');
		for (const { id } of at.world.joggAi.charges) expect(told).toContain(id);
	});

	it('names the videos too whose items do not wait and had returned already', async () => {
		const { ended, stop } = begin(25, {}, { waitForCompletion: 'none' });
		await until(() => writes(at.world).length === 20);
		at.world.clock.hold();
		await at.world.clock.idle();

		stop();
		const { status } = await ended;
		await at.world.clock.idle();

		expect(status).toBe('canceled');
		expect(at.world.joggAi.charges).toHaveLength(20);
		const told = log.messages.join('\n');
		for (const { id } of at.world.joggAi.charges) expect(told.split(id)).toHaveLength(2);
	});

	it('lets a create request under way finish, so that its ID ends in the log', async () => {
		const { ended, stop } = begin();
		// The request has arrived; its reply needs another turn of the event loop to come back.
		await until(() => writes(at.world).length === 1);

		stop();
		const { status } = await ended;
		await until(() => log.messages.length > 0);
		await at.world.clock.idle();

		expect(status).toBe('canceled');

		expect(log.messages[0]).toContain(at.world.joggAi.charges[0].id);
		expect(writes(at.world)).toHaveLength(1);
	});

	it('leaves with the execution, at that very moment, what was bought and what nobody knows yet', async () => {
		const { ended, stop } = begin(21);
		await until(() => at.world.joggAi.charges.length === 20);
		at.world.clock.hold();
		await at.world.clock.idle();
		stop();
		const { run } = await ended;

		const told = Object.values(run.data.resultData.metadata ?? {}).join(' ');
		for (const { id } of at.world.joggAi.charges) expect(told).toContain(id);
		at.world.clock.release();
	});

	it('says with the execution of a request under way that nobody knows what comes of it', async () => {
		const { ended, stop } = begin();
		await until(() => writes(at.world).length === 1);
		stop();
		const atOnce = JSON.stringify((await ended).run.data.resultData.metadata);

		expect(atOnce).toMatch(/not known either whether JoggAI accepted and charged item 0|avatar video \w{32}/);
		await at.world.clock.idle();
	});

	it('names a video that JoggAI accepts afterwards, although its item does not wait for it', async () => {
		let accept: (() => void) | undefined;
		const joggAi = await startServer((request, response) => {
			accept = () => reply(200, '{"code":0,"data":{"video_id":"v4711"}}')(request, response);
		});
		at.world.credentials.domain = joggAi.url;
		const { ended, stop } = begin(1, {}, { waitForCompletion: 'none' });
		await until(() => accept !== undefined);

		stop();
		accept?.();
		const { status } = await ended;
		await until(() => log.messages.length > 0);

		expect(status).toBe('canceled');
		expect(log.messages).toEqual([
			`Node (workflow ${current.workflowId}, execution 1, item 0): Stopped while JoggAI goes on making: avatar video v4711 (fetch with JoggAI Avatar Video → Get).`,
		]);
	});

	it('ends the pause after too many requests', async () => {
		at.world.joggAi.fault({ match: CREATE, times: 'always', kind: 'code', code: 429 });
		at.world.clock.hold();
		const { ended, stop } = begin();
		await until(() => writes(at.world).length === 1);
		await at.world.clock.idle();

		const status = await at.world.clock.stopped(stop, ended);

		expect(status).toBe('canceled');
		expect(writes(at.world)).toHaveLength(1);
		expect(log.messages).toEqual([]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'])(
		'ends a run that continues on errors just as well (%s)',
		async (onError) => {
			const { ended, stop } = begin(30, { onError });
			await until(() => writes(at.world).length === 20);
			at.world.clock.hold();
			await at.world.clock.idle();

			stop();
			const { status } = await ended;
			at.world.clock.release();
			await at.world.clock.idle();

			expect(status).toBe('canceled');
			expect(writes(at.world)).toHaveLength(20);
			for (const { id } of at.world.joggAi.charges) expect(log.messages.join('\n')).toContain(id);
		},
	);

	it('leaves other runs with the same key alone', async () => {
		const first = begin(25);
		await until(() => writes(at.world).length === 20);
		const second = begin(2);

		first.stop();
		const { status } = await first.ended;
		const { items, error } = await second.ended;

		expect(status).toBe('canceled');
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
	});
});
