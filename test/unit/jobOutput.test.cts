import fc from 'fast-check';
import {
	acceptedData,
	filesOf,
	inReadingOrder,
	jobResults,
	jobState,
	listedJob,
	reasonIn,
	startedParts,
} from '../../nodes/shared/vocabulary/jobs/output';
import {
	AVATAR_STATUS_NUMBERS,
	jobStatus,
	VIDEO_STATUS_NUMBERS,
} from '../../nodes/shared/vocabulary/jobs/states';
import { type JobKind, JOBS } from '../../nodes/shared/vocabulary/jobs/kinds';

const STATUSES = ['processing', 'completed', 'failed'];
const kinds = Object.keys(JOBS) as JobKind[];
const words = [
	'pending',
	'processing',
	'in_progress',
	'success',
	'completed',
	'failed',
	'error',
	'deleted',
	'Whatever',
	0,
	1,
	2,
	4,
	99,
	null,
	'',
];

/** Replies that have JoggAI's keys, with anything under them. */
const anything = fc.oneof(
	fc.string(),
	fc.integer(),
	fc.double(),
	fc.boolean(),
	fc.constant(null),
	fc.constant(undefined),
);
const address = fc.constantFrom('', 'https://files.example/v.mp4', null);
const reason = fc.oneof(anything, fc.record({ code: anything, message: anything }, { requiredKeys: [] }));
const data = fc.record(
	{
		status: fc.constantFrom(...words),
		status_code: fc.constantFrom(...words),
		video_url: address,
		url: address,
		data: fc.oneof(
			fc.constant(null),
			fc.record(
				{
					url: address,
					generated_scripts: fc.oneof(
						anything,
						fc.array(
							fc.oneof(
								fc.constant(null),
								fc.record(
									{ script_paragraphs: fc.oneof(fc.array(fc.string()), fc.string()) },
									{ requiredKeys: [] },
								),
							),
						),
					),
				},
				{ requiredKeys: [] },
			),
		),
		error: reason,
		error_msg: reason,
		err_msg: reason,
		created_at: anything,
		completed_at: anything,
		duration: anything,
	},
	{ requiredKeys: [] },
);

describe('jobStatus', () => {
	it('folds every value into one of three words', () => {
		fc.assert(
			fc.property(
				fc.anything().filter((one) => typeof one !== 'object' && typeof one !== 'symbol'),
				fc.boolean(),
				(raw, hasResult) => {
					for (const numbers of [undefined, AVATAR_STATUS_NUMBERS, VIDEO_STATUS_NUMBERS])
						expect(STATUSES).toContain(jobStatus(raw, hasResult, numbers));
				},
			),
		);
	});

	it('calls nothing completed that JoggAI did not call so', () => {
		const done = ['completed', 'complete', 'success', 'succeeded', 'done', 'finished'];
		fc.assert(
			fc.property(fc.string(), (word) => {
				const meant = word.trim().toLowerCase();
				// 4 is the number that JoggAI's lists of videos have for it.
				const isDone = done.includes(meant) || Number(meant) === 4;
				if (meant !== '') expect(jobStatus(word, true) === 'completed').toBe(isDone);
			}),
		);
	});

	it.each([
		['', true, 'completed'],
		[undefined, true, 'completed'],
		[null, false, 'processing'],
		[' SUCCESS ', false, 'completed'],
		['Error', true, 'failed'],
		['toString', true, 'processing'],
		['constructor', true, 'processing'],
		['__proto__', true, 'processing'],
	])('reads %j with a result: %s as %s', (raw, hasResult, status) => {
		expect(jobStatus(raw, hasResult)).toBe(status);
	});
});

describe('jobState', () => {
	it('makes of any reply a job with kind, ID and one of three statuses, and a reason only for failed ones', () => {
		fc.assert(
			fc.property(fc.constantFrom(...kinds), data, (kind, raw) => {
				const state = jobState(kind, 'j1', raw as never);
				const { output } = state;
				expect(output).toMatchObject({ kind, id: 'j1' });
				expect(STATUSES).toContain(output.status);
				if (output.status !== 'failed') expect(output).not.toHaveProperty('reason');
				expect(typeof (output.reason ?? '')).toBe('string');
				for (const result of jobResults(state))
					expect(result).toMatchObject({ kind, id: 'j1', status: output.status });
			}),
			{ numRuns: 2000 },
		);
	});

	it.each([0, '0', '', null, undefined])('takes %j for a time that is not known yet', (time) => {
		const { output } = jobState('avatarVideo', 'j1', { created_at: time, completed_at: time });

		expect(output).toEqual({ kind: 'avatarVideo', id: 'j1', status: 'processing' });
	});

	it.each([
		['cancelled', 'failed', 'cancelled'],
		['Canceled', 'failed', 'Canceled'],
		['error', 'failed', undefined],
		['finished', 'completed', undefined],
		[3, 'processing', undefined],
		[4, 'completed', undefined],
		['5', 'failed', undefined],
	])(
		'reads the status %j of a video as %s, with the word as reason where it is one',
		(word, status, reason) => {
			const { output } = jobState('avatarVideo', 'j1', { status: word });

			expect([output.status, output.reason]).toEqual([status, reason]);
		},
	);

	it.each([
		[0, 'processing'],
		[1, 'completed'],
		[2, 'failed'],
	])('reads the status %i of an avatar as %s', (word, status) => {
		expect(jobState('photoAvatar', 'j1', { status: word }).output.status).toBe(status);
	});

	it.each([
		['a video', 'avatarVideo', { video_url: 'https://f.example/v.mp4' }],
		['pictures', 'photoImages', { image_url_list: ['https://f.example/1.png'] }],
		['scripts', 'aiScript', { scripts: [{ script_paragraphs: 'Hello' }] }],
	])('takes %s without any status for a finished job', (_what, kind, raw) => {
		expect(jobState(kind as JobKind, 'j1', raw as never).output.status).toBe('completed');
	});

	it.each([
		[{ error_message: 'no face' }, 'no face'],
		[{ error: { msg: 'no face' } }, 'no face'],
		[{ error: { code: 4711 } }, 'Code 4711'],
		[{ errors: ['no face', 'no voice'] }, 'no face'],
		[{ errors: [null, { message: 'no face' }] }, 'no face'],
		[{ data: { error_msg: 'no face' } }, 'no face'],
		[{ error: 'see https://f.example/log?sig=secret' }, 'see https://f.example/log'],
		[{ error: {} }, undefined],
	])('finds the reason in %j', (raw, reason) => {
		expect(jobState('avatarVideo', 'j1', { status: 'failed', ...raw } as never).output.reason).toBe(reason);
	});

	it('hands on title and preview, and no length of 0 seconds', () => {
		const { output } = jobState('avatarVideo', 'j1', {
			status: 'completed',
			video_url: 'https://f.example/v.mp4',
			preview_url: 'https://f.example/p.mp4',
			video_name: 'News',
			duration: 0,
		});

		expect(output).toEqual({
			kind: 'avatarVideo',
			id: 'j1',
			status: 'completed',
			videoUrl: 'https://f.example/v.mp4',
			previewUrl: 'https://f.example/p.mp4',
			title: 'News',
		});
	});

	it('tells both times of a job as ISO 8601', () => {
		const { output } = jobState('avatarVideo', 'j1', { created_at: 1760000000, completed_at: '1760000060' });

		expect(output).toMatchObject({
			createdAt: '2025-10-09T08:53:20.000Z',
			completedAt: '2025-10-09T08:54:20.000Z',
		});
	});

	it('finds no ID where there is none, and never one of blanks', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...kinds),
				fc.dictionary(
					fc.constantFrom('video_id', 'id', 'task_id', 'product_video_id', 'motion_id'),
					anything,
				),
				(kind, raw) => {
					for (const { id } of startedParts(kind, raw as never)) expect(id?.trim() ?? 'x').not.toBe('');
				},
			),
		);
	});
});

describe('the order of the fields', () => {
	const video = jobState('avatarVideo', 'v1', {
		status: 'completed',
		cover_url: 'https://files.example/c.jpg',
		video_url: 'https://files.example/v.mp4',
	});

	it('has what was made first and the kind last', () => {
		expect(Object.keys(jobResults(video)[0])).toEqual(['videoUrl', 'id', 'status', 'coverUrl', 'kind']);
		const script = { status: 'success', scripts: [{ script_style: 'Data', script_paragraphs: ['One.'] }] };
		expect(Object.keys(jobResults(jobState('aiScript', 's1', script))[0])).toEqual([
			'script',
			'id',
			'status',
			'variation',
			'style',
			'paragraphs',
			'kind',
		]);
	});

	it('has a warning before everything else, so that a wait that ran out does not look like success', () => {
		const late = { ...video, output: { ...video.output, timedOut: true, warning: 'Not finished yet.' } };
		expect(Object.keys(jobResults(late)[0])[0]).toBe('warning');
	});

	it('loses nothing', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.integer()), (output) =>
				expect(inReadingOrder(output)).toEqual(output),
			),
		);
	});
});

describe('the whole of a job', () => {
	it('is told in the common shape, and nothing that JoggAI leaves empty', () => {
		const raw = {
			status: 'Success',
			data: {
				url: 'https://m/v.mp4',
				cover_url: 'https://m/c.jpg',
				duration_seconds: '42',
				deducted_credit: 1,
			},
			title: ' News ',
			video_name: 'other',
			subtitle_url: 'https://m/s.srt',
			error: 'none',
		};
		expect(jobState('videoTranslation', 'j1', raw).output).toEqual({
			kind: 'videoTranslation',
			id: 'j1',
			status: 'completed',
			videoUrl: 'https://m/v.mp4',
			coverUrl: 'https://m/c.jpg',
			durationSeconds: 42,
			creditsUsed: 1,
			title: 'News',
			subtitleUrl: 'https://m/s.srt',
		});
		const empty = { video_url: '', cover_url: null, title: ' ', subtitle_url: '', duration: 'long' };
		expect(jobState('videoTranslation', 'j1', empty).output).toEqual({
			kind: 'videoTranslation',
			id: 'j1',
			status: 'processing',
		});
	});

	it.each([
		['in_progress', 'in_progress'],
		[' Queued ', ' Queued '],
		['Pending', undefined],
		['SUCCESS', undefined],
		[' failed ', undefined],
		[4, undefined],
	])('has the word of JoggAI beside its status only where that says more (%j)', (status, joggAiStatus) => {
		expect(jobState('avatarVideo', 'j1', { status }).output.joggAiStatus).toBe(joggAiStatus);
	});

	it.each([
		[{ video_url: 'a', preview_url: 'b' }, 'a', 'b'],
		[{ motion_preview_url: 'b' }, 'b', undefined],
		[{ video_url: 7, url: 'c' }, 'c', undefined],
	])('has a preview only beside the result (%j)', (raw, videoUrl, previewUrl) => {
		expect(jobState('avatarVideo', 'j1', raw).output).toMatchObject({ videoUrl });
		expect(jobState('avatarVideo', 'j1', raw).output.previewUrl).toBe(previewUrl);
	});
});

describe('the files of a job', () => {
	it('have endings of their own for the names of their fields', () => {
		const output = { kind: 'photoImages', id: 'j1', status: 'completed' } as const;
		expect(filesOf({ ...output, videoUrl: 'v', imageUrls: ['a', '', 'b'], subtitleUrl: 's' })).toEqual([
			{ url: 'v', suffix: '' },
			{ url: 'a', suffix: '' },
			{ url: 'b', suffix: '_2' },
			{ url: 's', suffix: '_subtitles' },
		]);
		expect(filesOf(output)).toEqual([]);
	});
});

describe('a reply that is made up of what is known', () => {
	it('names the same jobs when it is read', () => {
		for (const kind of kinds.filter((one) => one !== 'productPreview'))
			expect(startedParts(kind, acceptedData(kind, [{ id: 'a' }]))).toMatchObject([{ id: 'a' }]);
		const parts = [{ id: 'a' }, { reason: 'no such style' }];
		expect(startedParts('productPreview', acceptedData('productPreview', parts))).toMatchObject(parts);
		expect(startedParts('avatarVideo', acceptedData('avatarVideo', []))).toEqual([]);
	});
});

describe('an entry of a list of jobs', () => {
	it('is known by any of its IDs', () => {
		expect(listedJob('productVideo', { video_id: 7, status: 4 })).toMatchObject({
			kind: 'productVideo',
			id: '7',
			status: 'completed',
		});
		expect(listedJob('productVideo', {}).id).toBeUndefined();
	});
});

describe('the reason of a failure', () => {
	it.each([
		[{ error_code: 7, data: { err_code: 8 } }, 'Code 7'],
		[{ data: { error: { message: 'inner' } }, msg: 'outer' }, 'outer'],
		[{ errors: 'text', msg: '' }, undefined],
		[{ error: { code: 0 } }, 'Code 0'],
		[{}, undefined],
	])('in %j is %j', (raw, reason) => {
		expect(reasonIn(raw)).toBe(reason);
	});
});
