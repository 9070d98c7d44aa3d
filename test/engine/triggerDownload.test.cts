import type { INodeParameters } from 'n8n-workflow';
import { bytesOf, keepFiles, sample } from '../harness/binaries.cts';
import { startServer } from '../harness/servers.cts';
import { TriggerBench } from '../harness/triggerHarness.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
beforeAll(async () => await keepFiles('stored files'));

const FILM = sample('video.mp4');
const COMPLETED = 'generated_avatar_video_success';

/** What comes out of the published trigger when JoggAI reports an event. */
async function told(event: string, data: object, parameters: INodeParameters = {}) {
	const n8n = await new TriggerBench(at.world, {
		parameters: { events: [event], download: true, binaryPropertyName: 'film', ...parameters },
	}).open();
	await n8n.activate();
	const body = JSON.stringify({ event_id: event, event, timestamp: 1790812800, data });
	await n8n.call(body, { 'x-webhook-signature': at.world.joggAi.sign(n8n.secret(), body) });
	const [{ downstream = [], files = [] }] = await n8n.finished();
	expect(downstream).toHaveLength(1);
	return { json: downstream[0], binary: files[0] };
}

describe('Download in the Trigger', () => {
	it('puts the finished video into the chosen field, and shows the key to no file host', async () => {
		const host = await startServer((_request, response) =>
			response.writeHead(200, { 'content-type': 'video/mp4' }).end(FILM),
		);
		const { json, binary } = await told(COMPLETED, { video_id: 'v/1', video_url: `${host.url}/v.mp4` });

		expect(json).toMatchObject({ id: 'v/1', videoUrl: `${host.url}/v.mp4` });
		expect(json).not.toHaveProperty('warning');
		expect(binary?.film).toMatchObject({ fileName: 'avatarVideo-v_1.mp4', mimeType: 'video/mp4' });
		expect((await bytesOf(binary!.film)).equals(FILM)).toBe(true);
		expect(JSON.stringify(host.received)).not.toContain('sandbox-key');
	});

	it.each([true, false])(
		'never loses the event for a file that cannot be had (Simplify %s)',
		async (simplify) => {
			const host = await startServer((_request, response) => response.writeHead(410).end());
			const data = { video_id: 'v1', video_url: `${host.url}/v.mp4?token=secret` };
			const { json, binary } = await told(COMPLETED, data, { simplify });

			expect(Object.keys(json)[0]).toBe('warning');
			expect(json.warning).toMatch(
				/^The finished file of the avatar video v1 could not be downloaded \(.*410\)\. .*JoggAI Avatar Video → Get, with Download on\.$/,
			);
			expect(json.warning).not.toContain('secret');
			expect(binary).toBeUndefined();
		},
	);

	it('is tried again while the file may still come', async () => {
		const host = await startServer((_request, response, count) => {
			if (count === 1) response.writeHead(404).end();
			else response.writeHead(200, { 'content-type': 'video/mp4' }).end(FILM);
		});
		const { binary } = await told(COMPLETED, { video_id: 'v1', video_url: `${host.url}/v.mp4` });

		expect(binary).toHaveProperty('film');
		expect(host.received).toHaveLength(2);
	});

	it.each([
		['a script', 'generated_script_success', { task_id: 's1', scripts: [{ script_paragraphs: ['Hello.'] }] }],
		['a failure', 'generated_avatar_video_failed', { video_id: 'v1', error: 'too dark' }],
	])('leaves %s as it is', async (_what, event, data) => {
		const { json, binary } = await told(event, data);

		expect(json).not.toHaveProperty('warning');
		expect(binary).toBeUndefined();
	});
});
