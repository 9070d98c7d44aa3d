import type { INodeParameters } from 'n8n-workflow';
import { JoggAiLipSync } from '../../nodes/LipSync/JoggAiLipSync.node';
import { json } from '../harness/engine.cts';
import { downloads, reads, writes } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const run = async (parameters: INodeParameters) =>
	await at.world.run({ type: new JoggAiLipSync(), parameters });

const videoUrl = 'https://example.com/talk.mp4';
const audioUrl = 'https://example.com/voice.mp3';
const LIP_SYNC: INodeParameters = { operation: 'create', videoUrl, audioUrl };
/** Where JoggAI tells an earlier job of the same files. */
const startedId = () => at.world.joggAi.charges[0].id;

describe('Lip Sync → Create', () => {
	it('sends the two addresses and returns the video from the nested result of a job that ends with "success"', async () => {
		const { items, error } = await run({ ...LIP_SYNC, videoUrl: ` ${videoUrl} ` });

		expect(error).toBeUndefined();
		expect(writes(at.world).map(({ path, body }) => ({ path, body }))).toEqual([
			{
				path: '/v2/create_lip_sync_video',
				body: { video_url: videoUrl, audio_url: audioUrl, playback_type: 'normal' },
			},
		]);
		expect(items).toEqual([
			{
				json: {
					kind: 'lipSync',
					id: startedId(),
					status: 'completed',
					videoUrl: expect.stringMatching(/\.mp4$/),
					coverUrl: expect.stringMatching(/\.jpg$/),
					durationSeconds: 30,
					createdAt: '2026-10-01T00:00:00.000Z',
					completedAt: '2026-10-01T00:01:00.000Z',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each(['normal', 'normal_reverse', 'normal_reverse_by_audio'])(
		'sends the playback type %s in its own spelling',
		async (playbackType) => {
			const { error } = await run({ ...LIP_SYNC, playbackType, waitForCompletion: 'none' });

			expect(error).toBeUndefined();
			expect(writes(at.world)[0].body).toMatchObject({ playback_type: playbackType });
		},
	);

	it('returns the ID at once when it should not wait', async () => {
		const { items } = await run({ ...LIP_SYNC, waitForCompletion: 'none' });

		expect(json(items)).toEqual([
			{ kind: 'lipSync', id: startedId(), status: 'processing', estimatedCredits: 0.48 },
		]);
		expect(reads(at.world)).toEqual([]);
	});

	it("tells JoggAI's reason and the ID when the job fails", async () => {
		at.world.joggAi.fault({
			match: 'POST /v2/create_lip_sync_video',
			kind: 'failJob',
			message: 'no face detected',
		});

		const { error } = await run(LIP_SYNC);

		expect(error?.message).toBe(`JoggAI could not make the lip sync video ${startedId()}: no face detected`);
	});

	it('puts the finished video into a binary field without sending the API key along', async () => {
		const { items, error } = await run({
			...LIP_SYNC,
			download: true,
			options: { binaryPropertyName: 'video' },
		});

		expect(error).toBeUndefined();
		expect(items[0].binary).toEqual({
			video: expect.objectContaining({ mimeType: 'video/mp4', fileName: `lipSync-${startedId()}.mp4` }),
		});
		expect(downloads(at.world)).toHaveLength(1);
		expect(downloads(at.world)[0].headers).not.toHaveProperty('x-api-key');
	});

	it.each([
		['videoUrl', "'Video URL'"],
		['audioUrl', "'Audio URL'"],
	])('buys nothing when %s is empty or no web address', async (field, name) => {
		const empty = await run({ ...LIP_SYNC, [field]: '={{ "" }}' });
		const strange = await run({ ...LIP_SYNC, [field]: 'talk.mp4' });

		expect(empty.error?.message).toBe(`${name} is empty`);
		expect(strange.error?.message).toBe(`${name} must be a web address that starts with https://`);
		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('Lip Sync → Get', () => {
	it('returns a running job as it is, then the finished one', async () => {
		await run({ ...LIP_SYNC, waitForCompletion: 'none' });

		const running = await run({ operation: 'get', lipSyncId: startedId() });
		const finished = await run({ operation: 'get', lipSyncId: startedId(), waitForCompletion: 'wait' });

		expect(json(running.items)).toEqual([
			{ kind: 'lipSync', id: startedId(), status: 'processing', createdAt: expect.any(String) },
		]);
		expect(json(finished.items)[0]).toMatchObject({
			status: 'completed',
			videoUrl: expect.stringMatching(/\.mp4$/),
		});
		expect(new Set(reads(at.world).map(({ path }) => path))).toEqual(
			new Set([`/v2/lip_sync_video/${startedId()}`]),
		);
		expect(writes(at.world)).toHaveLength(1);
	});

	it("returns JoggAI's data untouched when Simplify is off", async () => {
		await run(LIP_SYNC);

		const { items } = await run({ operation: 'get', lipSyncId: startedId(), options: { simplify: false } });

		expect(json(items)).toEqual([
			{
				task_id: startedId(),
				status: 'success',
				created_at: expect.any(Number),
				completed_at: expect.any(Number),
				data: { result_url: expect.any(String), cover_url: expect.any(String), duration_seconds: 30 },
				error: null,
			},
		]);
	});

	it('returns a failed job with its reason instead of stopping the workflow', async () => {
		at.world.joggAi.fault({
			match: 'POST /v2/create_lip_sync_video',
			kind: 'failJob',
			message: 'no face detected',
		});
		await run(LIP_SYNC);

		const { items, error } = await run({ operation: 'get', lipSyncId: startedId() });

		expect(error).toBeUndefined();
		expect(json(items)[0]).toMatchObject({ status: 'failed', reason: 'no face detected' });
	});

	it('sends nothing without an ID', async () => {
		const { error } = await run({ operation: 'get', lipSyncId: '={{ "  " }}' });

		expect(error?.message).toBe("'Lip Sync ID' is empty");
		expect(at.world.joggAi.requests).toEqual([]);
	});
});
