import type { INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { OWN_AVATARS, PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { OWN_VOICES, VOICES } from '../../sandbox/data/voices.cts';
import { search } from '../harness/form.cts';
import { closedAddress, reply, startServer } from '../harness/servers.cts';
import { reads } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const find = async (method: string, filter?: string, token?: string, parameters: INodeParameters = {}) =>
	await search(
		{
			type: new JoggAiAvatarVideo(),
			method,
			credentials: at.world.credentials,
			parameters: { avatarSource: 'public', ...parameters },
		},
		filter,
		token,
	);

describe('the avatar picker', () => {
	it('shows the library page by page', async () => {
		const values: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await find('searchAvatars', undefined, token);
			values.push(...page.results.map(({ value }) => value));
			token = page.paginationToken as string | undefined;
		} while (token);

		expect(values).toEqual(PUBLIC_AVATARS.map(({ id }) => String(id)));
		expect(reads(at.world)).toHaveLength(3);
	});

	it('tells entries apart by source, gender and aspect ratio', async () => {
		const { results } = await find('searchAvatars');

		const { name, gender, ratio } = PUBLIC_AVATARS[0];
		expect(results[0]).toMatchObject({
			name: `${name} (Public, ${gender}, ${ratio})`,
			value: '1001',
			url: expect.stringMatching(/\.mp4$/),
		});
	});

	it('finds entries that have every word, in any order', async () => {
		const { results } = await find('searchAvatars', 'denim landscape bela');

		const wanted = PUBLIC_AVATARS.filter(
			({ name, ratio }) => name === 'Bela in Denim' && ratio === 'landscape',
		);
		expect(wanted.length).toBeGreaterThan(0);
		expect(results.map(({ value }) => value)).toEqual(wanted.map(({ id }) => String(id)));
	});

	it('searches all pages, whatever the case and the blanks around', async () => {
		const { results, paginationToken } = await find('searchAvatars', '  BELA ');

		expect(results.length).toBeGreaterThan(0);
		expect(results.map(({ value }) => value)).toEqual(
			PUBLIC_AVATARS.filter(({ name }) => name.includes('Bela')).map(({ id }) => String(id)),
		);
		expect(paginationToken).toBeUndefined();
	});

	it('asks JoggAI once for ten key strokes within a minute, then afresh', async () => {
		for (let length = 1; length <= 10; length++) await find('searchAvatars', 'Bela in Grey'.slice(0, length));
		expect(reads(at.world)).toHaveLength(3);

		await at.world.clock.sleep(61_000);
		await find('searchAvatars', 'Bela');
		expect(reads(at.world)).toHaveLength(6);
	});

	it('asks JoggAI once when two searches run at the same time', async () => {
		await Promise.all([find('searchAvatars'), find('searchAvatars')]);

		expect(reads(at.world)).toHaveLength(1);
	});

	it.each(['instant', 'photo', 'product'])(
		'offers only finished avatars of one’s own (%s)',
		async (avatarSource) => {
			const { results } = await find('searchAvatars', undefined, undefined, { avatarSource });

			expect(results.map(({ value }) => value)).toEqual(
				OWN_AVATARS.filter(
					({ source, readiness }) => source === avatarSource && readiness === 'completed',
				).map(({ id }) => String(id)),
			);
		},
	);

	it('does not show one account what another account has', async () => {
		at.world.joggAi.settings.keys.push('other-key');
		await find('searchAvatars');
		at.world.credentials.apiKey = 'other-key';
		await find('searchAvatars');

		expect(reads(at.world).map(({ headers }) => headers['x-api-key'])).toEqual(['sandbox-key', 'other-key']);
	});

	it('ends its search in a list that repeats the same page for ever', async () => {
		const avatars = Array.from({ length: 100 }, (_, index) => ({ id: index + 1, name: `Ada ${index}` }));
		const server = await startServer((request, response) =>
			reply(200, JSON.stringify({ code: 0, data: { avatars } }))(request, response),
		);
		at.world.credentials.domain = server.url;

		const { results } = await find('searchAvatars', 'ada');

		expect(results).toHaveLength(100);
		expect(server.received.length).toBeLessThanOrEqual(2);
	});
});

describe('the voice picker', () => {
	it('shows one’s own voices before the library', async () => {
		const first = await find('searchVoices');
		const second = await find('searchVoices', undefined, first.paginationToken as string);

		expect(first.results.map(({ value }) => value)).toEqual(OWN_VOICES.map(({ voice_id }) => voice_id));
		expect(first.results[0].name).toBe('My voice (english, My Voices)');
		expect(second.results[0].value).toBe(VOICES[0].voice_id);
	});

	it('finds voices in both lists', async () => {
		const { results } = await find('searchVoices', 'german');

		expect(results[0].value).toBe(OWN_VOICES[1].voice_id);
		expect(results.slice(1).map(({ value }) => value)).toEqual(
			VOICES.filter(({ language }) => language === 'german').map(({ voice_id }) => voice_id),
		);
	});

	it('keeps to the language of the form', async () => {
		const first = await find('searchVoices', undefined, undefined, { voiceLanguage: 'german' });
		const second = await find('searchVoices', undefined, first.paginationToken as string, {
			voiceLanguage: 'german',
		});

		expect(first.results.map(({ value }) => value)).toEqual([OWN_VOICES[1].voice_id]);
		expect(second.results.map(({ value }) => value)).toEqual(
			VOICES.filter(({ language }) => language === 'german').map(({ voice_id }) => voice_id),
		);
		expect(reads(at.world).every(({ query }) => query.language === 'german')).toBe(true);
	});

	it.each(['={{ $json.language }}', 'klingon', ''])(
		'shows every language when the form says %j',
		async (voiceLanguage) => {
			const { results } = await find('searchVoices', undefined, undefined, { voiceLanguage });

			expect(results).toHaveLength(OWN_VOICES.length);
			expect(reads(at.world)[0].query).not.toHaveProperty('language');
		},
	);
});

describe('an entry that JoggAI tells twice', () => {
	const serve = async (lists: Record<string, object>) => {
		const server = await startServer((request, response) => {
			const { pathname } = new URL(request.url ?? '', 'http://x');
			reply(200, JSON.stringify({ code: 0, data: lists[pathname] }))(request, response);
		});
		at.world.credentials.domain = server.url;
	};

	it.each([
		['turned', undefined],
		['searched', 'ada'],
	])('on a page is shown once when the pages are %s', async (_how, word) => {
		const [first, second] = [1, 2].map((id) => ({ id, name: `Ada ${id}` }));
		await serve({ '/v2/avatars/public': { avatars: [first, second, first] } });

		const { results } = await find('searchAvatars', word);

		expect(results.map(({ value }) => value)).toEqual(['1', '2']);
	});

	it('in two lists is found once', async () => {
		const [own, both, others] = ['own', 'both', 'others'].map((id) => ({ voice_id: id, name: `Ada ${id}` }));
		await serve({ '/v2/voices/custom': { voices: [own, both] }, '/v2/voices': { voices: [both, others] } });

		const { results } = await find('searchVoices', 'ada');

		expect(results.map(({ value }) => value)).toEqual(['own', 'both', 'others']);
	});
});

describe('what goes wrong stands in the list', () => {
	const lines = async (method = 'searchAvatars') => (await find(method, 'ada')).results;

	it.each([
		['a wrong key', { apiKey: 'wrong' }, 'JoggAI did not accept the API key'],
		['no key', { apiKey: '' }, 'The JoggAI credential has no API Key'],
		[
			'a strange address',
			{ domain: 'api.jogg.ai' },
			'The JoggAI credential has a Base URL that is no web address',
		],
	])('%s', async (_what, change, line) => {
		Object.assign(at.world.credentials, change);

		for (const method of ['searchAvatars', 'searchVoices'])
			expect(await lines(method)).toEqual([{ name: line, value: '' }]);
	});

	it('an address where nothing listens', async () => {
		at.world.credentials.domain = await closedAddress();

		expect(await lines()).toEqual([
			{ name: expect.stringContaining('n8n cannot reach JoggAI at 127.0.0.1'), value: '' },
		]);
	});

	it.each([
		[429, 'JoggAI is receiving too many requests with this API key', 0],
		[50000, 'JoggAI could not process the request because of a fault on its side', 1],
	])(
		'a refusal that may pass (%d), without letting the person wait for long',
		async (code, line, seconds) => {
			at.world.joggAi.fault({ match: 'GET /v2/avatars/public', times: 'always', kind: 'code', code });

			expect(await lines()).toEqual([{ name: line, value: '' }]);
			expect(at.world.clock.elapsedSeconds).toBe(seconds);
		},
	);

	it('and is not remembered: the next search asks again', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/avatars/public', kind: 'code', code: 40000 });

		expect(await lines()).toEqual([{ name: 'JoggAI did not accept the values of this request', value: '' }]);
		expect((await lines()).length).toBeGreaterThan(1);
	});
});
