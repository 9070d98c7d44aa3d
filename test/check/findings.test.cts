import { findingOf } from '../../tools/check/findings.cts';
import { FREE_READS } from '../../tools/check/operations.cts';
import { readingOf } from '../../tools/check/reading.cts';
import { runRead } from '../../tools/check/run.cts';
import { wireTo } from '../../tools/check/wire.cts';
import { reply, startServer } from '../harness/servers.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

eachInItsOwnWorld();

/** What is found when JoggAI answers the read with this body. */
async function foundIn(label: string, body: unknown) {
	const read = FREE_READS.find((one) => one.label === label)!;
	const server = await startServer(reply(200, JSON.stringify(body)));
	const wire = await wireTo({ apiKey: 'some-secret-key', domain: server.url });
	const parameters = read.parameters?.(() => undefined) ?? {};
	const outcome = await runRead(wire, read.operation, parameters);
	const reading = await readingOf(read.operation, parameters, read.isList ?? false);
	return findingOf(read, { exchanges: wire.exchanges, reading, outcome });
}

const VOICES = 'List Voices (library)';
const voices = (...entries: object[]) => ({ code: 0, msg: 'ok', data: { voices: entries, has_more: false } });

describe('what an operation reads', () => {
	it('is told by the operation itself, with every name that it takes', async () => {
		const { operation } = FREE_READS.find(({ label }) => label === 'List Avatars (product)')!;

		const { listKeys, sources } = await readingOf(operation, { source: 'product' }, true);

		expect(listKeys).toEqual(['product_avatars', 'avatars']);
		expect(sources.get('avatarId')).toEqual(['id', 'avatar_id']);
		expect(sources.get('previewUrl')).toEqual(['video_url', 'avatar_url']);
	});

	it('reaches into objects and lists of objects', async () => {
		const { operation } = FREE_READS.find(({ label }) => label === 'Template Video: Video: Get')!;

		const { sources, names } = await readingOf(operation, { video: 'v1' }, false);

		expect(sources.get('videoUrl')).toEqual(expect.arrayContaining(['video_url', 'data.url']));
		expect([...names]).toEqual(expect.arrayContaining(['error', 'err_msg']));
	});
});

describe('a finding', () => {
	it('is as expected where JoggAI keeps to the names that the nodes read', async () => {
		const finding = await foundIn(VOICES, voices({ voice_id: 'v1', name: 'Alba', language: 'english' }));

		expect(finding).toMatchObject({ verdict: 'expected', httpStatus: 200, code: '0', entries: 1 });
	});

	it('names fields that nobody reads, with their types, and never a name that could be data', async () => {
		const finding = await foundIn(
			VOICES,
			voices(
				{ voice_id: 'v1', name: 'A', tier: 'pro', tags: null },
				{ voice_id: 'v2', name: 'B', tags: [1], 'jo@x.org': 1 },
			),
		);

		expect(finding.verdict).toBe('understood');
		expect(finding.notes).toContain(
			'not read: tier (text), tags (null or list), (a name that is not shown) (number)',
		);
	});

	it('tells where a needed field is missing', async () => {
		const finding = await foundIn(VOICES, voices({ voice_id: 'v1', name: 'A' }, { uuid: 'v2', name: 'B' }));

		expect(finding.verdict).toBe('broken');
		expect(finding.notes).toContain('without voiceId the node is of no use');
	});

	it('tells what is odd about the envelope', async () => {
		const { data } = voices({ voice_id: 'v1', name: 'A' });

		const finding = await foundIn(VOICES, { code: '0', data, trace: 'abc' });

		expect(finding).toMatchObject({ verdict: 'understood', code: '"0"' });
		expect(finding.notes).toEqual(
			expect.arrayContaining([
				'"code" is no number',
				'"msg" is no text',
				'beside code, msg and data: trace (text)',
			]),
		);
	});

	it('calls an empty list broken where JoggAI offers the same to everybody', async () => {
		expect((await foundIn(VOICES, voices())).verdict).toBe('broken');
		expect((await foundIn('List Voices (my voices)', voices())).verdict).toBe('empty');
	});

	it('tells events that the package does not know', async () => {
		const events = ['generated_script_success', 'generated_hologram_success', 'jo@x.org'];

		const finding = await foundIn('Account: Webhook Endpoint: Get Many Events', {
			code: 0,
			msg: 'ok',
			data: { events },
		});

		expect(finding.verdict).toBe('understood');
		expect(finding.notes).toContain('new: generated_hologram_success, (a name that is not shown)');
	});
});
