import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { searchFinishedPreviews, searchProductVideos } from '../../nodes/shared/description/pickers/jobs';
import { searchIn } from '../../nodes/shared/description/pickers/picker';
import { searchVoices } from '../../nodes/shared/description/pickers/voice';
import type { PickerList } from '../../nodes/shared/form/knownEntries';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

let accounts = 0;

/** A form in the editor; what JoggAI has under each address, page by page, and a refusal where it has none. */
function formOf(lists: Record<string, IDataObject[][]>, parameters: IDataObject = {}) {
	const asked: IDataObject[] = [];
	const warnings: string[] = [];
	const context = {
		helpers: {
			httpRequestWithAuthentication: async (_name: string, { url, qs }: { url: string; qs: IDataObject }) => {
				asked.push({ url, ...qs });
				const pages = lists[url];
				const page = Number(qs.page ?? 1);
				const entries = pages?.[page - 1] ?? [];
				const body = pages
					? { code: 0, data: { voices: entries, has_more: page < pages.length } }
					: { code: 40000, msg: `no ${url}` };
				return { statusCode: 200, headers: {}, body };
			},
		},
		getCredentials: async () => ({ apiKey: `picker-key-${accounts}` }),
		getCurrentNodeParameter: (name: string) => parameters[name],
		getNode: () => ({ name: 'Form', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} }),
		logger: { warn: (line: string) => warnings.push(line) },
	} as unknown as ILoadOptionsFunctions;
	accounts += 1;
	return { context, asked, warnings };
}

const list = (url: string): PickerList => ({
	url,
	keys: ['voices'],
	paged: 'hasMore',
	toItem: ({ id, name, hidden }) => (hidden ? undefined : { name: String(name), value: id as string }),
});
const search = searchIn(() => [list('/a'), list('/b')]);
const [red, blue, green] = ['red', 'blue', 'green'].map((name, id) => ({ name, id: id + 1 }));
const itemOf = ({ name, id }: typeof red) => ({ name, value: String(id) });

describe('a list to choose from, without a search word', () => {
	it('shows every page of one list, then the next list from its first page', async () => {
		const { context } = formOf({ '/a': [[red], [blue]], '/b': [[green]] });
		const first = await search.call(context);
		expect(first).toEqual({ results: [itemOf(red)], paginationToken: '0:2' });
		const second = await search.call(context, undefined, first.paginationToken as string);
		expect(second).toEqual({ results: [itemOf(blue)], paginationToken: '1:1' });
		const third = await search.call(context, '', second.paginationToken as string);
		expect(third).toEqual({ results: [itemOf(green)], paginationToken: undefined });
	});

	it('goes on with the first page of the next list where a later page is empty', async () => {
		const { context } = formOf({ '/a': [[red], []], '/b': [[green], [blue]] });
		expect((await search.call(context, '', '0:2')).results).toEqual([itemOf(green)]);
	});

	it('has no entry that cannot be chosen, for want of an ID or otherwise', async () => {
		const nameless = [{ name: 'no ID' }, { name: 'empty ID', id: '' }, { ...red, hidden: true }, blue];
		const { context } = formOf({ '/a': [nameless], '/b': [[]] });
		expect((await search.call(context)).results).toEqual([itemOf(blue)]);
		expect((await search.call(context, 'ID')).results).toEqual([]);
	});
});

describe('entries of the same name', () => {
	const marked = (url: string): PickerList => ({
		...list(url),
		toItem: ({ id, name, style }) => ({
			name: String(name),
			value: id as string,
			details: ['Female'],
			marks: [style as string | undefined],
		}),
	});
	const find = searchIn(() => [marked('/a')]);
	const names = async (pages: IDataObject[][], words?: string, token?: string) =>
		(await find.call(formOf({ '/a': pages }).context, words, token)).results.map(({ name }) => name);

	it('are told apart by what differs, and by no more than is needed', async () => {
		const entries = [
			{ name: 'Anna', id: 1, style: 'Social' },
			{ name: 'Anna', id: 2, style: 'Professional' },
			{ name: 'Ben', id: 3, style: 'Social' },
		];
		expect(await names([entries])).toEqual([
			'Anna (Female, Social)',
			'Anna (Female, Professional)',
			'Ben (Female)',
		]);
		expect(await names([entries], 'social anna')).toEqual(['Anna (Female, Social)']);
	});

	it('are told apart by the end of the ID where nothing else differs', async () => {
		const twins = ['avatar_2026_aaaa', 'avatar_2026_bbbb'].map((id) => ({ name: 'Anna', id }));
		expect(await names([twins])).toEqual(['Anna (Female, ID …026_aaaa)', 'Anna (Female, ID …026_bbbb)']);
	});

	it('are told apart across pages as well', async () => {
		const pages = [[{ name: 'Anna', id: 1 }], [{ name: 'Anna', id: 2 }]];
		expect(await names(pages)).toEqual(['Anna (Female)']);
		expect(await names(pages, undefined, '0:2')).toEqual(['Anna (Female, ID 2)']);
	});
});

describe('a page on which nothing can be chosen', () => {
	it('is passed over: what stands behind it is shown', async () => {
		const hidden = { ...red, hidden: true };
		const { context } = formOf({ '/a': [[hidden], [blue], [hidden]], '/b': [[green]] });
		const first = await search.call(context);
		expect(first).toEqual({ results: [itemOf(blue)], paginationToken: '0:3' });
		expect((await search.call(context, '', '0:3')).results).toEqual([itemOf(green)]);
	});
});

describe('a list to choose from, with search words', () => {
	it('finds an entry by its name and its ID, and by nothing that begins in one and ends in the other', async () => {
		const { context, warnings } = formOf({ '/a': [[red]], '/b': [[blue]] });
		for (const words of ['red', 'RE', '1', ' 1   red '])
			expect((await search.call(context, words)).results).toEqual([itemOf(red)]);
		expect((await search.call(context, 'd1')).results).toEqual([]);
		expect(warnings).toEqual([]);
	});

	it('finds nothing where nothing fits, unless one of the lists could not be had', async () => {
		const whole = formOf({ '/a': [[red]], '/b': [[blue]] });
		expect(await search.call(whole.context, 'yellow')).toEqual({ results: [] });
		const broken = formOf({ '/a': [[red]] });
		expect((await search.call(broken.context, 'red')).results).toEqual([itemOf(red)]);
		await expect(search.call(broken.context, 'yellow')).rejects.toThrow('no /b');
	});
});

describe('the list of jobs', () => {
	const namesOf = async (find: typeof searchProductVideos, key: string, jobs: IDataObject[]) => {
		const { context } = formOf({});
		context.helpers.httpRequestWithAuthentication = async () => ({
			statusCode: 200,
			headers: {},
			body: { code: 0, data: { [key]: jobs, total: jobs.length } },
		});
		return (await find.call(context)).results.map(({ name, value }) => [name, value]);
	};

	it('names a job by its title, or its ID, and tells its status and when it was started as far as known', async () => {
		const jobs = [
			{ id: 'v1', title: 'Lamp', status: 'completed', created_at: 1790843400 },
			{ id: 'v2', status: 'processing' },
			{ title: 'no ID', status: 'completed' },
		];
		expect(await namesOf(searchProductVideos, 'videos', jobs)).toEqual([
			['Lamp (completed, 2026-10-01 08:30)', 'v1'],
			['v2 (processing)', 'v2'],
		]);
	});

	it('has jobs of one status only where others are of no use, and does not name it then', async () => {
		const jobs = [
			{ id: 'p1', status: 'completed', video_url: 'https://m/p.mp4' },
			{ id: 'p2', status: 'processing' },
		];
		expect(await namesOf(searchFinishedPreviews, 'previews', jobs)).toEqual([['p1', 'p1']]);
	});
});

describe('the list of voices', () => {
	const languagesFor = async (parameters: IDataObject) => {
		const { context, asked } = formOf({ '/v2/voices/custom': [[]], '/v2/voices': [[]] }, parameters);
		await searchVoices.call(context);
		return asked.map(({ language }) => language);
	};

	it.each<[string, IDataObject]>([
		['a menu', { voiceLanguage: 'german' }],
		['an option', { 'options.voiceLanguage': 'german' }],
		['text', { language: ' German ' }],
		['a picker', { outputLanguage: { __rl: true, mode: 'list', value: 'german' } }],
	])('keeps to the language of the form, chosen with %s', async (_how, parameters) => {
		expect(await languagesFor(parameters)).toEqual(['german', 'german']);
	});

	it.each<[string, IDataObject]>([
		['nothing', {}],
		['null', { language: null }],
		['an empty picker', { outputLanguage: { __rl: true, mode: 'list', value: '' } }],
		['a name of every object', { language: 'constructor' }],
	])('has all languages where the form holds %s', async (_what, parameters) => {
		expect(await languagesFor(parameters)).toEqual([undefined, undefined]);
	});
});
