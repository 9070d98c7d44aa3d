import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../nodes/shared/api/problem';
import { downloadedFiles, downloadFields, withWarning } from '../../nodes/shared/jobs/download';
import { fetchJobFiles as fetchFiles } from '../../nodes/shared/jobs/download';
import { TransferTimeout } from '../../nodes/shared/files/transferLimits';
import type { JobOutput } from '../../nodes/shared/vocabulary/jobs/output';
import { type Answer, itemWithFiles, NOTHING_TELLING, stoppedWhileFetching } from '../harness/fileItem.cts';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

const VIDEO = { kind: 'avatarVideo', id: 'v//1', status: 'completed', videoUrl: 'https://m/v.mp4' } as const;
const PHOTOS = {
	kind: 'photoImages',
	id: 'p1',
	status: 'completed',
	imageUrls: ['https://m/1.png', 'https://m/2.png'],
} as JobOutput;
const film: Answer = { headers: { 'content-type': 'video/mp4; charset=binary' } };

const fetched = async (
	answers: Answer[],
	job: JobOutput = VIDEO,
	{ byTitle = false, ...parameters }: { byTitle?: boolean } & IDataObject = {},
) => {
	const { item, ...seen } = itemWithFiles({ answers, parameters });
	return { ...(await fetchFiles(item, job, { field: 'data', byTitle })), ...seen };
};

describe('the files of a finished job', () => {
	it('are streamed under the name of the field', async () => {
		const { binary, problem, kept } = await fetched([film]);
		expect(problem).toBeUndefined();
		expect(kept).toEqual([{ text: NOTHING_TELLING, name: 'avatarVideo-v_1.mp4', type: 'video/mp4' }]);
		expect(Object.keys(binary ?? {})).toEqual(['data']);
	});

	it('have a type of their own only where the host tells one', async () => {
		expect((await fetched([{}])).kept[0].type).toBe('application/octet-stream');
	});

	it('are each under a name of its own, as far as they can be had', async () => {
		const { binary, problem, asked } = await fetched([film, { statusCode: 410 }], PHOTOS);
		expect(Object.keys(binary ?? {})).toEqual(['data']);
		expect(asked.map(({ url }) => url)).toEqual(['https://m/1.png', 'https://m/2.png']);
		expect(problem).toEqual({
			what: '1 of the 2 finished files of the set of avatar photos p1 could not be downloaded (data_1: its address answered with HTTP 410)',
			next: expect.stringContaining('JoggAI Photo Avatar → Get Photos, with Download on'),
			transient: false,
		});
	});

	it('are tried again together, and only those that may still come', async () => {
		const answers = [{ statusCode: 404 }, { statusCode: 410 }, film];
		const { binary, problem, asked } = await fetched(answers, PHOTOS);
		expect(asked.map(({ url }) => url)).toEqual(['https://m/1.png', 'https://m/2.png', 'https://m/1.png']);
		expect(Object.keys(binary ?? {})).toEqual(['data']);
		expect(problem?.what).toContain('1 of the 2');
	});

	it.each(['application/x-subrip', 'text/vtt', 'text/plain', 'application/octet-stream'])(
		'are words only where they are subtitles, of whatever type (%s)',
		async (mimeType) => {
			const words: Answer = {
				headers: { 'content-type': mimeType },
				bytes: '1\n00:00 --> 00:01\nGuten Tag\n',
			};
			const job = { ...VIDEO, videoUrl: 'https://m/v', subtitleUrl: 'https://m/s' };
			const { binary, problem, kept } = await fetched([words], job);
			expect(Object.keys(binary ?? {})).toEqual(['data_subtitles']);
			expect(kept.at(-1)).toMatchObject({ text: words.bytes });
			expect(problem?.what).toContain('(data: its address answered with a text instead of the file)');
		},
	);

	it.each([
		['<html>', 'a web page'],
		['<?xml version="1.0"?><Error/>', 'an XML text'],
		['{"error":1}', 'a JSON text'],
	])('are missing where %j comes in place of subtitles', async (bytes, what) => {
		const { binary, problem } = await fetched([film, { bytes }], { ...VIDEO, subtitleUrl: 'https://m/s' });
		expect(Object.keys(binary ?? {})).toEqual(['data']);
		expect(problem?.what).toContain(
			`(data_subtitles: its address answered with ${what} instead of the file)`,
		);
	});

	it('are missing, without any question, where JoggAI has not told their addresses', async () => {
		const { binary, problem, asked } = await fetched([film], { ...VIDEO, videoUrl: undefined } as JobOutput);
		expect([binary, asked]).toEqual([undefined, []]);
		expect(problem).toMatchObject({
			what: 'The finished file of the avatar video v//1 could not be downloaded (JoggAI has not told its address)',
			transient: false,
		});
	});

	it.each<[Answer, string, number]>([
		[{ statusCode: 300 }, 'its address answered with HTTP 300', 5],
		[{ statusCode: 401 }, 'its address answered with HTTP 401', 1],
		[{ statusCode: 404, headers: { 'content-type': 'text/html' } }, 'its address answered with HTTP 404', 5],
		[
			{ headers: { 'content-type': 'text/html; x' } },
			'its address answered with a web page instead of the file',
			5,
		],
		[{ error: Object.assign(new Error('x'), { code: 'EPIPE' }) }, 'the connection broke off, EPIPE', 5],
		[{ error: new Error('aborted') }, 'it did not arrive whole', 5],
		[{ error: new TransferTimeout('it stopped', true) }, 'it stopped', 5],
		[{ error: new TransferTimeout('it crawled', false) }, 'it crawled', 1],
	])('%j are told as missing: %s', async (answer, why, times) => {
		const { problem, asked } = await fetched([answer]);
		expect(problem?.what).toContain(`(${why})`);
		expect(problem?.transient).toBe(times > 1);
		expect(asked).toHaveLength(times);
	});

	it('are each told with the reason why they are missing', async () => {
		const { problem } = await fetched([{ statusCode: 401 }, { statusCode: 410 }], PHOTOS);
		expect(problem?.what).toContain(
			'2 of the 2 finished files of the set of avatar photos p1 could not be downloaded (data: its address answered with HTTP 401; data_1: its address answered with HTTP 410)',
		);
	});

	it('give their connection back', async () => {
		const { bodies } = await fetched([film]);
		expect(bodies.map(({ destroyed }) => destroyed)).toEqual([true]);
	});

	it('give it back too where nobody has read from it', async () => {
		const { bodies } = await fetched([{ statusCode: 410 }]);
		expect(bodies.map(({ destroyed }) => destroyed)).toEqual([true]);
	});

	it('are had with any status that means success', async () => {
		expect((await fetched([{ ...film, statusCode: 299 }])).kept).toHaveLength(1);
	});

	it('are not asked for again after Stop', async () => {
		const { item, asked } = stoppedWhileFetching();
		await expect(fetchFiles(item, VIDEO, { field: 'data', byTitle: false })).rejects.toThrow('Stop');
		expect(asked).toHaveLength(1);
	});
});

describe('the name of a downloaded file', () => {
	it.each<[IDataObject, Partial<JobOutput>, string]>([
		[{ options: { videoName: 'News' } }, { title: 'Other' }, 'News.mp4'],
		[{ options: { videoName: ' ' } }, { title: 'Other' }, 'avatarVideo-v_1.mp4'],
		[{ options: { videoName: 'News' } }, { visualStyle: 'Bold' }, 'News Bold.mp4'],
		[{ options: {} }, { title: 'Other', visualStyle: 'Bold' }, 'avatarVideo-v_1.mp4'],
		[{ byTitle: true, options: {} }, { title: 'Other', visualStyle: 'Bold' }, 'Other.mp4'],
		[{ byTitle: true }, { title: '///' }, 'avatarVideo-v_1.mp4'],
		[{ byTitle: true }, {}, 'avatarVideo-v_1.mp4'],
	])(
		'is made of what the user says, or of JoggAI’s title for a job that was started elsewhere (%j, %j)',
		async (parameters, more, name) => {
			expect((await fetched([film], { ...VIDEO, ...more }, parameters)).kept[0].name).toBe(name);
		},
	);
});

describe('Download', () => {
	const download = async (answers: Answer[], parameters: IDataObject, job: JobOutput = VIDEO) => {
		const { item, asked } = itemWithFiles({
			answers,
			parameters: { download: true, binaryPropertyName: 'clip', ...parameters },
		});
		return {
			asked,
			done: await downloadedFiles(item, job, { byTitle: false }).catch((error: Error) => error),
		};
	};

	it('puts the file where the user wants it', async () => {
		const { done } = await download([film], {});
		expect(done).toEqual({ binary: { clip: expect.anything() }, warning: undefined });
	});

	it.each<[IDataObject, JobOutput]>([
		[{ download: false }, VIDEO],
		[{ download: undefined }, VIDEO],
		[{ download: '={{ true }}' }, VIDEO],
		[{}, { ...VIDEO, status: 'processing' }],
	])('fetches nothing with %j, %j', async (parameters, job) => {
		expect(await download([film], parameters, job)).toEqual({ asked: [], done: {} });
	});

	it('warns of what cannot be had, unless the user wants an error', async () => {
		const gone = [{ statusCode: 410 }];
		const warned = await download(gone, {});
		expect(warned.done).toEqual({
			binary: undefined,
			warning: expect.stringMatching(
				/^The finished file .* \(its address answered with HTTP 410\)\. The job itself/,
			),
		});
		const { done } = await download(gone, { failIfDownloadFails: true });
		expect(done).toBeInstanceOf(ProblemError);
		expect((done as Error).message).toContain('could not be downloaded');
	});

	it('is offered for kinds that have a file, with a word on those that have several', () => {
		const hintOf = (kind: 'avatarVideo' | 'photoImages') => downloadFields(kind)[1].hint;
		expect(downloadFields('aiScript')).toEqual([]);
		expect(downloadFields('avatarVideo').map(({ name }) => name)).toEqual([
			'download',
			'binaryPropertyName',
			'failIfDownloadFails',
		]);
		expect(hintOf('avatarVideo')).toBe('The name of the output binary field to put the file in');
		expect(hintOf('photoImages')).toMatch(/to put the file in; the other photos with _1, _2 and _3/);
	});
});

describe('a warning', () => {
	it('stands at the front of an item, behind the one that it has already', () => {
		const told = (json: IDataObject) => Object.entries(withWarning(json, 'No file.'));
		expect(told({ id: 'v1' })).toEqual([
			['warning', 'No file.'],
			['id', 'v1'],
		]);
		expect(told({ id: 'v1', warning: 'Late.' })).toEqual([
			['warning', 'Late. No file.'],
			['id', 'v1'],
		]);
	});

	it('is not there where there is nothing to say', () => {
		expect(withWarning({ id: 'v1' })).toStrictEqual({ id: 'v1' });
	});
});
