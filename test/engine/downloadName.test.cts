import type { IBinaryData, INodeParameters, INodeType } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiProductVideo } from '../../nodes/ProductVideo/JoggAiProductVideo.node';
import { JoggAiTemplateVideo } from '../../nodes/TemplateVideo/JoggAiTemplateVideo.node';
import { JoggAiVideoTranslation } from '../../nodes/VideoTranslation/JoggAiVideoTranslation.node';
import { PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { keepFiles } from '../harness/binaries.cts';
import { byId } from '../harness/form.cts';
import { addProduct } from '../harness/products.cts';
import { numbered } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
beforeEach(async () => await keepFiles('stored files'));

/** Names of the downloaded files, of all items in turn. */
async function namesOf(type: INodeType, parameters: INodeParameters, count = 1): Promise<unknown[]> {
	const { items, error } = await at.world.run({
		type,
		parameters: { ...parameters, download: true },
		items: numbered(count),
	});
	expect(error).toBeUndefined();
	const filesIn = ({ binary = {} }) => Object.values(binary as Record<string, IBinaryData>);
	return items.flatMap((item) => filesIn(item).map(({ fileName }) => fileName));
}
const started = (index = 0) => at.world.joggAi.charges[index].id;

const TRANSLATION: INodeParameters = {
	operation: 'create',
	videoUrl: 'https://example.com/talk.mp4',
	outputLanguage: byId('spanish'),
};
const TEMPLATE: INodeParameters = {
	operation: 'create',
	template: byId(88),
	variablesFrom: 'manual',
	manualVariables: {
		items: [
			{ type: 'text', name: 'headline', value: 'Two rooms' },
			{ type: 'image', name: 'photo', value: 'https://example.com/flat.jpg' },
			{ type: 'script', name: 'narration', value: 'Welcome.' },
		],
	},
};
const product = async (): Promise<INodeParameters> => ({
	operation: 'create',
	productId: await addProduct(at.world),
	avatarSource: 'public',
	avatar: byId(PUBLIC_AVATARS[0].id),
});

describe('a downloaded file', () => {
	it('is called after the Video Name of its own item, made safe', async () => {
		const options = { videoName: '=Über uns: Teil {{ $json.n }}/2' };

		expect(await namesOf(new JoggAiAvatarVideo(), { ...AVATAR_VIDEO, options }, 2)).toEqual([
			'Über uns- Teil 0-2.mp4',
			'Über uns- Teil 1-2.mp4',
		]);
	});

	it('is called after its job where the user gave no name, or one of which nothing is left', async () => {
		const options = { videoName: '=../{{ " " }}' };

		expect(await namesOf(new JoggAiAvatarVideo(), AVATAR_VIDEO)).toEqual([`avatarVideo-${started()}.mp4`]);
		expect(await namesOf(new JoggAiAvatarVideo(), { ...AVATAR_VIDEO, options })).toEqual([
			`avatarVideo-${started(1)}.mp4`,
		]);
		expect(await namesOf(new JoggAiProductVideo(), await product())).toEqual([
			`productVideo-${started(2)}.mp4`,
		]);
	});

	it('is called after the name of a product or template video', async () => {
		const options = { videoName: 'Desk lamp.mp4' };

		expect(await namesOf(new JoggAiProductVideo(), { ...(await product()), options })).toEqual([
			'Desk lamp.mp4',
		]);
		expect(await namesOf(new JoggAiTemplateVideo(), { ...TEMPLATE, options })).toEqual(['Desk lamp.mp4']);
	});

	it('is called after the name of a translation, as are its subtitles', async () => {
		const options = { videoName: 'News (Spanish)' };

		expect(await namesOf(new JoggAiVideoTranslation(), { ...TRANSLATION, options })).toEqual([
			'News (Spanish).mp4',
			'News (Spanish)_subtitles.srt',
		]);
	});

	it('tells the previews of one request apart by their visual styles', async () => {
		const parameters = {
			...(await product()),
			resource: 'preview',
			visualStyles: ['Paper Cut', 'Blueprint'],
			options: { videoName: 'Lamp', download: true },
		};

		expect(await namesOf(new JoggAiProductVideo(), parameters)).toEqual([
			'Lamp Paper Cut.mp4',
			'Lamp Blueprint.mp4',
		]);
	});

	it('is called by the title that JoggAI tells in Get, raw data or not', async () => {
		await namesOf(new JoggAiProductVideo(), { ...(await product()), options: { videoName: 'Lamp / 1' } });
		const get = { operation: 'get', videoId: byId(started()) };

		expect(await namesOf(new JoggAiProductVideo(), get)).toEqual(['Lamp - 1.mp4']);
		expect(await namesOf(new JoggAiProductVideo(), { ...get, options: { simplify: false } })).toEqual([
			'Lamp - 1.mp4',
		]);
	});

	it('of a Get without any title is called after its job', async () => {
		await namesOf(new JoggAiAvatarVideo(), AVATAR_VIDEO);

		expect(await namesOf(new JoggAiAvatarVideo(), { operation: 'get', videoId: started() })).toEqual([
			`avatarVideo-${started()}.mp4`,
		]);
	});
});
