import type { INodeParameters } from 'n8n-workflow';
import { TRANSLATION_LANGUAGES } from '../../sandbox/data/languages.cts';
import { OWN_VOICES, VOICES } from '../../sandbox/data/voices.cts';
import { JoggAiVideoTranslation } from '../../nodes/VideoTranslation/JoggAiVideoTranslation.node';
import { json } from '../harness/engine.cts';
import { byId, fromList, search } from '../harness/form.cts';
import { reply, startServer } from '../harness/servers.cts';
import { downloads, numbered, reads, writes } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const run = async (parameters: INodeParameters) =>
	await at.world.run({ type: new JoggAiVideoTranslation(), parameters });
const pick = async (method: string, parameters: INodeParameters = {}, filter?: string) =>
	await search(
		{ type: new JoggAiVideoTranslation(), method, credentials: at.world.credentials, parameters },
		filter,
	);

const videoUrl = 'https://example.com/talk.mp4';
const TRANSLATION: INodeParameters = { operation: 'create', videoUrl, outputLanguage: fromList('spanish') };
const startedId = () => at.world.joggAi.charges[0].id;

describe('Video Translation → Create', () => {
	it('posts to the address with its trailing slash and returns video and subtitles', async () => {
		const { items, error } = await run(TRANSLATION);

		expect(error).toBeUndefined();
		expect(writes(at.world).map(({ path, body }) => ({ path, body }))).toEqual([
			{
				path: '/v2/video_translate/',
				body: {
					video_url: videoUrl,
					output_language: 'spanish',
					translate_audio_only: false,
					add_subtitles: true,
				},
			},
		]);
		expect(items).toEqual([
			{
				json: {
					kind: 'videoTranslation',
					id: startedId(),
					status: 'completed',
					videoUrl: expect.stringMatching(/\.mp4$/),
					subtitleUrl: expect.stringMatching(/\.srt$/),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('sends every option under its own name, the callback as "callback_url"', async () => {
		const listener = await startServer(reply(200, '{}'));
		const { error } = await run({
			...TRANSLATION,
			translateAudioOnly: true,
			addSubtitles: false,
			options: {
				videoName: 'Talk',
				dynamicDuration: true,
				voice: byId(` ${VOICES[0].voice_id} `),
				callbackUrl: `${listener.url}/done`,
			},
		});

		expect(error).toBeUndefined();
		expect(writes(at.world)[0].body).toEqual({
			video_url: videoUrl,
			output_language: 'spanish',
			translate_audio_only: true,
			add_subtitles: false,
			title: 'Talk',
			enable_dynamic_duration: true,
			output_voice: VOICES[0].voice_id,
			callback_url: `${listener.url}/done`,
		});
		expect(at.world.joggAi.deliveries).toEqual([
			expect.objectContaining({ to: 'callback', url: `${listener.url}/done` }),
		]);
	});

	it('leaves out options that were added and left empty', async () => {
		const { error } = await run({
			...TRANSLATION,
			waitForCompletion: 'none',
			options: { videoName: '', voice: fromList(''), callbackUrl: '' },
		});

		expect(error).toBeUndefined();
		expect(Object.keys(writes(at.world)[0].body as object)).toEqual([
			'video_url',
			'output_language',
			'translate_audio_only',
			'add_subtitles',
		]);
	});

	it('takes a language as people write it', async () => {
		const { error } = await run({
			...TRANSLATION,
			waitForCompletion: 'none',
			outputLanguage: byId('={{ " Spanish " }}'),
		});

		expect(error).toBeUndefined();
		expect(writes(at.world)[0].body).toMatchObject({ output_language: 'spanish' });
	});

	it('starts all translations of a run before it waits for them', async () => {
		const { items, error } = await at.world.run({
			type: new JoggAiVideoTranslation(),
			parameters: { ...TRANSLATION, outputLanguage: byId('={{ ["spanish", "french", "german"][$json.n] }}') },
			items: numbered(3),
		});

		expect(error).toBeUndefined();
		expect(writes(at.world).map(({ body }) => (body as { output_language: string }).output_language)).toEqual(
			['spanish', 'french', 'german'],
		);
		expect(json(items).map(({ id, status }) => [id, status])).toEqual(
			at.world.joggAi.charges.map(({ id }) => [id, 'completed']),
		);
		expect(at.world.clock.elapsedSeconds).toBeLessThan(700);
	});

	it.each([
		['a missing video', { videoUrl: '={{ $json.missing }}' }, "'Video URL' is empty"],
		[
			'a video that is no web address',
			{ videoUrl: 'talk.mp4' },
			"'Video URL' must be a web address that starts with https://",
		],
		['a missing language', { outputLanguage: byId('={{ $json.missing }}') }, "'Target Language' is empty"],
		[
			'a callback that is no web address',
			{ options: { callbackUrl: 'done' } },
			"'Callback URL' must be a web address that starts with https://",
		],
	])('buys nothing with %s', async (_, wrong, message) => {
		const { error } = await run({ ...TRANSLATION, ...wrong });

		expect(error?.message).toBe(message);
		expect(at.world.joggAi.requests).toEqual([]);
	});

	it("shows JoggAI's own words when it does not know the language", async () => {
		const { error } = await run({ ...TRANSLATION, outputLanguage: byId('klingon') });

		expect(error?.message).toContain('output_language is not among the target languages');
		expect(at.world.joggAi.charges).toEqual([]);
	});

	it('says that JoggAI gave no reason where the documented answer has none, and the reason where the guides put one', async () => {
		at.world.joggAi.fault({
			match: 'POST /v2/video_translate/',
			kind: 'failJob',
			message: 'speech not understood',
			times: 2,
		});

		const silent = await run(TRANSLATION);
		at.world.joggAi.settings.dialect = 'guide';
		const told = await run(TRANSLATION);

		const [first, second] = at.world.joggAi.charges;
		expect(silent.error?.message).toBe(
			`JoggAI could not make the video translation ${first.id} and gave no reason`,
		);
		expect(told.error?.message).toBe(
			`JoggAI could not make the video translation ${second.id}: speech not understood`,
		);
	});

	it('returns a job that outlasts the wait with its ID', async () => {
		const { items, error } = await run({ ...TRANSLATION, options: { maximumWait: 2 } });

		expect(error).toBeUndefined();
		expect(json(items)).toEqual([
			expect.objectContaining({
				id: startedId(),
				status: 'processing',
				timedOut: true,
				warning: expect.stringContaining('10 to 20 minutes'),
			}),
		]);
	});
});

describe('Video Translation → Get', () => {
	const finished = async () => {
		await run(TRANSLATION);
		return startedId();
	};

	it('downloads the video and its subtitles into two fields', async () => {
		const translationId = await finished();

		const { items, error } = await run({ operation: 'get', translationId, download: true });

		expect(error).toBeUndefined();
		expect(items[0].binary).toEqual({
			data: expect.objectContaining({
				mimeType: 'video/mp4',
				fileName: `videoTranslation-${translationId}.mp4`,
			}),
			data_subtitles: expect.objectContaining({
				mimeType: 'application/x-subrip',
				fileName: `videoTranslation-${translationId}_subtitles.srt`,
			}),
		});
		expect(downloads(at.world)).toHaveLength(2);
	});

	it('reads the older answer with "video_url" just as well', async () => {
		const translationId = await finished();
		const now = await run({ operation: 'get', translationId });
		at.world.joggAi.settings.dialect = 'guide';
		const older = await run({ operation: 'get', translationId });

		expect(json(older.items)).toEqual(json(now.items));
		expect(json(older.items)[0]).toHaveProperty('videoUrl');
	});

	it('asks for the translation by its ID without a slash behind it', async () => {
		const translationId = await finished();

		await run({ operation: 'get', translationId: ` ${translationId}\n` });

		expect(reads(at.world).at(-1)?.path).toBe(`/v2/video_translate/${translationId}`);
	});

	it('never reaches the address that creates translations when the ID is empty', async () => {
		for (const translationId of ['={{ "" }}', '={{ "  " }}', '={{ $json.missing }}', '={{ null }}']) {
			const { error } = await run({ operation: 'get', translationId });
			expect(error?.message).toBe("'Translation ID' is empty");
		}
		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('Video Translation → Get Many Languages', () => {
	it('returns one item per language in both shapes that JoggAI lists them in', async () => {
		const names = await run({ operation: 'getManyLanguages', returnAll: true });
		at.world.joggAi.settings.dialect = 'guide';
		const objects = await run({ operation: 'getManyLanguages', returnAll: true });

		expect(names.error).toBeUndefined();
		expect(json(names.items).map(({ language }) => language)).toEqual(
			TRANSLATION_LANGUAGES.map(({ name }) => name),
		);
		expect(json(names.items)).toContainEqual({ language: 'spanish', name: 'Spanish' });
		expect(json(objects.items)).toContainEqual({ language: 'spanish', name: 'Spanish', code: 'es' });
		expect(json(objects.items)).toHaveLength(TRANSLATION_LANGUAGES.length);
		for (const { pairedItem } of objects.items) expect(pairedItem).toEqual({ item: 0 });
		expect(reads(at.world).map(({ path, query }) => [path, query])).toEqual(
			Array(2).fill(['/v2/video_translate/target_languages', {}]),
		);
	});

	it('stops at the limit', async () => {
		const { items } = await run({ operation: 'getManyLanguages', limit: 3 });

		expect(items).toHaveLength(3);
	});
});

describe('the pickers of Video Translation', () => {
	it('offers the languages of translations, to be searched by name', async () => {
		const all = await pick('searchTranslationLanguages');
		const found = await pick('searchTranslationLanguages', {}, 'span');

		expect(all.results).toHaveLength(TRANSLATION_LANGUAGES.length);
		expect(all.paginationToken).toBeUndefined();
		expect(found.results).toEqual([{ name: 'Spanish', value: 'spanish' }]);
	});

	it('offers them from the older list of names and codes, too', async () => {
		at.world.joggAi.settings.dialect = 'guide';

		const byName = await pick('searchTranslationLanguages', {}, 'span');
		const byCode = await pick('searchTranslationLanguages', {}, '(es)');

		expect(byName.results).toEqual([{ name: 'Spanish (es)', value: 'spanish' }]);
		expect(byCode.results).toEqual(byName.results);
	});

	it('offers only voices of the output language', async () => {
		const german = [...OWN_VOICES, ...VOICES]
			.filter(({ language }) => language === 'german')
			.map(({ voice_id }) => voice_id);

		const own = await pick('searchVoices', { outputLanguage: fromList('german') });
		const both = await pick('searchVoices', { outputLanguage: byId(' German ') }, 'german');

		expect(own.results.map(({ value }) => value)).toEqual([german[0]]);
		expect(both.results.map(({ value }) => value)).toEqual(german);
	});

	it('offers the voices of all languages while no language is chosen or voices do not know it', async () => {
		for (const outputLanguage of [fromList(''), byId('klingon')]) {
			const { results } = await pick('searchVoices', { outputLanguage }, 'standard');
			expect(results.length).toBeGreaterThan(50);
		}
	});
});
