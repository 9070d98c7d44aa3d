import { type JobKind, jobRow, JOBS } from '../../nodes/shared/vocabulary/jobs/kinds';
import { jobResults, jobState } from '../../nodes/shared/vocabulary/jobs/output';
import { scriptsOf } from '../../nodes/shared/vocabulary/scripts';
import { templateDetailsUrl } from '../../nodes/shared/vocabulary/templates';

const addressOf = (kind: JobKind) => {
	const { statusRequest } = jobRow(kind);
	return typeof statusRequest === 'function' ? statusRequest('a/b') : statusRequest.url;
};

describe('the address that tells about a job', () => {
	it('is that of its kind, with its ID made safe', () => {
		expect(Object.fromEntries(Object.keys(JOBS).map((kind) => [kind, addressOf(kind as JobKind)]))).toEqual({
			aiScript: { url: '/v2/ai_scripts/results/a%2Fb' },
			avatarVideo: { url: '/v2/avatar_video/a%2Fb' },
			productVideo: { url: '/v2/product_video/a%2Fb' },
			productPreview: '/v2/product_previews',
			templateVideo: { url: '/v2/template_video/a%2Fb' },
			lipSync: { url: '/v2/lip_sync_video/a%2Fb' },
			videoTranslation: { url: '/v2/video_translate/a%2Fb' },
			photoImages: { url: '/v2/photo_avatar/photo', qs: { photo_id: 'a/b' } },
			photoAvatar: { url: '/v2/photo_avatar', qs: { motion_id: 'a/b' } },
			productImages: { url: '/v2/product_avatar/generation/a%2Fb' },
			productAvatar: { url: '/v2/product_avatar', qs: { motion_id: 'a/b' } },
			legacyProject: { url: '/v1/project', qs: { project_id: 'a/b' } },
		});
	});

	it('of a template is made of its ID without blanks', () => {
		expect(templateDetailsUrl(' a/b ')).toBe('/v2/template/custom/a%2Fb');
	});
});

describe('what only jobs of one kind tell', () => {
	it.each<[JobKind, object, object]>([
		['productPreview', { visual_style: 'Bold' }, { visualStyle: 'Bold' }],
		['legacyProject', { status_code: 4 }, { status: 'completed' }],
		['legacyProject', { status: 'failed' }, { status: 'failed' }],
		['legacyProject', { status_code: 0, status: 'completed' }, { status: 'processing' }],
	])('%s: %j', (kind, raw, told) => {
		expect(jobState(kind, 'j1', raw as never).output).toMatchObject(told);
	});
});

describe('the scripts of a reply', () => {
	const script = (text: string) => ({ script_style: 'Data', script_paragraphs: [text, 'end'] });
	const inside = (...texts: string[]) => texts.map(script);
	const texts = (reply: object) => scriptsOf(reply).map(({ script: text }) => text);

	it.each([
		[{ data: { generated_scripts: inside('a'), scripts: inside('b') }, scripts: inside('c') }, ['a\nend']],
		[{ data: { scripts: inside('b') }, generated_scripts: inside('c') }, ['b\nend']],
		[{ generated_scripts: inside('c'), scripts: inside('d') }, ['c\nend']],
		[{ scripts: inside('d', 'e') }, ['d\nend', 'e\nend']],
		[{ scripts: 'soon' }, []],
		[{}, []],
	])('are found wherever JoggAI puts them (%#)', (reply, found) => {
		expect(texts(reply)).toEqual(found);
	});

	it('are numbered, and left out where they are empty', () => {
		const scripts = [null, { script_paragraphs: 'One text.' }, {}, { script_paragraphs: [' '] }];
		expect(scriptsOf({ scripts })).toEqual([
			{ variation: 2, style: '', script: 'One text.', paragraphs: ['One text.'] },
		]);
	});

	it('become items only once their job is completed', () => {
		const scripts = inside('a', 'b');
		expect(jobResults(jobState('aiScript', 'j1', { status: 'success', scripts }))).toHaveLength(2);
		expect(jobResults(jobState('aiScript', 'j1', { status: 'pending', scripts }))).toHaveLength(1);
	});
});
