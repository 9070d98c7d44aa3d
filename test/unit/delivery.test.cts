import { createHash, createHmac } from 'node:crypto';
import { type Delivery, judge } from '../../nodes/Trigger/delivery';

const SECRET = 'whsec_demo';
const SUCCESS = 'generated_avatar_video_success';

/** What JoggAI sends, or somebody else with a part of it changed. */
function delivery(body: unknown, change: Partial<Delivery> = {}): Delivery {
	const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	const signature = createHmac('sha256', SECRET).update(rawBody).digest('hex');
	return { rawBody, signature, secrets: [SECRET], selected: [SUCCESS], ...change };
}

describe('a call of the trigger', () => {
	it('starts the workflow with the event, its ID and the moment it was made', () => {
		const event = { event: SUCCESS, event_id: 'evt_1', timestamp: 1760000000, data: { video_id: 'v1' } };

		expect(judge(delivery(event))).toEqual({
			does: 'start',
			event,
			id: 'evt_1',
			madeAt: 1760000000_000,
		});
	});

	it.each([undefined, 0, '0', ' ', null])(
		'whose event has no ID (%j) is known by its bytes, and has no time where JoggAI tells none',
		(event_id) => {
			const call = delivery({ event: SUCCESS, event_id });
			const id = createHash('sha256')
				.update(call.rawBody as Buffer)
				.digest('hex');

			expect(judge(call)).toEqual({ does: 'start', event: expect.anything(), id, madeAt: undefined });
		},
	);

	it.each([['another'], ['another', SECRET], [SECRET, 'another']])(
		'is accepted with any of the secrets %j %j, and with no other',
		(...secrets) => {
			expect(judge(delivery({ event: SUCCESS }, { secrets })).does).toBe(
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
});
