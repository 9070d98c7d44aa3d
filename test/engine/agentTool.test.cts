import type { INodeParameters } from 'n8n-workflow';
import { JoggAiAiScript } from '../../nodes/AiScript/JoggAiAiScript.node';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiListVoices } from '../../nodes/ListVoices/JoggAiListVoices.node';
import { JoggAiMedia } from '../../nodes/Media/JoggAiMedia.node';
import { converse, type CallPath } from '../harness/agent.cts';
import { keepFiles } from '../harness/binaries.cts';
import { writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, CREATE, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();

/** What the editor writes into a field when the user clicks "Let the model define this parameter". */
const fromAi = (key: string, description = '', type = 'string') =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;

const video = {
	type: new JoggAiAvatarVideo(),
	parameters: { ...AVATAR_VIDEO, script: fromAi('Script', 'What the avatar says') },
};
const script = {
	type: new JoggAiAiScript(),
	parameters: {
		operation: 'generate',
		productSource: 'details',
		productName: fromAi('Product_Name'),
		productDescription: fromAi('Product_Description'),
		language: fromAi('Language'),
		videoLength: fromAi('Video_Length', 'In seconds', 'number'),
	} satisfies INodeParameters,
};
const voices = {
	type: new JoggAiListVoices(),
	parameters: {
		operation: 'getMany',
		source: 'library',
		limit: fromAi('Limit', '', 'number'),
		filters: { language: fromAi('Language') },
	},
};

const scriptsSent = () =>
	writes(at.world).map(({ body }) => (body as { voice: { script: string } }).voice.script);
type Read = Array<Record<string, unknown>>;
const read = (answer: string) => JSON.parse(answer) as Read;

describe.each<[CallPath]>([['inside the agent'], ['through the engine']])(
	'as tools of an AI Agent, called %s',
	(path) => {
		const converseAbout = async (
			tools: Parameters<typeof converse>[0]['tools'],
			...turns: Parameters<typeof converse>[0]['turns']
		) => await converse({ tools, turns, path, credentials: at.world.credentials });

		it('AI Script writes what the model asks for and answers with text it can use', async () => {
			const { answers } = await converseAbout({ Writer: script }, [
				{
					tool: 'Writer',
					arguments: {
						Product_Name: 'Lamp',
						Product_Description: 'Folds flat',
						Language: 'german',
						Video_Length: 15,
					},
				},
			]);

			expect(writes(at.world).map(({ body }) => body)).toEqual([
				{
					product_info: { source_type: 'details', data: { name: 'Lamp', description: 'Folds flat' } },
					language: 'german',
					script_style: 'Storytime',
					video_length_seconds: '15',
				},
			]);
			const scripts = read(answers[0]);
			expect(scripts[0]).toMatchObject({
				kind: 'aiScript',
				status: 'completed',
				script: expect.stringMatching(/\w+/),
			});
		});

		it('Avatar Video waits for the video and answers in a few lines', async () => {
			const { answers } = await converseAbout({ Studio: video }, [
				{ tool: 'Studio', arguments: { Script: 'Hello there.' } },
			]);

			expect(scriptsSent()).toEqual(['Hello there.']);
			const [made] = read(answers[0]);
			expect(made).toMatchObject({
				kind: 'avatarVideo',
				id: at.world.joggAi.charges[0].id,
				status: 'completed',
				videoUrl: expect.stringMatching(/\.mp4$/),
			});
			expect(answers[0].length).toBeLessThan(500);
		});

		it('List Voices answers with a short list of what the model needs', async () => {
			const { answers } = await converseAbout({ Voices: voices }, [
				{ tool: 'Voices', arguments: { Limit: 2, Language: 'german' } },
			]);

			const list = read(answers[0]);
			expect(list).toHaveLength(2);
			expect(list[0]).toMatchObject({
				voiceId: expect.any(String),
				name: expect.any(String),
				language: 'german',
			});
			expect(at.world.joggAi.requests[0].query).toEqual({ page: '1', page_size: '2', language: 'german' });
		});

		it('two calls with different scripts, one after the other, buy two videos', async () => {
			const { answers } = await converseAbout(
				{ Studio: video },
				[{ tool: 'Studio', arguments: { Script: 'First.' } }],
				[{ tool: 'Studio', arguments: { Script: 'Second.' } }],
			);

			expect(scriptsSent()).toEqual(['First.', 'Second.']);
			expect(answers.map((answer) => read(answer)[0].id)).toEqual(
				at.world.joggAi.charges.map(({ id }) => id),
			);
		});

		it('two calls at the same time buy two videos, and each answer belongs to its call', async () => {
			const { answers } = await converseAbout({ Studio: video }, [
				{ tool: 'Studio', arguments: { Script: 'First.' } },
				{ tool: 'Studio', arguments: { Script: 'Second.' } },
			]);

			expect(scriptsSent().sort()).toEqual(['First.', 'Second.']);
			const ids = answers.map((answer) => read(answer)[0].id);
			const jobOf = (text: string) =>
				writes(at.world).findIndex(({ body }) => JSON.stringify(body).includes(text));
			expect(ids).toEqual(['First.', 'Second.'].map((text) => at.world.joggAi.charges[jobOf(text)].id));
		});

		it('the words of the writer can be handed to the studio', async () => {
			const { answers } = await converseAbout(
				{ Writer: script, Studio: video },
				[
					{
						tool: 'Writer',
						arguments: {
							Product_Name: 'Lamp',
							Product_Description: 'Flat',
							Language: 'english',
							Video_Length: 15,
						},
					},
				],
				[{ tool: 'Studio', arguments: { Script: 'A lamp that folds flat.' } }],
			);

			expect(answers).toHaveLength(2);
			expect(at.world.joggAi.charges.map(({ kind }) => kind)).toEqual(['script', 'avatarVideo']);
		});

		it.each([
			['leaves out', {}],
			['leaves empty', { Script: ' ' }],
		])(
			'a required argument that the model %s ends in a text it can act on, and buys nothing',
			async (_what, given) => {
				const { answers } = await converseAbout({ Studio: video }, [{ tool: 'Studio', arguments: given }]);

				expect(answers[0]).toMatch(/Script/);
				expect(answers[0]).toMatch(/is empty|Required|expected string/i);
				expect(answers[0]).not.toMatch(/undefined is not|Cannot read/);
				expect(writes(at.world)).toEqual([]);
			},
		);

		it('a word that JoggAI does not know is told with its reason', async () => {
			at.world.joggAi.fault({
				match: CREATE,
				kind: 'code',
				code: 40000,
				msg: 'script is too long',
			});

			const { answers } = await converseAbout({ Studio: video }, [
				{ tool: 'Studio', arguments: { Script: 'Long.' } },
			]);

			expect(answers[0]).toMatch('JoggAI did not accept the values of this request');
			expect(answers[0]).toMatch('script is too long');
		});

		it('Media uploads a file from an address that the model names', async () => {
			await keepFiles('stored files');
			const media = {
				type: new JoggAiMedia(),
				parameters: { operation: 'upload', input: 'url', fileUrl: fromAi('File_URL') },
			};

			const { answers } = await converseAbout({ Media: media }, [
				{ tool: 'Media', arguments: { File_URL: `${at.world.joggAi.url}/media/a.mp3` } },
			]);

			expect(read(answers[0])).toEqual([
				{
					assetUrl: expect.stringMatching(/a\.mp3$/),
					fileName: 'a.mp3',
					mimeType: 'audio/mpeg',
					fileSize: expect.any(Number),
				},
			]);
		});

		it.each([
			['a text of its own', '={{ "Item at " + $now.toMillis() + " " + Math.random() }}'],
			["the model's text", video.parameters.script],
		])('is not bought again by Retry On Fail, with %s', async (_what, script) => {
			at.world.joggAi.fault({ match: 'GET /v2/avatar_video/{id}', times: 1, kind: 'code', code: 40000 });
			const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
			const studio = { ...video, parameters: { ...video.parameters, script }, node };

			const { answers } = await converseAbout({ Studio: studio }, [
				{ tool: 'Studio', arguments: { Script: 'Hello' } },
			]);

			expect(writes(at.world)).toHaveLength(1);
			expect(read(answers[0])).toEqual([
				expect.objectContaining({ id: at.world.joggAi.charges[0].id, status: 'completed' }),
			]);
		});

		it('Media says that an agent has no files of its own', async () => {
			const media = {
				type: new JoggAiMedia(),
				parameters: { operation: 'upload', options: { fileName: fromAi('Name') } },
			};

			const { answers } = await converseAbout({ Media: media }, [
				{ tool: 'Media', arguments: { Name: 'a' } },
			]);

			expect(answers[0]).toMatch("set 'File Source' to URL");
		});
	},
);

describe('what a model is told about the tools', () => {
	it('is what each does, takes, costs and gives back, and only the arguments left to the model', async () => {
		const { offered } = await converse({
			tools: { Writer: script, Studio: video },
			turns: [],
			path: 'inside the agent',
			credentials: at.world.credentials,
		});

		expect(offered.Writer.arguments).toEqual([
			'Product_Name',
			'Product_Description',
			'Language',
			'Video_Length',
		]);
		expect(offered.Studio.arguments).toEqual(['Script']);
		expect(offered.Studio.description).toBe(
			'Turn a script or a recording into a video spoken by an avatar (1 credit per started 2 minutes). It usually takes 2 to 5 minutes and costs 1 credit per started 2 minutes. Returns videoUrl, coverUrl.',
		);
	});

	it('is what the user says instead', async () => {
		const { offered } = await converse({
			tools: { Studio: { ...video, parameters: { ...video.parameters, toolDescription: 'Ask first.' } } },
			turns: [],
			path: 'inside the agent',
			credentials: at.world.credentials,
		});

		expect(offered.Studio.description).toBe('Ask first.');
	});
});
