import { listAt, textAt, type JsonObject } from '../../sandbox/json.cts';
import { openFixture, type Fixture } from './support.cts';

let fixture: Fixture;
beforeEach(async () => {
	fixture = await openFixture();
});
afterEach(() => fixture.sandbox.close());

const later = 100_000;
const guide = () => (fixture.sandbox.settings.dialect = 'guide');
const product = async () => (await fixture.askSample('POST /v2/product')).product_id;
const first = async (request: string, list: string) =>
	listAt(await fixture.ask(request), list)[0] as JsonObject;

it('names the id of a new product video differently', async () => {
	const create = async () =>
		fixture.askSample('POST /v2/create_video_from_product', { product_id: await product() });
	expect(Object.keys(await create()).sort()).toEqual(['status', 'video_id']);
	guide();
	expect(Object.keys(await create()).sort()).toEqual(['product_video_id', 'status']);
});

it('tells more about previews', async () => {
	guide();
	const created = await fixture.askSample('POST /v2/create_video_from_product/preview_list', {
		product_id: await product(),
	});
	expect(created).toMatchObject({
		preview_list_id: expect.any(String),
		previews: [{ visual_style: 'Paper Cut', preview_id: expect.any(String), status: 'processing' }, {}],
	});
	expect(await first('GET /v2/product_previews', 'previews')).toMatchObject({
		preview_id: fixture.sandbox.jobs[1].id,
		visual_style: 'Kitchen Table',
	});
});

it('tells duration, id and waiting for product videos', async () => {
	const { video_id } = await fixture.askSample('POST /v2/create_video_from_product', {
		product_id: await product(),
	});
	const look = () => fixture.ask(`GET /v2/product_video/${video_id}`);
	expect((await look()).status).toBe('processing');
	guide();
	expect(await look()).toMatchObject({ id: video_id, status: 'pending' });
	fixture.clock.advance(later);
	expect(await look()).toMatchObject({ status: 'completed', duration: 30 });
});

it('tells a template video nested, or flat', async () => {
	const { video_id } = await fixture.askSample('POST /v2/create_video_with_template');
	fixture.clock.advance(later);
	const nested = await fixture.ask(`GET /v2/template_video/${video_id}`);
	expect(nested.data).toMatchObject({
		url: expect.stringContaining('.mp4'),
		duration_seconds: 3,
		deducted_credit: 1,
	});
	guide();
	const flat = await fixture.ask(`GET /v2/template_video/${video_id}`);
	expect(flat).toMatchObject({ video_url: textAt(nested, 'data.url'), duration: 3, status: 'completed' });
	expect(flat).not.toHaveProperty('data');
	expect(await first('GET /v2/template_videos', 'videos')).toMatchObject({ video_id });
});

it('tells template ids and required variables differently', async () => {
	const spec = await fixture.ask('GET /v2/template/custom/88');
	expect(spec).toMatchObject({
		template_id: 88,
		variables: expect.arrayContaining([{ type: 'text', name: 'headline' }]),
	});
	expect(spec).not.toHaveProperty('id');
	guide();
	const guided = await fixture.ask('GET /v2/template/custom/88');
	expect(guided).toMatchObject({
		id: 88,
		variables: expect.arrayContaining([
			{ type: 'text', name: 'headline', required: true },
			{ type: 'text', name: 'Price tag', required: false },
		]),
	});
	expect(guided).not.toHaveProperty('template_id');
});

it('counts voices instead of saying that there are more', async () => {
	expect(await fixture.ask('GET /v2/voices?page_size=5')).toMatchObject({ has_more: true });
	guide();
	const voices = await fixture.ask('GET /v2/voices?page_size=5&page=2');
	expect(voices).toMatchObject({ total: expect.any(Number), page: 2, page_size: 5 });
	expect(voices).not.toHaveProperty('has_more');
	expect(listAt(voices, 'voices')[0]).toHaveProperty('audition_url');
});

it('names avatars, music, languages, uploads and scripts differently', async () => {
	guide();
	expect(await first('GET /v2/avatars/public', 'avatars')).toMatchObject({ avatar_id: 1001 });
	expect(await first('GET /v2/avatars/custom', 'avatars')).toMatchObject({
		avatar_id: 5001,
		status: 'completed',
	});
	expect(await first('GET /v2/avatars/product_avatars', 'avatars')).toMatchObject({ avatar_id: 7001 });
	expect(await first('GET /v2/musics', 'musics')).toMatchObject({ id: 1 });
	expect(await first('GET /v2/video_translate/target_languages', 'languages')).toEqual({
		code: 'ar',
		name: 'arabic',
	});
	expect(await fixture.askSample('POST /v2/upload/asset')).toMatchObject({
		asset_id: expect.stringContaining('http'),
	});
	const { task_id } = await fixture.askSample('POST /v2/ai_scripts');
	fixture.clock.advance(later);
	expect(await first(`GET /v2/ai_scripts/results/${task_id}`, 'scripts')).toMatchObject({
		script_paragraphs: expect.any(String),
	});
});

it('leaves out what older samples leave out', async () => {
	guide();
	expect(
		await fixture.askSample('POST /v2/photo_avatar/add_motion', { photo_id: undefined }),
	).not.toHaveProperty('avatar_id');
	const { batch_id } = await fixture.askSample('POST /v2/product_avatar/generation');
	expect(await fixture.ask(`GET /v2/product_avatar/generation/${batch_id}`)).not.toHaveProperty('summary');
	expect(JSON.parse((await fixture.send('GET /v2/user/whoami')).text)).toMatchObject({ msg: 'success' });
	expect(JSON.parse((await fixture.send('GET /v2/user/whoami')).text)).not.toHaveProperty('rid');
});

it('names the reason of a failed translation only in the guide dialect', async () => {
	fixture.sandbox.fault({ match: 'POST /v2/video_translate/', kind: 'failJob', message: 'too long' });
	const { video_translate_id } = await fixture.askSample('POST /v2/video_translate/');
	fixture.clock.advance(later);
	const look = () => fixture.ask(`GET /v2/video_translate/${video_translate_id}`);
	expect(await look()).not.toHaveProperty('error');
	guide();
	expect(await look()).toMatchObject({ status: 'failed', error: { message: 'too long' }, video_url: '' });
});
