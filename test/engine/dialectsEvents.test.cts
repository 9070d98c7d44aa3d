import type { IDataObject } from 'n8n-workflow';
import type { DialectName } from '../../sandbox/dialects/index.cts';
import type { Job } from '../../sandbox/index.cts';
import type { JobKindName } from '../../sandbox/jobs/job.cts';
import { KNOWN_EVENTS } from '../../sandbox/vocabulary.cts';
import { DIALECT_NAMES, runEveryKind, sendSample, wideOpenWorld } from '../harness/preparedWorld.cts';
import { TriggerBench } from '../harness/triggerHarness.cts';
import type { World } from '../harness/world.cts';

let world: World | undefined;
afterEach(async () => {
	await world?.close();
	world = undefined;
});

/** What an event is about, in the words of the output, and which id it tells. */
interface Told {
	kind: string;
	id: (job: Job) => string;
}

const byJob = (kind: string): Told => ({ kind, id: ({ id }) => id });
const byAvatar = (kind: string): Told => ({ kind, id: ({ avatarId }) => String(avatarId) });

/** The events that jobs send when they end. */
const EVENTS: Partial<Record<JobKindName, Record<string, Told>>> = {
	script: { generated_script: byJob('aiScript') },
	avatarVideo: { generated_avatar_video: byJob('avatarVideo') },
	productVideo: { generated_product_video: byJob('productVideo') },
	templateVideo: { generated_template_video: byJob('templateVideo') },
	translation: { generated_translate_video: byJob('videoTranslation') },
	photos: { generated_image: byJob('photoImages') },
	productImages: { generated_image: byJob('productImages') },
	photoMotion: { generated_motion: byJob('photoAvatar'), generated_photo_avatar: byAvatar('photoAvatar') },
	productMotion: { generated_product_avatar: byAvatar('productAvatar') },
};

/** Sent by nothing that the API can start. */
const UNSENT: Record<string, { data: IDataObject; kind: string; id: string }> = {
	generated_video_success: { data: { video_id: '77', status: 'completed' }, kind: 'video', id: '77' },
	generated_video_failed: { data: { video_id: '78', status: 'failed' }, kind: 'video', id: '78' },
	create_avatar_success: { data: { avatar_id: 79, status: 'completed' }, kind: 'instantAvatar', id: '79' },
	create_avatar_failed: { data: { avatar_id: 80, status: 'failed' }, kind: 'instantAvatar', id: '80' },
};

const STATUSES = { success: 'completed', failed: 'failed' };
type Outcome = keyof typeof STATUSES;

const expectedOf = (jobs: Job[], outcome: Outcome): IDataObject[] =>
	jobs.flatMap((job) =>
		Object.entries(EVENTS[job.kind] ?? {}).map(([stem, { kind, id }]) => ({
			event: `${stem}_${outcome}`,
			kind,
			id: id(job),
			status: STATUSES[outcome],
		})),
	);

const sorted = (told: IDataObject[]): string[] =>
	told.map(({ event, kind, id, status }) => [event, kind, id, status].join(' ')).sort();

async function listening(dialect: DialectName): Promise<{ open: World; n8n: TriggerBench }> {
	world = await wideOpenWorld(dialect);
	const n8n = await new TriggerBench(world, { parameters: { events: [...KNOWN_EVENTS] } }).open();
	await n8n.activate();
	return { open: world, n8n };
}

const outputs = async (n8n: TriggerBench): Promise<IDataObject[]> =>
	(await n8n.finished()).flatMap(({ downstream = [] }) => downstream);

it('every known event is sent here, with both outcomes', () => {
	const stems = Object.values(EVENTS).flatMap((told) => Object.keys(told));
	const sent = (['success', 'failed'] as const).flatMap((end) => stems.map((stem) => `${stem}_${end}`));
	expect([...new Set([...sent, ...Object.keys(UNSENT)])].sort()).toEqual([...KNOWN_EVENTS].sort());
});

describe.each(DIALECT_NAMES)('in the dialect %s', (dialect) => {
	it('every job that ends starts the workflow once per event, with its kind, id and status', async () => {
		const { open, n8n } = await listening(dialect);
		const { joggAi } = open;
		await runEveryKind(open);
		const succeeding = joggAi.jobs.length;
		joggAi.fault({ match: 'POST *', times: 'always', kind: 'failJob', message: 'no face' });
		await runEveryKind(open);
		await open.clock.idle();
		const expected = [
			...expectedOf(joggAi.jobs.slice(0, succeeding), 'success'),
			...expectedOf(joggAi.jobs.slice(succeeding), 'failed'),
		];
		expect(expected).toHaveLength(2 * 10);
		expect(sorted(await outputs(n8n))).toEqual(sorted(expected));
		expect(joggAi.deliveries.map(({ status }) => status)).toEqual(expected.map(() => 200));
	});

	it.each(Object.entries(UNSENT))('%s starts the workflow once', async (event, { data, kind, id }) => {
		const { open, n8n } = await listening(dialect);
		await open.joggAi.emit(event, data);
		const [{ body, headers }] = open.joggAi.deliveries;
		// Delivered once more, as after an answer that got lost.
		await n8n.call(body, headers);
		const status = STATUSES[event.endsWith('_success') ? 'success' : 'failed'];
		expect(await outputs(n8n)).toEqual([expect.objectContaining({ event, kind, id, status })]);
	});

	it('a job that was cancelled is told as failed', async () => {
		const { open, n8n } = await listening(dialect);
		await sendSample(open, 'POST /v2/create_video_from_avatar', { video_name: '[cancel]' });
		await open.clock.sleep(3_600_000);
		await open.clock.idle();
		const [{ id }] = open.joggAi.jobs;
		expect(await outputs(n8n)).toEqual([
			expect.objectContaining({
				event: 'generated_avatar_video_failed',
				kind: 'avatarVideo',
				id,
				status: 'failed',
			}),
		]);
	});
});
