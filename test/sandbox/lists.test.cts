import { PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { listAt, type JsonObject } from '../../sandbox/json.cts';
import { openFixture, type Fixture } from './support.cts';

let fixture: Fixture;
beforeAll(async () => {
	fixture = await openFixture({ postsPerWindow: 1000 });
});
afterAll(() => fixture.sandbox.close());

const rows = async (request: string, list: string) =>
	listAt(await fixture.ask(request), list) as JsonObject[];

/** All pages of a list, until a page is not full. */
async function walk(path: string, list: string, size: number): Promise<JsonObject[][]> {
	const pages: JsonObject[][] = [];
	do
		pages.push(
			await rows(
				`GET ${path}${path.includes('?') ? '&' : '?'}page=${pages.length + 1}&page_size=${size}`,
				list,
			),
		);
	while (pages[pages.length - 1].length === size);
	return pages;
}

it('has public avatars for three pages of a hundred, each once', async () => {
	const pages = await walk('/v2/avatars/public', 'avatars', 100);
	expect(pages.map(({ length }) => length)).toEqual([100, 100, 40]);
	expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(240);
});

it('answers an empty page behind the last full one', async () => {
	expect((await walk('/v2/avatars/public', 'avatars', 80)).map(({ length }) => length)).toEqual([
		80, 80, 80, 0,
	]);
});

it('shows ten when no size is asked for', async () => {
	expect(await rows('GET /v2/avatars/public', 'avatars')).toHaveLength(10);
});

it.each(
	Object.entries({
		aspect_ratio: 'ratio',
		style: 'style',
		gender: 'gender',
		age: 'age',
		scene: 'scene',
		ethnicity: 'ethnicity',
	}),
)('filters public avatars by %s', async (filter, column) => {
	const words = new Set(PUBLIC_AVATARS.map((avatar) => String(avatar[column as 'style'])));
	let total = 0;
	for (const word of words) {
		const ids = (await walk(`/v2/avatars/public?${filter}=${word}`, 'avatars', 100))
			.flat()
			.map(({ id }) => id);
		expect(ids).toEqual(
			PUBLIC_AVATARS.filter((avatar) => avatar[column as 'style'] === word).map(({ id }) => id),
		);
		expect(ids.length).toBeGreaterThan(10);
		total += ids.length;
	}
	expect(total).toBe(PUBLIC_AVATARS.length);
});

it('combines filters and does not tell scene and ethnicity', async () => {
	const [avatar] = await rows(
		'GET /v2/avatars/public?scene=studio&gender=female&aspect_ratio=square',
		'avatars',
	);
	expect(Object.keys(avatar).sort()).toEqual(
		['id', 'name', 'video_url', 'cover_url', 'aspect_ratio', 'style', 'gender', 'age'].sort(),
	);
	expect(avatar).toMatchObject({ gender: 'female', aspect_ratio: 2 });
});

it('shows own avatars in every state, each list in its own words', async () => {
	const states = async (path: string, list: string, field: string) =>
		(await rows(`GET /v2/avatars/${path}`, list)).map((row) => row[field]);
	expect(await states('custom', 'avatars', 'avatar_status')).toEqual(['completed', 'processing', 'failed']);
	expect(await states('photo_avatars', 'avatars', 'status')).toEqual([1, 0, 2]);
	expect(await states('product_avatars', 'product_avatars', 'status')).toEqual([1, 0, 2]);
});

it('searches own avatars by name and filters them by state in words', async () => {
	const ids = async (query: string) =>
		(await rows(`GET /v2/avatars/photo_avatars${query}`, 'avatars')).map(({ id }) => id);
	expect([
		await ids('?name=PETRA'),
		await ids('?status=failed'),
		await ids('?name=petra&status=failed'),
	]).toEqual([[6001], [6003], []]);
});

it('says whether there are more voices', async () => {
	const more = [];
	const voices = [];
	for (let page = 1; more[more.length - 1] !== false; page++) {
		const data = await fixture.ask(`GET /v2/voices?language=english&page=${page}&page_size=10`);
		more.push(data.has_more);
		voices.push(...(listAt(data, 'voices') as JsonObject[]));
	}
	expect([more, voices.length, new Set(voices.map(({ voice_id }) => voice_id)).size]).toEqual([
		[true, true, false],
		24,
		24,
	]);
	expect(await fixture.ask('GET /v2/voices?language=english&page=2&page_size=12')).toMatchObject({
		has_more: false,
	});
});

it('has voices in many languages with ids of several shapes', async () => {
	const voices = (await walk('/v2/voices', 'voices', 100)).flat();
	expect(voices.length).toBeGreaterThanOrEqual(120);
	expect(new Set(voices.map(({ voice_id }) => voice_id)).size).toBe(voices.length);
	expect(new Set(voices.map(({ language }) => language)).size).toBe(54);
	for (const shape of [/Neural$/, /^tb_/, /^[0-9a-f]{20}$/])
		expect(voices.some(({ voice_id }) => shape.test(String(voice_id)))).toBe(true);
});

it.each(['gender=male', 'age=old', 'use_case=narrative_story', 'language=german'])(
	'filters voices by %s',
	async (query) => {
		const [field, word] = query.split('=');
		const found = (await walk(`/v2/voices?${query}`, 'voices', 100)).flat();
		expect(found.length).toBeGreaterThan(0);
		expect(new Set(found.map((voice) => voice[field]))).toEqual(new Set([word]));
	},
);

it('knows no voice of a language it has never heard of', async () => {
	expect(await fixture.ask('GET /v2/voices?language=en-US')).toEqual({ voices: [], has_more: false });
});

it('counts own voices', async () => {
	expect(await fixture.ask('GET /v2/voices/custom')).toMatchObject({ total: 2 });
	expect(await fixture.ask('GET /v2/voices/custom?language=german')).toMatchObject({
		total: 1,
		voices: [{ language: 'german' }],
	});
});

it('describes the pages of the music list', async () => {
	const { pagination, music } = await fixture.ask('GET /v2/musics?page=4&page_size=12');
	expect(pagination).toEqual({ page: 4, page_size: 12, total_items: 40, total_pages: 4 });
	expect(music).toHaveLength(4);
	expect((music as JsonObject[])[3]).toMatchObject({
		id: 40,
		duration: expect.any(Number),
		music_url: expect.stringMatching(/\.mp3$/),
	});
});

it('knows which visual styles and templates exist in which ratio', async () => {
	const count = async (path: string, list: string) => (await rows(`GET ${path}`, list)).length;
	expect(await count('/v2/visual_styles', 'visual_styles')).toBe(12);
	expect(await count('/v2/visual_styles?aspect_ratio=square', 'visual_styles')).toBe(7);
	expect(await count('/v2/templates', 'templates')).toBe(5);
	expect(await count('/v2/templates/custom', 'templates')).toBe(3);
	expect(await count('/v2/templates/custom?aspect_ratio=landscape', 'templates')).toBe(1);
});

it('gives details of own templates only', async () => {
	const { variables } = await fixture.ask('GET /v2/template/custom/88');
	expect(new Set((variables as JsonObject[]).map(({ type }) => type))).toEqual(
		new Set(['text', 'image', 'video', 'script']),
	);
	expect((await fixture.send('GET /v2/template/custom/11')).code).toBe(10104);
	expect((await fixture.send('GET /v2/template/custom/x')).code).toBe(40000);
});

it('accepts library templates or not, as set', async () => {
	const create = async () =>
		(await fixture.sendSample('POST /v2/create_video_with_template', { template_id: 11, variables: [] }))
			.code;
	expect(await create()).toBe(0);
	fixture.sandbox.settings.acceptLibraryTemplates = false;
	expect(await create()).toBe(10104);
});

it('totals the pages of product videos', async () => {
	const { product_id } = await fixture.askSample('POST /v2/product');
	for (let count = 0; count < 5; count++)
		await fixture.askSample('POST /v2/create_video_from_product', { product_id });
	const { videos, ...meta } = await fixture.ask('GET /v2/product_videos?page=3&page_size=2');
	expect([(videos as JsonObject[]).length, meta]).toEqual([1, { total: 5, page: 3, page_size: 2 }]);
});

it('updates a product and answers nothing but the envelope', async () => {
	const { product_id, media } = await fixture.ask('POST /v2/product', { url: 'https://shop.example/mug' });
	expect(media).toHaveLength(1);
	const reply = await fixture.send('PUT /v2/product', { product_id, name: 'Mug' });
	expect(Object.keys(JSON.parse(reply.text)).sort()).toEqual(['code', 'msg', 'rid']);
});
