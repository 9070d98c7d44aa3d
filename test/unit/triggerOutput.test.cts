import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { emit, simplified } from '../../nodes/Trigger/output';

/** What the trigger hands on of these items when somebody tests it. */
const emitted = async (items: INodeExecutionData[], simplify = true) =>
	await emit({
		getNodeParameter: (name: string, _index: number, fallback: unknown) =>
			name === 'simplify' ? simplify : fallback,
		getInputData: () => items,
		getMode: () => 'manual',
	} as unknown as IExecuteFunctions);

const body = { event: 'generated_avatar_video_success', data: { video_id: 'v1' } };
const delivery = { deliveryId: 'evt_1', headers: { 'x-request-id': 'r1' }, body };

describe('what the trigger hands on', () => {
	it('is paired with the call that it came with', async () => {
		expect(await emitted([{ json: { pinned: true } }, { json: delivery }])).toEqual([
			{ json: { pinned: true }, pairedItem: { item: 0 } },
			{ json: expect.objectContaining({ id: 'v1', status: 'completed' }), pairedItem: { item: 1 } },
		]);
	});

	it('is the call itself, without what the trigger notes of it, where the user wants it raw', async () => {
		const { headers } = delivery;
		expect(await emitted([{ json: delivery }], false)).toEqual([
			{ json: { headers, body }, pairedItem: { item: 0 } },
		]);
	});

	it.each([
		{ deliveryId: 'evt_1' },
		{ deliveryId: 'evt_1', body: 'text' },
		{ deliveryId: 7, body },
		{ body },
	])('is as it came where it did not come from the webhook (%j)', async (json) => {
		expect(await emitted([{ json }])).toEqual([{ json, pairedItem: { item: 0 } }]);
	});
});

describe('an event that says nothing of its outcome', () => {
	const of = (data: unknown) => simplified({ event: 'something_new', data } as never);

	it.each([
		['completed', { status: 'success' }],
		['completed', { video_url: 'https://m/v.mp4' }],
		['completed', { data: { status: 'completed' } }],
		['failed', { status: 'failed', video_url: 'https://m/v.mp4' }],
		['processing', { status: 'processing', video_url: 'https://m/v.mp4' }],
		['processing', {}],
		['processing', null],
	])('is %s with the data %j', (status, data) => {
		expect(of(data)).toMatchObject({ event: 'something_new', status });
		expect(of(data)).not.toHaveProperty('outcome');
	});

	it('tells a reason only when the job has failed', () => {
		expect(of({ status: 'failed', error: 'too dark' })).toMatchObject({ reason: 'too dark' });
		expect(of({ status: 'success', error: 'too dark' })).not.toHaveProperty('reason');
	});
});

describe('the values of an event', () => {
	const of = (data: object) => simplified({ event: 'generated_avatar_photo_success', data } as never);

	it.each([
		['photo_urls', { photo_urls: ['https://m/1.png', 'https://m/2.png'] }],
		['image_url_list', { image_url_list: ['https://m/1.png', 'https://m/2.png'] }],
		[
			'image_url_list, one level deeper',
			{ data: { image_url_list: ['https://m/1.png', 'https://m/2.png'] } },
		],
	])('hold all images of %s, and the first by itself', (_where, data) => {
		expect(of(data)).toMatchObject({
			imageUrl: 'https://m/1.png',
			imageUrls: ['https://m/1.png', 'https://m/2.png'],
		});
	});

	it.each([
		{ image_url: 'https://m/1.png' },
		{ photo_url: 'https://m/1.png' },
		{ data: { image_url: 'https://m/1.png' } },
	])('hold a single image (%j)', (data) => {
		expect(of(data)).toMatchObject({ imageUrl: 'https://m/1.png' });
		expect(of(data)).not.toHaveProperty('imageUrls');
	});

	it.each([
		['scripts', (list: unknown) => ({ scripts: list })],
		['generated_scripts', (list: unknown) => ({ generated_scripts: list })],
		['generated_scripts, one level deeper', (list: unknown) => ({ data: { generated_scripts: list } })],
	])('hold the scripts of %s, one by itself and several as a list too', (_where, data) => {
		const [first, second] = ['One.', 'Two.'].map((text) => ({
			script_style: 'Data',
			script_paragraphs: [text],
		}));

		expect(of(data([first]))).toMatchObject({ script: 'One.', paragraphs: ['One.'], style: 'Data' });
		expect(of(data([first]))).not.toHaveProperty('scripts');
		expect(of(data([first, second]))).toMatchObject({
			script: 'One.',
			scripts: [{ script: 'One.' }, { script: 'Two.' }],
		});
	});
});
