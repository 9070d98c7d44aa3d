import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { TriggerBench } from '../harness/triggerHarness.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();

const CALLS = 10_000;
/** As many at a time as a busy service would send. */
const AT_A_TIME = 50;

const event = fc.record(
	{
		event_id: fc.string(),
		event: fc.constantFrom('generated_avatar_video_success', 'generated_avatar_video_failed', 'x'),
		timestamp: fc.oneof(fc.integer(), fc.string()),
		data: fc.dictionary(fc.string(), fc.jsonValue()),
	},
	{ requiredKeys: [] },
);
const body = fc.oneof(
	event.map((one) => Buffer.from(JSON.stringify(one))),
	fc.json().map((text) => Buffer.from(text)),
	fc.string().map((text) => Buffer.from(text)),
	fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
);
/** Signatures of everything but the very bytes with the secret of the endpoint. */
const signature = fc.oneof(
	fc.constant(undefined),
	fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), maxLength: 130 }),
	fc.stringMatching(/^(sha256=|v1,)?[0-9a-f]{64}$/),
	fc.base64String({ maxLength: 90 }),
	fc.constantFrom('', ' ', 'null', 'undefined', '[]', '0'.repeat(64)),
);
const contentType = fc.constantFrom(
	'application/json',
	'application/json; charset=utf-16',
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'text/xml',
	'application/octet-stream',
);
const call = fc.record({
	body,
	signature,
	contentType,
	encoding: fc.constantFrom(undefined, undefined, undefined, 'gzip', 'br', 'identity'),
	header: fc.constantFrom('x-webhook-signature', 'X-Webhook-Signature', 'x-signature', 'authorization'),
});

describe(`${CALLS.toLocaleString('en')} calls by strangers`, () => {
	it('are all turned away, start nothing, and leave the trigger as it was', async () => {
		const n8n = await new TriggerBench(at.world).open();
		await n8n.activate();
		const strangers = fc.sample(call, { numRuns: CALLS, seed: 20_261_121 });
		const answers = new Map<number, number>();

		const next = strangers[Symbol.iterator]();
		const worker = async () => {
			for (const { body: bytes, signature: signed, contentType: type, encoding, header } of next) {
				const { status } = await n8n.call(bytes, {
					'content-type': type,
					...(encoding ? { 'content-encoding': encoding } : {}),
					...(signed === undefined ? {} : { [header]: signed }),
				});
				answers.set(status, (answers.get(status) ?? 0) + 1);
			}
		};
		await Promise.all(Array.from({ length: AT_A_TIME }, worker));

		expect([...answers.values()].reduce((sum, count) => sum + count, 0)).toBe(CALLS);
		for (const status of answers.keys()) expect(status).toBeGreaterThanOrEqual(400);
		for (const status of answers.keys()) expect(status).toBeLessThan(500);
		expect(await n8n.finished()).toEqual([]);

		const known = JSON.stringify({ event: 'generated_avatar_video_success', data: { video_id: 'v1' } });
		const right = createHmac('sha256', n8n.secret()).update(known).digest('hex');
		expect((await n8n.call(known, { 'x-webhook-signature': right })).status).toBe(200);
		expect(await n8n.finished()).toHaveLength(1);
	});
});
