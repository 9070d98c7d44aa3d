import type { INodeListSearchItems, INodeParameters, NodeApiError } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { titled } from '../../nodes/shared/vocabulary/choices';
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

	it('shows those in the shape of the video first, and says of the others that they do not fit', async () => {
		const all: INodeListSearchItems[] = [];
		let token: string | undefined;
		do {
			const page = await find('searchAvatars', undefined, token, { aspectRatio: 'portrait' });
			all.push(...page.results);
			token = page.paginationToken as string | undefined;
		} while (token);
		const shapeOf = ({ value }: (typeof all)[number]) =>
			PUBLIC_AVATARS.find(({ id }) => String(id) === value)?.ratio;
		const fitting = PUBLIC_AVATARS.filter(({ ratio }) => ratio === 'portrait').length;

		expect(all).toHaveLength(PUBLIC_AVATARS.length);
		expect(new Set(all.slice(0, fitting).map(shapeOf))).toEqual(new Set(['portrait']));
		expect(all.slice(fitting).filter(({ name }) => !name.includes('does not fit Portrait'))).toEqual([]);
		expect(all.slice(0, fitting).filter(({ name }) => name.includes('does not fit'))).toEqual([]);
		expect(reads(at.world)).toHaveLength(3);
	});

	it('tells entries apart by gender and shape; the source stands in the field above', async () => {
		const { results } = await find('searchAvatars');

		const { name, gender, ratio } = PUBLIC_AVATARS[0];
		expect(results[0]).toMatchObject({
			name: `${name} (${titled(gender)}, ${titled(ratio)})`,
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

	it.each([
		['age', ({ age }: (typeof PUBLIC_AVATARS)[number]) => age === 'senior', 'senior'],
		['style', ({ style }: (typeof PUBLIC_AVATARS)[number]) => style === 'social', 'social'],
		['ratio', ({ ratio }: (typeof PUBLIC_AVATARS)[number]) => ratio === 'landscape', '16:9'],
		['ID', ({ id }: (typeof PUBLIC_AVATARS)[number]) => id === 1003, '1003'],
	])('finds entries by their %s', async (_what, fits, words) => {
		const { results } = await find('searchAvatars', words);

		const wanted = PUBLIC_AVATARS.filter(fits);
		expect(wanted.length).toBeGreaterThan(0);
		expect(results.map(({ value }) => value)).toEqual(wanted.map(({ id }) => String(id)));
		expect(results[0]).not.toHaveProperty('keywords');
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
		expect(first.results[0].name).toBe('My voice (English, My Voices)');
		expect(second.results[0].value).toBe(VOICES[0].voice_id);
	});

	it('finds voices in both lists', async () => {
		const { results } = await find('searchVoices', 'german');

		expect(results[0].value).toBe(OWN_VOICES[1].voice_id);
		expect(results.slice(1).map(({ value }) => value)).toEqual(
			VOICES.filter(({ language }) => language === 'german').map(({ voice_id }) => voice_id),
		);
	});

	it('keeps to the language of the form, and then tells what a voice is made for in its place', async () => {
		const parameters = { options: { voiceLanguage: 'german' } };
		const first = await find('searchVoices', undefined, undefined, parameters);
		const second = await find('searchVoices', undefined, first.paginationToken as string, parameters);

		expect(first.results.map(({ value }) => value)).toEqual([OWN_VOICES[1].voice_id]);
		expect(second.results.map(({ value }) => value)).toEqual(
			VOICES.filter(({ language }) => language === 'german').map(({ voice_id }) => voice_id),
		);
		const german = VOICES.find(({ language }) => language === 'german') as (typeof VOICES)[number];
		expect(second.results[0].name).toBe(
			`${german.name} (${[german.gender, german.age, german.accent, german.use_case].map(titled).join(', ')})`,
		);
		expect(reads(at.world).every(({ query }) => query.language === 'german')).toBe(true);
	});

	it.each(['={{ $json.language }}', 'klingon', ''])(
		'shows every language when the form says %j',
		async (voiceLanguage) => {
			const { results } = await find('searchVoices', undefined, undefined, {
				options: { voiceLanguage },
			});

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

describe('an entry with values of other types', () => {
	const data = {
		avatars: [
			{ id: 1, name: 42, gender: 1 },
			{ id: 2, name: null, age: 30, style: {} },
			{ id: 3, name: 'ada' },
		],
		voices: [
			{ voice_id: 1, name: 2, gender: [] },
			{ voice_id: 'b', language: 5, accent: {} },
			{ id: 3, name: 'ada' },
		],
	};

	it.each(['searchAvatars', 'searchVoices'])('hides no other one: %s', async (method) => {
		const server = await startServer(reply(200, JSON.stringify({ code: 0, data })));
		Object.assign(at.world.credentials, { domain: server.url });
		expect((await find(method)).results.length).toBeGreaterThanOrEqual(3);
		expect((await find(method, 'ada')).results.map(({ value }) => String(value))).toContain('3');
	});
});

describe('what goes wrong is told where the list would stand', () => {
	const wrong = async (method = 'searchAvatars') =>
		await find(method, 'ada').catch((error: NodeApiError) => error);

	it.each([
		['a wrong key', { apiKey: 'wrong' }, 'JoggAI did not accept the API key', '401'],
		['no key', { apiKey: '' }, 'The JoggAI credential has no API Key', '401'],
		[
			'a strange address',
			{ domain: 'api.jogg.ai' },
			'The JoggAI credential has a Base URL that is no web address',
			null,
		],
	])('%s, with a link to the credential where the key is wrong', async (_what, change, message, httpCode) => {
		Object.assign(at.world.credentials, change);

		for (const method of ['searchAvatars', 'searchVoices'])
			expect(await wrong(method)).toMatchObject({
				message,
				httpCode,
				description: expect.stringMatching(/app\.jogg\.ai|https:/),
			});
	});

	it('an address where nothing listens', async () => {
		at.world.credentials.domain = await closedAddress();

		expect(await wrong()).toMatchObject({
			message: expect.stringContaining('n8n cannot reach JoggAI at 127.0.0.1'),
			httpCode: null,
		});
	});

	it.each([
		[429, 'JoggAI is receiving too many requests with this API key', 0],
		[50000, 'JoggAI could not process the request because of a fault on its side', 1],
	])(
		'a refusal that may pass (%d), without letting the person wait for long',
		async (code, line, seconds) => {
			at.world.joggAi.fault({ match: 'GET /v2/avatars/public', times: 'always', kind: 'code', code });

			expect(await wrong()).toMatchObject({ message: line, httpCode: null });
			expect(at.world.clock.elapsedSeconds).toBe(seconds);
		},
	);

	it('and is not remembered: the next search asks again', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/avatars/public', kind: 'code', code: 40000 });

		expect(await wrong()).toMatchObject({
			message: 'JoggAI did not accept the values of this request: Parameter error',
		});
		expect((await find('searchAvatars', 'bela')).results.length).toBeGreaterThan(1);
	});
});
