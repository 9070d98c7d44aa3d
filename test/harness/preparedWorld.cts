import type { DialectName } from '../../sandbox/dialects/index.cts';
import type { Job } from '../../sandbox/index.cts';
import type { JobKindName } from '../../sandbox/jobs/job.cts';
import { textAt, type JsonObject } from '../../sandbox/json.cts';
import { sample, type SampledOperation } from '../sandbox/samples.cts';
import { newWorld, type World } from './world.cts';

export const DIALECT_NAMES: DialectName[] = ['spec', 'guide', 'live'];

const HOUR = 3_600_000;

/** A world whose account already has a product, a webhook endpoint and a finished job of every kind. */
export interface PreparedWorld extends World {
	productId: string;
	endpointId: string;
	/** The finished job of a kind; the first, where there are several. */
	job: (kind: JobKindName) => Job;
}

/** Nothing gets in the way of running everything there is: neither the rate limit nor the credits. */
export async function wideOpenWorld(dialect: DialectName): Promise<World> {
	const world = await newWorld({ dialect, postsPerWindow: 1e6, credits: 1e6 });
	world.credentials.requestsPerMinute = 1e6;
	return world;
}

/** Sends the sample of an operation past the package, without callbacks; answers the data of the reply. */
export async function sendSample(
	{ joggAi }: World,
	operation: SampledOperation,
	changes: JsonObject = {},
): Promise<JsonObject> {
	const [method, path] = operation.split(' ');
	const quiet = { webhook_url: undefined, callback_url: undefined };
	const reply = await fetch(`${joggAi.url}${path}`, {
		method,
		headers: { 'x-api-key': 'sandbox-key', 'content-type': 'application/json' },
		body: JSON.stringify(sample(operation, { ...quiet, ...changes })),
	});
	const { code, msg, data } = (await reply.json()) as { code: number; msg: string; data: JsonObject };
	if (code !== 0) throw new Error(`${operation}: ${msg}`);
	return data;
}

const firstJob = ({ joggAi }: World, kind: JobKindName): Job =>
	joggAi.jobs.find((one) => one.kind === kind) as Job;

/** Starts a job of every kind and lets them end; answers the product of those that have one. */
export async function runEveryKind(world: World): Promise<string> {
	const send = async (operation: SampledOperation, changes?: JsonObject) =>
		await sendSample(world, operation, changes);
	const product_id = textAt(await send('POST /v2/product'), 'product_id') ?? '';
	await send('POST /v2/create_video_from_avatar');
	await send('POST /v2/create_video_from_product', { product_id });
	await send('POST /v2/create_video_from_product/preview_list', { product_id });
	await send('POST /v2/create_video_with_template');
	await send('POST /v2/video_translate/');
	await send('POST /v2/create_lip_sync_video');
	await send('POST /v2/ai_scripts');
	await send('POST /v2/photo_avatar/photo/generate');
	await send('POST /v2/product_avatar/generation');
	await world.clock.sleep(HOUR);
	const [generation_id] = firstJob(world, 'productImages').items;
	await send('POST /v2/photo_avatar/add_motion', { photo_id: undefined });
	await send('POST /v2/product_avatar/add_motion', { generation_id });
	await world.clock.sleep(HOUR);
	return product_id;
}

async function preparedWorld(dialect: DialectName): Promise<PreparedWorld> {
	const world = await wideOpenWorld(dialect);
	const { joggAi } = world;
	const productId = await runEveryKind(world);
	// Of what never happens here, so that nobody is called.
	await sendSample(world, 'POST /v2/endpoint', { events: ['create_avatar_failed'] });
	joggAi.requests.length = 0;
	const endpointId = joggAi.endpoints[0].endpoint_id;
	return { ...world, productId, endpointId, job: (kind) => firstJob(world, kind) };
}

/** Gives every test its own such worlds, one at a time; `open` makes the next. */
export function eachInAPreparedWorld(): { open: (dialect: DialectName) => Promise<PreparedWorld> } {
	let world: PreparedWorld | undefined;
	const close = async (): Promise<void> => {
		await world?.close();
		world = undefined;
	};
	afterEach(close);
	return {
		open: async (dialect) => {
			await close();
			return (world = await preparedWorld(dialect));
		},
	};
}
