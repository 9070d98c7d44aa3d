import type { INodeParameters } from 'n8n-workflow';
import { JoggAiTemplateVideo } from '../../nodes/TemplateVideo/JoggAiTemplateVideo.node';
import { VOICES } from '../../sandbox/data/voices.cts';
import { byId, mapperFields, search } from '../harness/form.cts';
import { reads } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const type = () => new JoggAiTemplateVideo();
const find = async (method: string, parameters: INodeParameters = {}, filter?: string, token?: string) =>
	await search({ type: type(), method, credentials: at.world.credentials, parameters }, filter, token);
const fieldsOf = async (template: unknown) =>
	await mapperFields({
		type: type(),
		method: 'getTemplateVariables',
		credentials: at.world.credentials,
		parameters: template === undefined ? {} : { template: byId(template) },
	});

describe('the fields of a chosen template', () => {
	const field = (id: string, displayName: string, required: boolean) => ({
		id,
		displayName,
		required,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: 'string',
	});

	it.each([
		['spec', false],
		['guide', true],
	] as const)(
		'are its variables with their types, marked as required where JoggAI says so (%s)',
		async (dialect, marked) => {
			at.world.joggAi.settings.dialect = dialect;

			expect(await fieldsOf(88)).toEqual({
				fields: [
					field('text:headline', 'headline (Text)', marked),
					field('text:Price tag', 'Price tag (Text)', false),
					field('image:photo', 'photo (Image URL)', marked),
					field('video:walkthrough', 'walkthrough (Video URL)', false),
					field('script:narration', 'narration (Script)', marked),
				],
				emptyFieldsNotice:
					'The template has the variables headline (Text), Price tag (Text), photo (Image URL), walkthrough (Video URL), narration (Script).',
			});
			expect(reads(at.world).map(({ path }) => path)).toEqual(['/v2/template/custom/88']);
		},
	);

	it.each([
		['nothing is chosen', '', 'Choose a template first'],
		['the form is new', undefined, 'Choose a template first'],
		['the ID comes from an expression', '={{ $json.id }}', "set 'Variables Source' to Manual"],
		['it is of the library', 11, 'your own templates only'],
		['it has no variables', 90, 'has no variables'],
	])('give way to an explanation when %s', async (_, template, notice) => {
		expect(await fieldsOf(template)).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining(notice),
		});
	});

	it('give way to the reason when JoggAI refuses', async () => {
		at.world.joggAi.settings.keys = [];

		expect(await fieldsOf(88)).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringMatching(/^JoggAI did not accept the API key\. .*paste the key again/),
		});
	});
});

describe('the template picker', () => {
	it('shows own templates first, then the library, and tells them apart', async () => {
		const own = await find('searchTemplates');
		const library = await find('searchTemplates', {}, undefined, own.paginationToken as string);

		expect(own.results.map(({ name, value }) => [name, value])).toEqual([
			['Flat of the week (Landscape, My Templates)', '88'],
			['Job offer (Portrait, My Templates)', '89'],
			['Season greeting (Square, My Templates)', '90'],
		]);
		expect(library.results[0]).toEqual({
			name: 'Grand Opening (Landscape, Library)',
			value: '11',
			url: expect.stringMatching(/\.mp4$/),
		});
		expect(library.paginationToken).toBeUndefined();
	});

	it('searches both at once, by name or by shape', async () => {
		expect((await find('searchTemplates', {}, 'PORTRAIT')).results.map(({ value }) => value)).toEqual([
			'89',
			'12',
			'15',
		]);
	});

	it('offers own templates only where JoggAI has details', async () => {
		const { results, paginationToken } = await find('searchOwnTemplates');

		expect(results.map(({ value }) => value)).toEqual(['88', '89', '90']);
		expect(paginationToken).toBeUndefined();
	});
});

describe('the other pickers of Template Video', () => {
	it('offer voices in the voice language', async () => {
		const { results } = await find('searchVoices', { voiceLanguage: 'german' }, 'german');

		const german = VOICES.filter(({ language }) => language === 'german').map(({ voice_id }) => voice_id);
		expect(results.map(({ value }) => value)).toEqual(expect.arrayContaining(german));
		expect(reads(at.world).map(({ query }) => query.language)).toEqual(['german', 'german']);
	});

	it.each(['spec', 'guide'] as const)('list template videos by name (%s)', async (dialect) => {
		await at.world.run({
			type: type(),
			parameters: {
				operation: 'create',
				template: byId(90),
				waitForCompletion: 'none',
				options: { videoName: 'Greeting' },
			},
		});
		at.world.joggAi.settings.dialect = dialect;
		const [{ id }] = at.world.joggAi.charges;

		expect((await find('searchTemplateVideos')).results).toEqual([
			{ name: 'Greeting (processing, 2026-10-01 00:00)', value: id, url: undefined },
		]);
	});
});
