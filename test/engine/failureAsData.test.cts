import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiProduct } from '../../nodes/Product/JoggAiProduct.node';
import type { Fault } from '../../sandbox/index.cts';
import { keepFiles } from '../harness/binaries.cts';
import { json } from '../harness/engine.cts';
import { closedAddress } from '../harness/servers.cts';
import { numbered } from '../harness/wire.cts';
import { ASK, AVATAR_VIDEO, CREATE, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
beforeAll(async () => await keepFiles('stored files'));

const GOES_ON: Partial<INode> = { onError: 'continueRegularOutput' };
const BY_ERROR_OUTPUT: Partial<INode> = { onError: 'continueErrorOutput' };

const video = (parameters: INodeParameters = {}, node: Partial<INode> = GOES_ON) => ({
	type: new JoggAiAvatarVideo(),
	parameters: { ...AVATAR_VIDEO, ...parameters },
	node,
});

/** `details` of the only item. */
async function detailsOf(parameters: INodeParameters = {}, credentials: IDataObject = {}) {
	const { items } = await at.world.run({
		...video(parameters),
		credentials: { ...at.world.credentials, ...credentials } as typeof at.world.credentials,
	});
	expect(items).toHaveLength(1);
	return json(items)[0].details;
}

const paid = () => at.world.joggAi.charges.map(({ id }) => id);
const FAILS = { script: '[fail: no face detected]' };
const failCreate = (effect: object) => at.world.joggAi.fault({ match: CREATE, ...effect } as Fault);

describe('an item that failed', () => {
	it.each([GOES_ON, BY_ERROR_OUTPUT])(
		'has error, message and details, and no key beside them: %j',
		async (node) => {
			const { items, outputs } = await at.world.run(video({ script: '={{ "" }}' }, node));

			const [failed] = node === GOES_ON ? items : outputs[1];
			expect(Object.keys(failed.json)).toEqual(['error', 'message', 'details']);
			expect(failed.json.details).toEqual({
				outcome: 'invalidInput',
				charged: false,
				field: { name: 'Script', value: 'empty' },
				tryAgain: false,
			});
		},
	);

	it('leaves by the error output with what its input has beside it, where another one does not', async () => {
		const { outputs } = await at.world.run({
			...video({ script: '={{ $json.n === 1 ? "[fail: no face detected]" : "Hello" }}' }, BY_ERROR_OUTPUT),
			items: numbered(3),
		});

		expect(outputs.map((items) => items.length)).toEqual([2, 1]);
		expect(outputs[1][0]).toMatchObject({
			json: { n: 1, details: { outcome: 'notMade' } },
			pairedItem: { item: 1 },
		});
		expect(outputs[1][0].error).toBeUndefined();
	});

	it('tells the kind of a value that does not fit, never the value', async () => {
		expect(await detailsOf({ aspectRatio: 'secret' })).toMatchObject({
			field: { name: 'Aspect Ratio', value: 'text of 6 letters' },
		});
		expect(await detailsOf({ script: '={{ ["secret"] }}' })).toMatchObject({
			field: { name: 'Script', value: 'list' },
		});
	});

	it('says what JoggAI refused, with its code and its request ID', async () => {
		failCreate({ kind: 'code', code: 40000 });

		expect(await detailsOf()).toEqual({
			outcome: 'refused',
			charged: false,
			joggAiCode: 40000,
			requestId: expect.any(String),
			tryAgain: false,
		});
	});

	it('may be tried again as it is when only the credits were used up, which the others were not sent for', async () => {
		at.world.joggAi.credits = 1;
		const { items } = await at.world.run({
			...video({ script: '=Item {{ $json.n }}' }),
			items: numbered(25),
		});

		const told = json(items).flatMap(({ details }) => (details ? [details as IDataObject] : []));
		expect(told).toHaveLength(24);
		for (const details of told)
			expect(details).toMatchObject({ charged: false, joggAiCode: 18020, tryAgain: true });
		expect(new Set(told.map(({ outcome }) => outcome))).toEqual(new Set(['refused', 'notSent']));
	});

	it('names the job that JoggAI could not make, and that it was charged', async () => {
		expect(await detailsOf(FAILS)).toEqual({
			outcome: 'notMade',
			charged: true,
			jobs: [{ kind: 'avatarVideo', id: paid()[0], status: 'failed' }],
			tryAgain: false,
		});
	});

	it('was not charged for asking after a job that somebody else has paid for', async () => {
		await at.world.run(video(FAILS));

		expect(await detailsOf({ operation: 'get', videoId: paid()[0], waitForCompletion: 'wait' })).toEqual({
			outcome: 'notMade',
			charged: false,
			jobs: [{ kind: 'avatarVideo', id: paid()[0], status: 'failed' }],
			tryAgain: false,
		});
	});

	it('says that nobody knows whether it was charged, after an answer that was lost', async () => {
		failCreate({ kind: 'resetAfter' });

		expect(await detailsOf()).toEqual({ outcome: 'unknown', charged: null, tryAgain: false });
	});

	it('has cost nothing and may be tried again, where what it makes is free and the answer was lost', async () => {
		at.world.joggAi.fault({ match: 'POST /v2/product', kind: 'resetAfter' });
		const { items } = await at.world.run({
			type: new JoggAiProduct(),
			parameters: { operation: 'createFromDetails', name: 'Lamp' },
			node: GOES_ON,
		});

		expect(json(items)[0].details).toEqual({ outcome: 'unknown', charged: false, tryAgain: true });
	});

	it.each([
		['JoggAI is out of reach', async () => ({ domain: await closedAddress() })],
		['the credential has no key', async () => ({ apiKey: '' })],
	])('was not sent while %s', async (_what, credentials) => {
		expect(await detailsOf({}, await credentials())).toEqual({
			outcome: 'notSent',
			charged: false,
			tryAgain: true,
		});
	});

	it('was not sent beyond the limit of credits', async () => {
		expect(await detailsOf({ options: { mostCredits: 0.5 } })).toEqual({
			outcome: 'notSent',
			charged: false,
			tryAgain: true,
		});
	});

	it('is not finished when JoggAI started the job and does not tell how it is doing', async () => {
		at.world.joggAi.fault({ match: ASK, kind: 'code', code: 40000, times: 99 } as Fault);

		expect(await detailsOf()).toMatchObject({
			outcome: 'notFinished',
			charged: true,
			jobs: [{ kind: 'avatarVideo', id: paid()[0] }],
			tryAgain: false,
		});
	});

	it('has no details where n8n itself could not compute a field, for which nothing was sent', async () => {
		const { items } = await at.world.run(video({ script: '={{ $("Nowhere").item.json.script }}' }));

		expect(json(items)).toEqual([{ error: "Referenced node doesn't exist" }]);
		expect(at.world.joggAi.requests).toEqual([]);
	});

	it('tells the same after the execution has slept', async () => {
		const { items, sleeps } = await at.world.runThroughSleeps(
			video({ ...FAILS, waitForCompletion: 'pause' }),
		);

		expect(sleeps).toBeGreaterThan(0);
		expect(json(items)[0].details).toMatchObject({ outcome: 'notMade', charged: true });
	});
});

describe('an item that came out with less than was asked for', () => {
	it('is not finished when the wait was over, beside what it tells anyway', async () => {
		at.world.joggAi.fault({ match: ASK, kind: 'status', status: 'processing', times: 999 } as Fault);
		const { items } = await at.world.run(video({ maximumWait: 1 }));

		expect(json(items)[0]).toMatchObject({
			timedOut: true,
			details: {
				outcome: 'notFinished',
				charged: true,
				jobs: [{ kind: 'avatarVideo', id: paid()[0], status: 'processing' }],
				tryAgain: false,
			},
		});
	});

	it.each([false, true])(
		'has no file where that could not be had (fails: %s)',
		async (failIfDownloadFails) => {
			at.world.joggAi.settings.publicUrl = await closedAddress();
			const details = await detailsOf({ download: true, options: { failIfDownloadFails } });

			expect(details).toEqual({
				outcome: 'noFile',
				charged: true,
				jobs: [{ kind: 'avatarVideo', id: paid()[0], status: 'completed' }],
				tryAgain: false,
			});
		},
	);

	it('has no details where nothing is missing', async () => {
		expect(await detailsOf()).toBeUndefined();
	});
});

describe('an error that ends the run', () => {
	const end = async (script: string, count = 1) =>
		(await at.world.run({ ...video({ script }, {}), items: numbered(count) })).error as Error & {
			context: IDataObject;
			failure?: object;
		};

	it('carries the same, with the jobs of all items, in what n8n stores of it', async () => {
		const error = await end('={{ $json.n === 1 ? "[fail: no face detected]" : "Hello" }}', 2);

		const stored = JSON.parse(JSON.stringify(error)) as typeof error;
		expect(stored.context.details).toEqual({
			outcome: 'notMade',
			charged: true,
			jobs: [
				{ kind: 'avatarVideo', id: paid()[1], status: 'failed' },
				{ kind: 'avatarVideo', id: paid()[0] },
			],
			tryAgain: false,
		});
	});

	it.each([
		[{ kind: 'code', code: 18020 }, { cause: 'quota-exhausted' }],
		[{ kind: 'code', code: 10105 }, { cause: 'credential-invalid' }],
		[{ kind: 'code', code: 18025 }, { cause: 'configuration-invalid' }],
		[{ kind: 'code', code: 50000 }, { cause: 'temporarily-unavailable' }],
		[
			{ kind: 'code', code: 429, retryAfter: 600, times: 99 },
			{ cause: 'rate-limited', retryAfterMs: 600_000 },
		],
		[{ kind: 'code', code: 40000 }, undefined],
	])("has n8n's own word for the reason: %j", async (effect, failure) => {
		failCreate(effect);

		expect((await end('Hello')).failure).toEqual(failure);
	});
});
