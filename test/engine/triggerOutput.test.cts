import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { simplified } from '../../nodes/Trigger/output';
import { eventChoice, eventMeaning, KNOWN_EVENTS } from '../../nodes/shared/vocabulary/events';
import { TriggerBench } from '../harness/triggerHarness.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();

const TIME = 1790812800;
const ISO = '2026-10-01T00:00:00.000Z';
const video = {
	status: 'completed',
	video_url: 'https://m/v.mp4',
	cover_url: 'https://m/c.jpg',
	duration: 42,
};
const stopped = { status: 'failed', error: { code: 50000, message: 'render stopped' } };
const avatar = {
	avatar_id: 4711,
	status: 'completed',
	preview_url: 'https://m/a.mp4',
	cover_url: 'https://m/a.jpg',
};
const videoFields = { videoUrl: 'https://m/v.mp4', coverUrl: 'https://m/c.jpg', durationSeconds: 42 };
const avatarFields = { videoUrl: 'https://m/a.mp4', coverUrl: 'https://m/a.jpg', avatarId: 4711 };
const script = { script_style: 'Discovery', script_paragraphs: 'First line. Second line.' };
const scriptFields = {
	script: 'First line. Second line.',
	paragraphs: ['First line. Second line.'],
	style: 'Discovery',
};

/** Event → its data as JoggAI sends (or probably sends) it → what the user gets beside event, outcome, status and time. */
const ROWS: Array<[event: string, data: IDataObject, expected: IDataObject]> = [
	[
		'generated_avatar_video_success',
		{ video_id: 'a1', ...video },
		{ kind: 'avatarVideo', id: 'a1', ...videoFields },
	],
	[
		'generated_avatar_video_failed',
		{ video_id: 'a1', ...stopped },
		{ kind: 'avatarVideo', id: 'a1', reason: 'render stopped' },
	],
	[
		'generated_product_video_success',
		{ video_id: 'p1', ...video },
		{ kind: 'productVideo', id: 'p1', ...videoFields },
	],
	[
		'generated_product_video_failed',
		{ video_id: 'p1', ...stopped },
		{ kind: 'productVideo', id: 'p1', reason: 'render stopped' },
	],
	[
		'generated_template_video_success',
		{ video_id: 't1', ...video },
		{ kind: 'templateVideo', id: 't1', ...videoFields },
	],
	[
		'generated_template_video_failed',
		{ video_id: 't1', ...stopped },
		{ kind: 'templateVideo', id: 't1', reason: 'render stopped' },
	],
	[
		'generated_video_success',
		{ project_id: 'g1', video_url: 'https://m/v.mp4', duration: 42 },
		{ kind: 'video', id: 'g1', videoUrl: 'https://m/v.mp4', durationSeconds: 42 },
	],
	[
		'generated_video_failed',
		{ project_id: 'g1', error: { message: 'no voice' } },
		{ kind: 'video', id: 'g1', reason: 'no voice' },
	],
	[
		'generated_translate_video_success',
		{
			video_translate_id: 't-88',
			status: 'completed',
			url: 'https://m/t.mp4',
			subtitle_url: 'https://m/t.srt',
		},
		{ kind: 'videoTranslation', id: 't-88', videoUrl: 'https://m/t.mp4', subtitleUrl: 'https://m/t.srt' },
	],
	[
		'generated_translate_video_failed',
		{ video_translate_id: 't-88', error: 'no speech' },
		{ kind: 'videoTranslation', id: 't-88', reason: 'no speech' },
	],
	['create_avatar_success', avatar, { kind: 'instantAvatar', id: '4711', ...avatarFields }],
	[
		'create_avatar_failed',
		{ avatar_id: 4711, fail_msg: 'too dark' },
		{ kind: 'instantAvatar', id: '4711', avatarId: 4711, reason: 'too dark' },
	],
	['generated_photo_avatar_success', avatar, { kind: 'photoAvatar', id: '4711', ...avatarFields }],
	[
		'generated_photo_avatar_failed',
		{ avatar_id: 4711, ...stopped },
		{ kind: 'photoAvatar', id: '4711', avatarId: 4711, reason: 'render stopped' },
	],
	[
		'generated_product_avatar_success',
		{ motion_id: 'm1', ...avatar },
		{ kind: 'productAvatar', id: 'm1', ...avatarFields },
	],
	[
		'generated_product_avatar_failed',
		{ motion_id: 'm1', error_msg: 'blurred' },
		{ kind: 'productAvatar', id: 'm1', reason: 'blurred' },
	],
	[
		'generated_script_success',
		{ task_id: 's-12', status: 'completed', scripts: [script] },
		{ kind: 'aiScript', id: 's-12', ...scriptFields },
	],
	[
		'generated_script_failed',
		{ task_id: 's-12', err_msg: 'empty page' },
		{ kind: 'aiScript', id: 's-12', reason: 'empty page' },
	],
	[
		'generated_image_success',
		{ photo_id: '25-ab12', photo_urls: ['https://m/1.png', 'https://m/2.png'] },
		{
			kind: 'photoImages',
			id: '25-ab12',
			imageUrl: 'https://m/1.png',
			imageUrls: ['https://m/1.png', 'https://m/2.png'],
		},
	],
	[
		'generated_image_failed',
		{ photo_id: '25-ab12', error: 'reference face not found' },
		{ kind: 'photoImages', id: '25-ab12', reason: 'reference face not found' },
	],
	[
		'generated_motion_success',
		{ motion_id: '25-mo_77', motion_url: 'https://m/77.mp4', photo_url: 'https://m/1.png' },
		{ kind: 'photoAvatar', id: '25-mo_77', videoUrl: 'https://m/77.mp4', imageUrl: 'https://m/1.png' },
	],
	[
		'generated_motion_failed',
		{ motion_id: '25-mo_77', error: 'motion engine error' },
		{ kind: 'photoAvatar', id: '25-mo_77', reason: 'motion engine error' },
	],
];

describe('the simplified output', () => {
	it('is described here for every known event', () => {
		expect(ROWS.map(([event]) => event).sort()).toEqual([...KNOWN_EVENTS].sort());
	});

	it.each(ROWS)('of %s', (event, data, expected) => {
		const outcome = event.endsWith('_success') ? 'completed' : 'failed';
		expect(simplified({ event, timestamp: TIME, data })).toEqual({
			event,
			outcome,
			status: outcome,
			timestamp: ISO,
			...expected,
		});
	});

	it.each([0, '', ' ', {}, null, false])('has the ID that is one, not a video_id of %j', (video_id) => {
		const data = { video_id, project_id: 'p1' };
		expect(simplified({ event: 'generated_avatar_video_success', data })).toMatchObject({ id: 'p1' });
	});

	it('tells the event ID where JoggAI gives one', () => {
		expect(simplified({ event: 'create_avatar_failed', event_id: 'evt_1', data: {} })).toMatchObject({
			eventId: 'evt_1',
		});
		expect(simplified({ event: 'create_avatar_failed', data: {} })).not.toHaveProperty('eventId');
	});

	it('has the result first and what only workflows read last', () => {
		const body = {
			event: 'generated_avatar_video_success',
			event_id: 'e',
			timestamp: TIME,
			data: { video_id: 'a1', ...video },
		};
		expect(Object.keys(simplified(body))).toEqual([
			'videoUrl',
			'id',
			'status',
			'event',
			'outcome',
			'coverUrl',
			'durationSeconds',
			'eventId',
			'timestamp',
			'kind',
		]);
	});

	it('lists several scripts beside the first one', () => {
		const scripts = [script, { script_style: 'Data', script_paragraphs: ['One.', 'Two.'] }];
		expect(simplified({ event: 'generated_script_success', data: { task_id: 's', scripts } })).toMatchObject({
			...scriptFields,
			scripts: [
				{ variation: 1, ...scriptFields },
				{ variation: 2, style: 'Data', script: 'One.\nTwo.', paragraphs: ['One.', 'Two.'] },
			],
		});
	});

	it('knows the pictures of a product avatar by their ID', () => {
		const data = { batch_id: 'b1', photo_urls: ['https://m/1.png'] };
		expect(simplified({ event: 'generated_image_success', data })).toMatchObject({
			kind: 'productImages',
			id: 'b1',
		});
	});

	it('gives at least the code when a failure has no words', () => {
		expect(simplified({ event: 'generated_video_failed', data: { error: { code: 50000 } } })).toMatchObject({
			reason: 'Code 50000',
		});
	});

	it.each([
		['error_message', { error_message: 'no face' }],
		['errors', { errors: ['no face'] }],
		['errors with messages', { errors: [null, { message: 'no face' }] }],
		['error.msg', { error: { code: 50000, msg: 'no face' } }],
		['one level deeper', { data: { error_message: 'no face' } }],
		['error.code alone', { error: { code: 'no face' } }],
	])('tells why something failed where JoggAI says so under %s', (what, data) => {
		const { reason } = simplified({ event: 'generated_avatar_video_failed', data });
		expect(reason).toBe(what === 'error.code alone' ? 'Code no face' : 'no face');
	});

	it("is made of the live service's events, which leave out most of what the pages promise", () => {
		const data = { project_id: 90071992, video_url: 'https://m/v.mp4', duration: 42 };
		expect(simplified({ event: 'generated_avatar_video_success', data })).toEqual({
			event: 'generated_avatar_video_success',
			outcome: 'completed',
			kind: 'avatarVideo',
			id: '90071992',
			status: 'completed',
			videoUrl: 'https://m/v.mp4',
			durationSeconds: 42,
		});
		expect(simplified({ event: 'generated_avatar_video_failed' })).toEqual({
			event: 'generated_avatar_video_failed',
			outcome: 'failed',
			kind: 'avatarVideo',
			status: 'failed',
		});
	});

	it.each(ROWS)('of %s is the same where the data stand one level deeper', (event, data) => {
		expect(simplified({ event, data: { data } })).toEqual(simplified({ event, data }));
	});

	it('never shows an error text of an event that is no failure', () => {
		expect(
			simplified({ event: 'generated_video_success', data: { ...video, error: { message: 'none' } } }),
		).not.toHaveProperty('reason');
	});

	it('makes something sensible of an event that nobody knows', () => {
		expect(
			simplified({ event: 'generated_lip_sync_success', data: { task_id: 'l1', url: 'https://m/l.mp4' } }),
		).toEqual({
			event: 'generated_lip_sync_success',
			outcome: 'completed',
			kind: 'lipSync',
			id: 'l1',
			status: 'completed',
			videoUrl: 'https://m/l.mp4',
		});
		expect(simplified({ event: 'quota_low', data: { status: 'pending' } })).toEqual({
			event: 'quota_low',
			kind: 'quotaLow',
			status: 'processing',
		});
	});

	it('survives whatever JoggAI may send', () => {
		const known = fc.constantFrom(...KNOWN_EVENTS);
		const keys = [
			'video_id',
			'scripts',
			'photo_urls',
			'error',
			'duration',
			'avatar_id',
			'video_url',
			'data',
			'batch_id',
		];
		const data = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()));
		fc.assert(
			fc.property(known, fc.jsonValue(), data, (event, timestamp, anything) => {
				const output = simplified({ event, timestamp, data: anything } as IDataObject);
				expect(output).toMatchObject({ event, kind: expect.any(String), status: expect.any(String) });
				expect(Object.values(output)).not.toContain(undefined);
			}),
		);
	});
});

describe('the output in a workflow', () => {
	it('with Simplify off is body and headers, without signature and keys', async () => {
		const n8n = await new TriggerBench(at.world, { parameters: { simplify: false } }).open();
		await n8n.activate();
		const body = JSON.stringify({
			event_id: 'raw1',
			event: 'generated_avatar_video_success',
			timestamp: TIME,
			data: { video_id: 'a1', ...video },
		});
		const headers = {
			'x-webhook-signature': at.world.joggAi.sign(n8n.secret(), body),
			'x-webhook-event': 'generated_avatar_video_success',
			authorization: 'Basic x',
			cookie: 'a=b',
		};
		await n8n.call(body, headers);

		const [{ downstream }] = await n8n.finished();
		expect(downstream).toEqual([
			{
				headers: expect.objectContaining({ 'x-webhook-event': 'generated_avatar_video_success' }),
				body: JSON.parse(body),
			},
		]);
		expect(Object.keys(downstream?.[0].headers as object)).not.toEqual(
			expect.arrayContaining(['x-webhook-signature']),
		);
		expect(JSON.stringify(downstream)).not.toMatch(/signature|Basic x|a=b|deliveryId/);
	});

	it('arrives for every known event that the sandbox sends', async () => {
		const n8n = await new TriggerBench(at.world, { parameters: { events: KNOWN_EVENTS } }).open();
		await n8n.activate();
		for (const [event, data] of ROWS) await at.world.joggAi.emit(event, data);
		const output = (await n8n.finished()).map(({ downstream }) => downstream?.[0]);
		expect(output.map((item) => item?.event)).toEqual(ROWS.map(([event]) => event));
		ROWS.forEach(([, , expected], index) => expect(output[index]).toMatchObject(expected));
	});
});

describe('the table of events', () => {
	it('gives every event a name of its own', () => {
		const names = KNOWN_EVENTS.map((event) => eventChoice(event).name);
		expect(new Set(names).size).toBe(22);
		expect(eventChoice('generated_script_failed')).toMatchObject({
			name: 'AI script failed',
			value: 'generated_script_failed',
		});
	});

	it("shows JoggAI's own name only of an event that nobody has told us", () => {
		for (const event of KNOWN_EVENTS) expect(eventChoice(event).description ?? '').not.toContain('_');
		expect(eventChoice('generated_hologram_success')).toEqual({
			name: 'Hologram completed',
			value: 'generated_hologram_success',
			description: 'JoggAI calls it generated_hologram_success',
		});
	});

	it('reads names that only look like an outcome as they are', () => {
		expect(eventMeaning('account_constructor', {})).toEqual({
			kind: 'accountConstructor',
			outcome: undefined,
		});
		expect(eventMeaning('', {})).toEqual({ kind: '', outcome: undefined });
	});
});
