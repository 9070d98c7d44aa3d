/** What the lists, menus and form fields of the editor show. */
import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import { byId } from './lib/workflows.mjs';

const KNOWN_EVENTS = 22;

export function pickers(world) {
	describe('in the editor', () => {
		let good, bad, key;
		before(async () => {
			({ credentials: good, key } = await world.newAccount());
			bad = await world.credential('wrong-key');
		});
		afterEach(() => world.joggAi.calm());

		const list = (type, methodName, parameters, more = {}) =>
			world.editor.lookUp('resource-locator-results', {
				type,
				methodName,
				parameters,
				credentials: good,
				...more,
			});

		/** All entries, page by page as a user scrolls. */
		async function scrolled(...query) {
			const all = [];
			for (let paginationToken; ; ) {
				const page = await list(...query, { paginationToken });
				all.push(page.results);
				paginationToken = page.paginationToken;
				if (!paginationToken) return all;
			}
		}

		it('the list of avatars goes on page by page to its end, nothing twice', async () => {
			const pages = await scrolled('joggAiAvatarVideo', 'searchAvatars', { avatarSource: 'public' });
			assert.ok(pages.length > 1, 'the sandbox has more than one page of avatars');
			assert.equal(pages[0].length, 100);
			const values = pages.flat().map(({ value }) => value);
			assert.equal(new Set(values).size, values.length);
			const asked = await world.joggAi.requests(key, /GET \/v2\/avatars\/public/);
			assert.deepEqual(
				asked.map(({ query }) => query.page),
				pages.map((_page, index) => String(index + 1)),
			);
		});

		it('the search for an avatar finds it on whatever page it is', async () => {
			const pages = await scrolled('joggAiAvatarVideo', 'searchAvatars', { avatarSource: 'public' });
			const wanted = pages.at(-1).at(-1);
			const { results } = await list(
				'joggAiAvatarVideo',
				'searchAvatars',
				{ avatarSource: 'public' },
				{ filter: wanted.name.toUpperCase() },
			);
			assert.ok(results.some(({ value }) => value === wanted.value));
			assert.ok(
				results.every(({ name }) => name === wanted.name),
				'and nothing else',
			);
		});

		it('an avatar is told apart by gender and shape', async () => {
			const [[first]] = await scrolled('joggAiAvatarVideo', 'searchAvatars', { avatarSource: 'public' });
			assert.match(first.name, /\((Female|Male), (Landscape|Portrait|Square)\)$/);
			assert.match(first.url, /^http/);
		});

		it('the list of own avatars holds only those that can be used', async () => {
			const lists = ['instant', 'photo', 'product'].map((avatarSource) =>
				scrolled('joggAiAvatarVideo', 'searchAvatars', { avatarSource }),
			);
			for (const pages of await Promise.all(lists))
				assert.ok(pages.flat().every(({ value, name }) => value && name));
		});

		it('the list of voices follows the chosen language, own voices first', async () => {
			const pages = await scrolled('joggAiAvatarVideo', 'searchVoices', {
				options: { voiceLanguage: 'german' },
			});
			const names = pages.flat().map(({ name }) => name);
			assert.match(names[0], /My Voices/);
			assert.ok(names.length > 1);
			const asked = await world.joggAi.requests(key, /GET \/v2\/voices/);
			assert.ok(asked.every(({ query }) => query.language === 'german'));
			const { results } = await list('joggAiAvatarVideo', 'searchVoices', {}, { filter: 'alba' });
			assert.ok(results.some(({ value }) => value === 'en-US-AlbaNeural'));
		});

		it('the list of templates has the own ones first, then the library', async () => {
			const names = (await scrolled('joggAiTemplateVideo', 'searchTemplates', {}))
				.flat()
				.map(({ name }) => name);
			const [own, library] = [/My Templates/, /Library/].map(
				(source) => names.filter((name) => source.test(name)).length,
			);
			assert.ok(own > 0 && library > 0);
			assert.ok(
				names.slice(0, own).every((name) => name.includes('My Templates')),
				names.join('\n'),
			);
		});

		const variables = (template, credentials = good) =>
			world.editor.lookUp('resource-mapper-fields', {
				type: 'joggAiTemplateVideo',
				methodName: 'getTemplateVariables',
				path: 'parameters.variables',
				parameters: { template },
				credentials,
			});

		it('the variables of the chosen template become form fields, required ones marked where JoggAI tells them', async () => {
			await world.joggAi.set({ dialect: 'guide' });
			const { fields } = await variables(byId(88));
			assert.deepEqual(
				fields.map(({ displayName, required }) => [displayName, required]),
				[
					['headline (Text)', true],
					['Price tag (Text)', false],
					['photo (Image URL)', true],
					['walkthrough (Video URL)', false],
					['narration (Script)', true],
				],
			);
		});

		it('the form says why it shows no variables', async () => {
			const notice = async (...query) => (await variables(...query)).emptyFieldsNotice;
			assert.match(await notice({ __rl: true, mode: 'list', value: '' }), /Choose a template first/);
			assert.match(await notice(byId(90)), /no variables/);
			assert.match(await notice(byId(11)), /own templates only/);
			assert.match(await notice(byId(88), bad), /did not accept the API key/);
		});

		const events = (credentials) =>
			world.editor.lookUp('options', {
				type: 'joggAiTrigger',
				methodName: 'getEvents',
				path: 'parameters.events',
				credentials,
			});

		it('the menu of the Trigger has every event under a readable name', async () => {
			const offered = await events(good);
			assert.ok(offered.length >= KNOWN_EVENTS);
			assert.ok(
				offered.some(
					({ name, value }) =>
						name === 'Avatar video completed' && value === 'generated_avatar_video_success',
				),
			);
		});

		it('the menu of the Trigger stays usable with a wrong key', async () =>
			assert.equal((await events(bad)).length, KNOWN_EVENTS));

		it('a wrong key is told in the list itself', async () => {
			for (const methodName of ['searchAvatars', 'searchVoices']) {
				const refused = list(
					'joggAiAvatarVideo',
					methodName,
					{ avatarSource: 'public' },
					{ credentials: bad },
				);
				await assert.rejects(refused, /did not accept the API key/);
			}
		});
	});
}
