import {
	avatarMade,
	batchStatus,
	generationOf,
	imagesMade,
	photosMade,
	previewsStarted,
} from '../../nodes/shared/vocabulary/jobs/details';

describe('the previews that one request started', () => {
	it('have an ID, or the reason why JoggAI refused them', () => {
		const previews = [
			{ preview_id: 'a', id: 'other', err_msg: 'shown beside a good ID' },
			{ id: 7 },
			{ err_msg: 'no such style' },
			null,
		];
		expect(previewsStarted({ previews, task_id: 't' })).toEqual([
			{ id: 'a', reason: undefined, raw: previews[0] },
			{ id: '7', reason: undefined, raw: previews[1] },
			{ id: undefined, reason: 'no such style', raw: previews[2] },
		]);
	});

	it('are one task in an early revision of the API, or none', () => {
		expect(previewsStarted({ task_id: 71 })).toEqual([{ id: '71', raw: { task_id: 71 } }]);
		expect(previewsStarted({ task_id: 't', previews: [] })).toEqual([]);
		expect(previewsStarted({})).toEqual([]);
	});
});

describe('the photos of a generation', () => {
	it.each([
		[
			{ photo_id: 25, image_url_list: ['a', 'b'], image_key_list: ['k'], photo_urls: ['c'] },
			{ photoId: '25', imageUrl: 'a', imageUrls: ['a', 'b'], imageKeys: ['k'] },
		],
		[{ photo_urls: ['c'] }, { imageUrl: 'c', imageUrls: ['c'], imageKeys: [] }],
		[{ photo_id: '25', image_url_list: [] }, { photoId: '25' }],
	])('are what there is of %j', (data, made) => {
		expect(photosMade(data)).toEqual(made);
	});
});

describe('the avatar of a motion', () => {
	it('is told with its source, and without an ID where it has none', () => {
		const data = { avatar_id: '7', name: 'Ada', voice_id: 'v', image_url: 'i', photo_url: 'p' };
		expect(avatarMade('photo')(data)).toEqual({
			avatarId: 7,
			avatarSource: 'photo',
			name: 'Ada',
			voiceId: 'v',
			imageUrl: 'i',
		});
		expect(avatarMade('product')({ avatar_id: 0, photo_url: 'p' })).toEqual({
			avatarSource: 'product',
			imageUrl: 'p',
		});
	});
});

describe('an image of a batch', () => {
	it.each([
		[
			{ generation_id: 'g', id: 'x', status: 'completed', url: 'u', image_url: 'i', image_id: 7 },
			{ generationId: 'g', status: 'completed', imageUrl: 'u', imageId: '7' },
		],
		[
			{ id: 'x', image_url: 'i' },
			{ generationId: 'x', status: 'completed', imageUrl: 'i' },
		],
		[{ id: 'x' }, { generationId: 'x', status: 'processing' }],
	])('is what there is of %j', (entry, image) => {
		expect(generationOf(entry)).toEqual(image);
	});
});

describe('the status of a batch', () => {
	const summary = (pending: unknown, processing: unknown, completed: unknown, failed: unknown) => ({
		summary: { pending, processing, completed, failed },
	});
	const listed = (...statuses: string[]) => ({ generations: statuses.map((status) => ({ status })) });

	it.each([
		[summary(1, 0, 2, 1), 'processing'],
		[summary(0, '1', 2, 1), 'processing'],
		[summary(0, 0, 1, 3), 'completed'],
		[summary(null, undefined, 1, 0), 'completed'],
		[summary(0, 0, 0, 1), 'failed'],
		[{ ...summary(0, 0, 0, 1), ...listed('processing') }, 'failed'],
		[{ ...summary(0, 0, 0, 0), ...listed('completed') }, 'completed'],
		[listed('completed', 'processing', 'failed'), 'processing'],
		[listed('failed', 'completed'), 'completed'],
		[listed('failed', 'failed'), 'failed'],
		[{ ...listed(), status: 'failed' }, 'failed'],
		[{ image_url: 'i', status: 'success' }, 'completed'],
		[{ status: 'cancelled' }, 'cancelled'],
		[{}, 'processing'],
	])('of %j is %s', (data, status) => {
		expect(batchStatus(data)).toBe(status);
	});
});

describe('the images of a batch', () => {
	const done = { generation_id: 'b', status: 'completed', url: 'u' };

	it('are those that are finished, beside all of them and the counts', () => {
		const data = {
			generations: [{ generation_id: 'a', status: 'failed' }, done, null, { id: 'c', status: 'pending' }],
		};
		expect(imagesMade(data)).toEqual({
			generationId: 'b',
			imageUrl: 'u',
			imageUrls: ['u'],
			completedImages: 1,
			failedImages: 1,
			images: [
				{ generationId: 'a', status: 'failed' },
				{ generationId: 'b', status: 'completed', imageUrl: 'u' },
				{ generationId: 'c', status: 'processing' },
			],
		});
	});

	it('are counted by JoggAI where it does so', () => {
		expect(imagesMade({ generations: [done], summary: { completed: 3, failed: '2' } })).toMatchObject({
			completedImages: 3,
			failedImages: 2,
		});
	});

	it('may be none yet, or finished without an address', () => {
		expect(imagesMade({})).toEqual({ imageUrls: [], completedImages: 0, failedImages: 0, images: [] });
		expect(imagesMade({ generations: [{ id: 'a', status: 'completed' }] })).toMatchObject({ imageUrls: [] });
	});
});
