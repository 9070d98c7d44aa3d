import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiListAvatars } from '../../nodes/ListAvatars/JoggAiListAvatars.node';
import { JoggAiTemplateVideo } from '../../nodes/TemplateVideo/JoggAiTemplateVideo.node';
import { search } from '../harness/form.cts';
import { startServer } from '../harness/servers.cts';
import { watchLog } from '../harness/log.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();

/** A JoggAI that answers each address with these data, or refuses what it has none for. */
async function serve(answers: Record<string, unknown>) {
	const server = await startServer(({ url = '' }, response) => {
		const { pathname } = new URL(url, 'http://x');
		const body =
			pathname in answers ? { code: 0, data: answers[pathname] } : { code: 40000, msg: 'not in your plan' };
		response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
	});
	return { ...at.world.credentials, domain: server.url };
}

const LIBRARY = { templates: [{ id: 7, name: 'Summer sale' }] };
const OWN = '/v2/templates/custom';

describe('a picker with several lists', () => {
	const templates = { type: new JoggAiTemplateVideo(), method: 'searchTemplates' };

	it.each([
		['is empty', { [OWN]: { templates: [] } }],
		['is null', { [OWN]: { templates: null } }],
		['is refused', {}],
	])('shows the second one although the first one %s, and finds its entries', async (_what, own) => {
		const credentials = await serve({ ...own, '/v2/templates': LIBRARY });

		const shown = await search({ ...templates, credentials });
		const found = await search({ ...templates, credentials }, 'summer');

		for (const { results } of [shown, found]) expect(results.map(({ value }) => value)).toEqual(['7']);
		expect(shown.paginationToken).toBeUndefined();
	});

	it('says why there is nothing where all of them are refused', async () => {
		const refused = search({ ...templates, credentials: await serve({}) });

		await expect(refused).rejects.toThrow('JoggAI did not accept the values of this request');
	});
});

describe('the avatar picker', () => {
	const picker = { type: new JoggAiAvatarVideo(), method: 'searchAvatars' };
	const one = (id: number) => ({ id, name: `Avatar ${id}`, status: 1 });

	it('offers the avatars of all sources where an expression chooses the source', async () => {
		const credentials = await serve({
			'/v2/avatars/public': { avatars: [one(1)] },
			'/v2/avatars/custom': { avatars: [one(2)] },
			'/v2/avatars/photo_avatars': { avatars: [one(3)] },
			'/v2/avatars/product_avatars': { product_avatars: [one(4)] },
		});

		const { results } = await search(
			{ ...picker, credentials, parameters: { avatarSource: '={{ $json.source }}' } },
			'avatar',
		);

		expect(results.map(({ value }) => value)).toEqual(['1', '2', '3', '4']);
	});

	it('searches no more than twenty thousand entries of a list that never ends, and says so in the log', async () => {
		const log = watchLog('warn');
		let page = 0;
		const server = await startServer((_request, response) => {
			page += 1;
			const avatars = Array.from({ length: 100 }, (_, index) => one(page * 1000 + index));
			response
				.setHeader('content-type', 'application/json')
				.end(JSON.stringify({ code: 0, data: { avatars } }));
		});

		const { results } = await search(
			{
				...picker,
				credentials: { ...at.world.credentials, domain: server.url },
				parameters: { avatarSource: 'public' },
			},
			'avatar',
		);

		log.restore();
		expect(results).toHaveLength(20_000);
		expect(log.messages).toEqual([expect.stringContaining('never ends')]);
	});
});

describe('a picker whose list comes whole, whatever page is asked for', () => {
	const avatars = Array.from({ length: 627 }, (_, index) => ({ id: 1 + index, name: `Avatar ${index}` }));
	const picker = {
		type: new JoggAiAvatarVideo(),
		method: 'searchAvatars',
		parameters: { avatarSource: 'public' },
	};

	const scroll = async (credentials: Awaited<ReturnType<typeof serve>>) => {
		const pages: string[][] = [];
		let token: string | undefined;
		do {
			const page = await search({ ...picker, credentials }, undefined, token);
			pages.push(page.results.map(({ value }) => String(value)));
			token = page.paginationToken as string | undefined;
		} while (token && pages.length < 50);
		return pages;
	};

	it('shows each entry once, a hundred at a time', async () => {
		const pages = await scroll(await serve({ '/v2/avatars/public': { avatars, has_more: true } }));

		expect(pages.flat()).toEqual(avatars.map(({ id }) => String(id)));
		expect(pages.map(({ length }) => length)).toEqual([100, 100, 100, 100, 100, 100, 27]);
	});

	it('ends also where it is as long as a page', async () => {
		const few = avatars.slice(0, 100);

		const pages = await scroll(await serve({ '/v2/avatars/public': { avatars: few } }));

		expect(pages.flat()).toEqual(few.map(({ id }) => String(id)));
	});
});

describe('Return All', () => {
	it('of a list that never ends stops at twenty thousand entries and says so in the log', async () => {
		const log = watchLog('warn');
		let page = 0;
		const server = await startServer((_request, response) => {
			page += 1;
			const list = Array.from({ length: 100 }, (_, index) => ({ id: page * 1000 + index, name: 'A' }));
			response
				.setHeader('content-type', 'application/json')
				.end(JSON.stringify({ code: 0, data: { avatars: list } }));
		});

		const { items } = await at.world.run({
			type: new JoggAiListAvatars(),
			parameters: { operation: 'getMany', source: 'public', returnAll: true },
			credentials: { ...at.world.credentials, domain: server.url },
		});

		log.restore();
		expect(items).toHaveLength(20_000);
		expect(log.messages).toEqual([expect.stringContaining('never ends')]);
	});
});
