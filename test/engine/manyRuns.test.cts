/** What one run of a workflow leaves for the next ones, when they come together, with other keys, or on other days. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { JoggAiAiScript } from '../../nodes/AiScript/JoggAiAiScript.node';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiLipSync } from '../../nodes/LipSync/JoggAiLipSync.node';
import { JoggAiMedia } from '../../nodes/Media/JoggAiMedia.node';
import { JoggAiProduct } from '../../nodes/Product/JoggAiProduct.node';
import { JoggAiProductVideo } from '../../nodes/ProductVideo/JoggAiProductVideo.node';
import { PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { converse } from '../harness/agent.cts';
import { fileInItem, keepFiles, sample } from '../harness/binaries.cts';
import { type EngineOptions, type EngineResult, json, retry } from '../harness/engine.cts';
import { byId } from '../harness/form.cts';
import { ALWAYS, inProduction, NEVER } from '../harness/production.cts';
import { startServer } from '../harness/servers.cts';
import { numbered, writes } from '../harness/wire.cts';
import { ASK, AVATAR_VIDEO, CREATE, eachInItsOwnWorld, RETRY } from '../harness/world.cts';

const DAY_MS = 24 * 3_600_000;
const at = eachInItsOwnWorld();
const { videos, runs, runTogether, published, tried, restarted } = inProduction(at);
const charged = () => at.world.joggAi.charges.map(({ id }) => id);
const reused = ({ items }: EngineResult) => json(items).map((item) => item.reused === true);
const refused = (skip: number, match = CREATE) =>
	at.world.joggAi.fault({ match, skip, times: 1, kind: 'code', code: 40000 });

/** A JoggAI that answers like this, at its own address. */
async function joggAiThat(answers: (method: string, path: string) => IDataObject) {
	const { url: domain } = await startServer(({ method = '', url = '' }, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ code: 0, ...answers(method, url) }));
	});
	return { ...at.world.credentials, domain };
}

describe('Use It Always finds after a restart what it has taken up', () => {
	it.each<[from: string, before: () => Promise<unknown>]>([
		['a run that failed before the option was chosen', async () => (refused(2), await published(3))],
		['a try in the editor', async () => await tried(3, ALWAYS)],
		['a run without the option', async () => await published(3)],
	])('from %s', async (_from, before) => {
		await before();
		await published(3, ALWAYS);
		await restarted(async (type) => void (await published(3, ALWAYS, { type })));
		expect(charged()).toHaveLength(3);
	});

	it('from a run that failed, though n8n was restarted before, too', async () => {
		refused(2);
		await published(3, ALWAYS);
		const again = async (type: EngineOptions['type']) => await published(3, ALWAYS, { type });
		await restarted(again);
		await restarted(again);
		expect(charged()).toHaveLength(3);
	});
});

describe('executions at the same time', () => {
	it('do not overwrite what the others have made, with Use It Always', async () => {
		const rows = ['One', 'Two', 'Three'].map((script) => ({ ...ALWAYS, script }));
		await runTogether(...rows.map((row) => videos(1, row)));
		await restarted(async (type) => {
			for (const row of rows) await published(1, row, { type });
		});
		expect(charged()).toHaveLength(3);
	});

	it('do not overwrite it where one ends while the other waits, either', async () => {
		const slow = { ...ALWAYS, script: 'Slow', waitForCompletion: 'wait' };
		const quick = { ...ALWAYS, script: 'Quick' };
		await runTogether(videos(1, slow), videos(1, quick));
		await restarted(async (type) => {
			await published(1, quick, { type });
			await published(1, slow, { type });
		});
		expect(charged()).toHaveLength(2);
	});

	it('leave what each of them owes', async () => {
		// The first items of both are bought, the second ones are refused.
		refused(1);
		refused(2);
		const both = ['One', 'Two'].map((name) => ({ script: `=${name} {{ $json.n }}` }));
		await runTogether(...both.map((one) => videos(2, one)));
		expect(charged()).toHaveLength(2);
		await restarted(async (type) => {
			for (const one of both) await published(2, one, { type });
		});
		expect(charged()).toHaveLength(4);
	});
});

it('what somebody has taken up in the editor is not handed on once more, after a restart either', async () => {
	refused(2);
	await published(3);
	await tried(3);
	await published(3);
	await restarted(async (type) => {
		expect(reused(await published(3, {}, { type }))).toEqual([false, false, false]);
	});
	expect(charged()).toHaveLength(9);
});

describe("another account's key", () => {
	const other = () => {
		at.world.joggAi.settings.keys.push('another account');
		return { credentials: { ...at.world.credentials, apiKey: 'another account' } };
	};

	it('does not lose what a failed run owes to the first account', async () => {
		refused(2);
		await published(3);
		await published(3, {}, other());
		const before = charged().length;
		expect(reused(await published(3))).toEqual([true, true, false]);
		expect(charged().length - before).toBe(1);
	});

	it('does not lose what Use It Always would have found', async () => {
		await published(2, ALWAYS);
		await published(2, ALWAYS, other());
		expect(charged()).toHaveLength(4);
		await published(2, ALWAYS);
		await restarted(async (type) => void (await published(2, ALWAYS, { type })));
		expect(charged()).toHaveLength(4);
	});

	it("does not lose it for n8n's Retry of a Retry", async () => {
		refused(2);
		const options = { ...videos(3), credentials: at.world.credentials };
		const failed = await at.world.run(options);
		refused(2);
		const wrong = await retry({ ...options, ...other() }, failed);
		const before = charged().length;
		const right = await retry({ ...options, executionId: 'the second Retry' }, wrong);
		expect(reused(right)).toEqual([true, true, false]);
		expect(charged().length - before).toBe(1);
	});

	it('gets no product of the first account, with Retry either', async () => {
		refused(1, 'POST /v2/product');
		const options = {
			type: new JoggAiProduct(),
			parameters: { operation: 'createFromUrl', url: '={{ "https://example.com/lamp" + $json.n }}' },
			items: numbered(2),
			executionId: 'products',
		};
		const failed = await at.world.run(options);
		expect(reused(await retry({ ...options, ...other() }, failed))).toEqual([false, false]);
		expect(writes(at.world)).toHaveLength(4);
	});
});

describe('a job that JoggAI does not know yet in the first seconds', () => {
	let made: Record<string, number>;
	beforeEach(() => void (made = {}));
	const young = async () =>
		await joggAiThat((method, path) => {
			const id = method === 'POST' ? `v${Object.keys(made).length + 1}` : (path.split('/').pop() ?? '');
			if (method === 'POST') made[id] = at.world.clock.now();
			const isKnown = method === 'POST' || at.world.clock.now() - made[id] > 5000;
			return isKnown
				? { data: { video_id: id, status: 'completed', video_url: 'https://example.com/v.mp4' } }
				: { code: 10104, msg: 'not found' };
		});

	it('is not made again by another execution with Use It Always', async () => {
		const credentials = await young();
		const waiting = { ...ALWAYS, waitForCompletion: 'wait' };
		await runTogether(videos(1, waiting, { credentials }), videos(1, waiting, { credentials }));
		expect(Object.keys(made)).toHaveLength(1);
	});

	it('is not made again by whoever executes the step once more', async () => {
		const credentials = await young();
		await tried(1, {}, { credentials });
		await tried(1, { waitForCompletion: 'wait' }, { credentials });
		expect(Object.keys(made)).toHaveLength(1);
	});
});

describe('previews, several of one request', () => {
	const STYLES = ['Paper Cut', 'Blueprint'];
	let creates: number;
	beforeEach(() => void (creates = 0));
	const previews = (more: INodeParameters = {}): Omit<EngineOptions, 'credentials'> => ({
		type: new JoggAiProductVideo(),
		parameters: {
			resource: 'preview',
			operation: 'create',
			productId: 'p1',
			avatarSource: 'public',
			avatar: byId(PUBLIC_AVATARS[0].id),
			visualStyles: STYLES,
			waitForCompletion: 'none',
			...more,
		},
	});
	const finished = (...ids: string[]) => ({
		previews: ids.map((id) => ({ id, status: 'completed', video_url: 'https://example.com/v.mp4' })),
		total: ids.length,
	});
	const made = (entry: (style: string, index: number) => IDataObject) => ({
		previews: STYLES.map((visual_style, index) => ({ visual_style, ...entry(visual_style, index) })),
	});

	it('that were accepted without a word about any are not sent again by Retry: nobody knows', async () => {
		const credentials = await joggAiThat((method) => {
			if (method === 'POST') creates += 1;
			return { data: method === 'POST' ? made(() => ({ status: 'processing' })) : finished() };
		});
		const options = { ...previews(), credentials, executionId: 'previews' };
		const failed = await at.world.run(options);
		expect(failed.error?.message).toContain('did not say its ID');
		await retry(options, failed);
		expect(creates).toBe(1);
	});

	it('tell of the one that JoggAI refused whenever they are taken up', async () => {
		const credentials = await joggAiThat((method) => ({
			data:
				method === 'POST'
					? made((_, index) => (index ? { err_msg: 'no room' } : { preview_id: 'p1' }))
					: finished('p1'),
		}));
		await runs({ ...previews(ALWAYS), credentials });
		const again = await runs({ ...previews(ALWAYS), credentials });
		expect(json(again.items)).toMatchObject([{ id: 'p1' }, { status: 'failed', reason: 'no room' }]);
	});

	it('are not waited for where one of them is gone', async () => {
		let left = ['p0', 'p1'];
		const credentials = await joggAiThat((method) => {
			if (method === 'POST') creates += 1;
			return { data: method === 'POST' ? made((_, n) => ({ preview_id: `p${n}` })) : finished(...left) };
		});
		const waiting = { ...previews({ ...ALWAYS, waitForCompletion: 'wait' }), credentials };
		await runs(waiting);
		left = ['p0'];
		await at.world.clock.sleep(DAY_MS);
		const since = at.world.clock.now();
		const again = await runs(waiting);
		expect(json(again.items)).toMatchObject([{ id: 'p0' }, { status: 'failed', reason: expect.any(String) }]);
		expect(at.world.clock.now() - since).toBeLessThan(60_000);
		expect(creates).toBe(1);
	});

	it('keep their place where Make It Again is refused', async () => {
		let refuses = false;
		const credentials = await joggAiThat((method) => {
			if (method === 'POST') creates += 1;
			const entry = (_: string, n: number) =>
				refuses ? { err_msg: 'no room' } : { preview_id: `p${creates}${n}` };
			return { data: method === 'POST' ? made(entry) : finished('p10', 'p11') };
		});
		await runs({ ...previews(ALWAYS), credentials });
		refuses = true;
		await runs({ ...previews(NEVER), credentials });
		refuses = false;
		await runs({ ...previews(ALWAYS), credentials });
		expect(creates).toBe(2);
	});
});

it('what was made before keeps its place where Make It Again comes to nothing', async () => {
	const waiting = { waitForCompletion: 'wait' };
	await published(1, { ...ALWAYS, ...waiting });
	at.world.joggAi.fault({ match: CREATE, kind: 'failJob', message: 'no face' });
	await published(1, { ...NEVER, ...waiting });
	expect(reused(await published(1, { ...ALWAYS, ...waiting }))).toEqual([true]);
	expect(charged()).toHaveLength(2);
});

describe('an upload', () => {
	const uploads = async () => {
		// A virtual clock does not see that a disk is busy.
		await keepFiles('base64 in the item');
		const item = async (more: string) => {
			const bytes = Buffer.concat([sample('photo.png'), Buffer.from(more)]);
			return { json: {}, binary: { data: await fileInItem(bytes, { fileName: `${more}.png` }) } };
		};
		return {
			type: new JoggAiMedia(),
			parameters: { operation: 'upload' },
			items: [await item('one'), await item('two')],
			// The second one's turn comes when the first one is stored.
			credentials: { ...at.world.credentials, requestsPerMinute: 1 },
		};
	};

	it('that a failed run owes is taken by the next one, after a restart too, and the failure says why', async () => {
		refused(1, 'POST /v2/upload/asset');
		const options = await uploads();
		expect((await runs(options)).error?.message).toContain('did not accept');
		await restarted(async (type) => {
			expect(reused(await runs({ ...options, type }))).toEqual([true, false]);
		}, 'Media');
	});

	it('is not trusted for longer than a day, neither as owed nor by Retry', async () => {
		refused(1, 'POST /v2/upload/asset');
		const options = { ...(await uploads()), executionId: 'uploads' };
		const failed = await runs(options);
		await at.world.clock.sleep(20 * DAY_MS);
		expect(reused(await retry(options, failed))).toEqual([false, false]);
		expect(reused(await runs({ ...options, executionId: 'later' }))).toEqual([false, false]);
	});
});

it('what n8n has not kept of a long product is named on every later day', async () => {
	const product = (name: string, type: EngineOptions['type'] = new JoggAiProduct()) => ({
		type,
		parameters: { operation: 'createFromDetails', name, description: 'long '.repeat(400), ...ALWAYS },
		items: [{ json: {} }],
	});
	await runs(product('lamp'));
	const warnings: unknown[] = [];
	for (const other of ['chair', 'table'])
		await restarted(async (type) => {
			warnings.push(json((await runs(product('lamp', type))).items)[0].warning);
			await runs(product(other, type));
		}, 'Product');
	expect(warnings).toEqual([expect.stringContaining('description'), warnings[0]]);
});

it('a lip sync that surely was not made is not answered with the film of the day before', async () => {
	const options = {
		type: new JoggAiLipSync(),
		parameters: {
			operation: 'create',
			videoUrl: 'https://example.com/talk.mp4',
			audioUrl: 'https://example.com/voice.mp3',
			waitForCompletion: 'none',
		},
	};
	await runs(options);
	await at.world.clock.sleep(DAY_MS);
	at.world.joggAi.fault({ match: 'POST /v2/create_lip_sync_video', times: 1, kind: 'html', httpStatus: 502 });
	expect((await runs(options)).error?.message).toContain('answered with');
});

it.each(['through the engine', 'inside the agent'] as const)(
	'an agent takes up what its failed call has started, %s',
	async (path) => {
		at.world.joggAi.fault({ match: ASK, times: 1, kind: 'code', code: 40000 });
		const name = `Studio ${path}`;
		const tool = {
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, waitForCompletion: 'wait' },
		};
		await converse({
			tools: { [name]: tool },
			turns: [1, 2].map(() => [{ tool: name, arguments: {} }]),
			path,
			credentials: at.world.credentials,
		});
		expect(charged()).toHaveLength(1);
	},
);

it('an item that took up a job and ran out of time is not said to be free to try again', async () => {
	at.world.joggAi.settings.speed = 0.01;
	refused(1);
	await published(2);
	const { items } = await published(1, { waitForCompletion: 'wait', options: { maximumWait: 1 } });
	expect(json(items)[0]).toMatchObject({
		timedOut: true,
		reused: true,
		details: { charged: false, tryAgain: false },
	});
});

it('a script that was finished without a word is made anew by Retry', async () => {
	let creates = 0;
	const credentials = await joggAiThat((method) => {
		if (method === 'POST') creates += 1;
		const scripts = creates > 1 ? [{ script_style: 'x', script_paragraphs: ['Words.'] }] : [];
		const data = { task_id: `t${creates}`, status: 'completed', data: { generated_scripts: scripts } };
		return { data: method === 'POST' ? { task_id: `t${creates}` } : data };
	});
	const options = {
		type: new JoggAiAiScript(),
		parameters: {
			operation: 'generate',
			productSource: 'details',
			productName: 'Lamp',
			productDescription: 'A foldable desk lamp',
		},
		credentials,
		executionId: 'script',
	};
	const failed = await at.world.run(options);
	expect((await retry(options, failed)).error?.message).toBeUndefined();
	expect(creates).toBe(2);
});

describe('Most Credits per Run', () => {
	it('counts nothing for what an item has already, though it could not be asked for at first', async () => {
		refused(3);
		await published(4);
		at.world.joggAi.fault({ match: ASK, times: 1, kind: 'html', httpStatus: 403 });
		refused(0);
		const options = { node: { ...RETRY, maxTries: 2 } };
		const again = await published(4, { options: { mostCredits: 1 } }, options);
		expect(again.error).toBeUndefined();
		expect(charged()).toHaveLength(4);
	});

	it('counts for Retry what that execution spends', async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 2, times: 1, kind: 'failJob', message: 'no face' });
		const limit = { waitForCompletion: 'wait', options: { mostCredits: 3 } };
		const options = { ...videos(3, limit), credentials: at.world.credentials };
		const failed = await at.world.run(options);
		expect((await retry(options, failed)).status).toBe('success');
		expect(charged()).toHaveLength(4);
	});
});
