import { createHash, createHmac } from 'node:crypto';
import { type Delivery, judge } from '../../nodes/Trigger/delivery';
import { VirtualClock } from '../harness/virtualClock.cts';

const SECRET = 'whsec_demo';
const SUCCESS = 'generated_avatar_video_success';

/** What JoggAI sends, or somebody else with a part of it changed. */
function delivery(body: unknown, change: Partial<Delivery> = {}): Delivery {
	const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	const signature = createHmac('sha256', SECRET).update(rawBody).digest('hex');
	return { rawBody, signature, secrets: [{ secret: SECRET }], selected: [SUCCESS], ...change };
}

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

const START = 1_790_812_800;

describe('a call of the trigger', () => {
	it('starts the workflow with the event and its ID', () => {
		const event = { event: SUCCESS, event_id: 'evt_1', timestamp: START, data: { video_id: 'v1' } };

		expect(judge(delivery(event))).toEqual({ does: 'start', event, id: 'evt_1' });
	});

	it('keeps every digit of a number that JavaScript would round off, and everything else as it is', () => {
		const text =
			'{"event":"generated_avatar_video_success","event_id":12345678901234567891,"data":{"video_id":-98765432109876543210,' +
			'"a":"say \\"12345678901234567891\\", 12345678901234567891","b":[9007199254740991,9007199254740992,1.5,-2e3,1e400],' +
			'"c":0.12345678901234567891,"12345678901234567891":"x\\\\"}}';
		expect(judge(delivery(text))).toMatchObject({
			id: '12345678901234567891',
			event: {
				event_id: '12345678901234567891',
				data: {
					video_id: '-98765432109876543210',
					a: 'say "12345678901234567891", 12345678901234567891',
					b: [9007199254740991, '9007199254740992', 1.5, -2000, Infinity],
					c: 0.12345678901234568,
					'12345678901234567891': 'x\\',
				},
			},
		});
	});

	it('reads 16 megabytes of quotation marks as well', () => {
		const note = '"'.repeat(8 * 1024 * 1024);
		expect(judge(delivery({ event: SUCCESS, event_id: 'evt_1', note }))).toMatchObject({ id: 'evt_1' });
	});

	it.each([undefined, 0, '0', ' ', null])('whose event has no ID (%j) is known by its bytes', (event_id) => {
		const call = delivery({ event: SUCCESS, event_id });
		const id = createHash('sha256')
			.update(call.rawBody as Buffer)
			.digest('hex');

		expect(judge(call)).toEqual({ does: 'start', event: expect.anything(), id });
	});

	it.each([['another'], ['another', SECRET], [SECRET, 'another']])(
		'is accepted with any of the secrets %j %j, and with no other',
		(...secrets) => {
			const known = { secrets: secrets.map((secret) => ({ secret })) };
			expect(judge(delivery({ event: SUCCESS }, known)).does).toBe(
				secrets.includes(SECRET) ? 'start' : 'refuse',
			);
		},
	);

	it.each<[string, Partial<Delivery>, string, string]>([
		['while no secret is stored', { secrets: [] }, 'no secret is stored', 'Unpublish and publish'],
		['without a body', { rawBody: undefined }, 'has no body that n8n could read', 'proxy in front of n8n'],
		['without a signature', { signature: undefined }, 'is not signed', 'nothing to do'],
		['with an empty signature', { signature: '' }, 'is not signed', 'nothing to do'],
		['with a wrong signature', { signature: 'f00' }, 'does not carry the signature', 'register it again'],
	])('%s is refused, with the reason and what to check', (_how, change, reason, check) => {
		expect(judge(delivery({ event: SUCCESS }, change))).toEqual({
			does: 'refuse',
			status: 401,
			reason: expect.stringContaining(reason),
			check: expect.stringContaining(check),
			answer: 'Not signed by JoggAI',
		});
	});

	it.each(['[1]', '"text"', 'null', '7', 'no json', ''])('that holds no object (%j) is refused', (body) => {
		expect(judge(delivery(body))).toEqual({
			does: 'refuse',
			status: 400,
			reason: 'is signed but holds no JSON object',
			check: '',
			answer: 'No JSON object',
		});
	});

	it.each([{}, { event: 7 }, { event: [SUCCESS] }, { event: 'another' }])(
		'about something that was not chosen (%j) is ignored',
		(body) => {
			expect(judge(delivery(body))).toEqual({
				does: 'ignore',
				answer: 'Event not selected in this trigger',
			});
		},
	);

	it.each([
		[START + 60, 'start'],
		[START + 61, 'refuse'],
		['soon', 'start'],
	])('made at %s with a secret that counts until a minute past the start does: %s', (timestamp, does) => {
		const secrets = [{ secret: SECRET, madeUntil: (START + 60) * 1000 }];
		expect(judge(delivery({ event: SUCCESS, timestamp }, { secrets })).does).toBe(does);
		expect(
			judge(delivery({ event: SUCCESS, timestamp }, { secrets: [...secrets, { secret: SECRET }] })).does,
		).toBe('start');
	});
});
