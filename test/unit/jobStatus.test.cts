import type { IDataObject } from 'n8n-workflow';
import type { Account } from '../../nodes/shared/api/account';
import type { ItemContext } from '../../nodes/shared/pipeline/item';
import { getStatus, getStatusAt } from '../../nodes/shared/jobs/status';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

interface Asked {
	method?: string;
	url?: string;
	qs?: IDataObject;
}

/** An item whose JoggAI gives these answers to its requests, one after the other. */
function asking(...bodies: unknown[]) {
	const asked: Asked[] = [];
	const httpRequestWithAuthentication = async (_name: string, { method, url, qs }: Asked) => {
		asked.push({ method, url, qs });
		return { statusCode: 200, headers: {}, body: bodies[Math.min(asked.length, bodies.length) - 1] };
	};
	const item = {
		context: { helpers: { httpRequestWithAuthentication } },
		account: { baseUrl: 'https://api.example', redact: (value: unknown) => value } as Account,
		request: { url: '', method: 'POST', body: { script: 'Hello' }, qs: { of: 'another request' } },
		signal: new AbortController().signal,
	} as unknown as ItemContext;
	return { item, asked };
}

const older = { justStarted: false };
const fresh = { justStarted: true };

describe('the status of a job that has an address of its own', () => {
	it('is asked for there, with nothing of the request that started it', async () => {
		const { item, asked } = asking({ code: 0, data: { status: 'completed' } });
		expect(await getStatus(item, 'avatarVideo', 'a b', older)).toEqual({ data: { status: 'completed' } });
		await getStatus(item, 'photoImages', '25', older);
		expect(asked).toEqual([
			{ method: 'GET', url: '/v2/avatar_video/a%20b', qs: {} },
			{ method: 'GET', url: '/v2/photo_avatar/photo', qs: { photo_id: '25' } },
		]);
	});

	it.each([{ status: 'processing' }, { video_id: 4711 }, { id: 'v1' }, { status: 'failed', video_id: 'v1' }])(
		'is believed without the code of JoggAI where it is about such a job (%j)',
		async (data) => {
			expect(await getStatus(asking({ data }).item, 'avatarVideo', 'v1', older)).toEqual({ data });
			expect(await getStatusAt(asking(data).item, 'avatarVideo', { url: '/v2/x' })).toEqual({ data });
		},
	);

	it.each([{ motion_id: 'm1' }, { status: ' ' }, { video_id: null }, {}, 'completed'])(
		'is not believed without it where it is about something else (%j)',
		async (data) => {
			for (const ask of [
				getStatus(asking({ data }).item, 'avatarVideo', 'v1', older),
				getStatusAt(asking({ data }).item, 'avatarVideo', { url: '/v2/x' }),
			])
				expect((await ask).problem?.what).toContain('something else than a JoggAI reply');
		},
	);

	it('may be asked for at another address', async () => {
		const { item, asked } = asking({ code: 0, data: { status: 'completed' } });
		await getStatusAt(item, 'lipSync', { url: '/v2/search' });
		await getStatusAt(item, 'lipSync', { url: '/v2/search', qs: { hash: 'x' } });
		expect(asked.map(({ url, qs }) => [url, qs])).toEqual([
			['/v2/search', {}],
			['/v2/search', { hash: 'x' }],
		]);
	});
});

describe('the status of a job that only a list tells', () => {
	const page = (from: number, count: number, total: number) => ({
		code: 0,
		data: {
			previews: Array.from({ length: count }, (_, index) => ({ preview_id: from + index })),
			total,
		},
	});
	const preview = async (bodies: unknown[], id: string, how = older) => {
		const { item, asked } = asking(...bodies);
		return { reply: await getStatus(item, 'productPreview', id, how), asked };
	};

	it('is the entry with its ID, as text or number, on whatever page', async () => {
		const { reply, asked } = await preview(
			[page(0, 100, 250), page(100, 100, 250), page(200, 50, 250)],
			'201',
		);
		expect(reply).toEqual({ data: { preview_id: 201 } });
		expect(asked.map(({ qs }) => qs?.page)).toEqual([1, 2, 3]);
		expect(asked[0].qs).toMatchObject({ page_size: 100 });
	});

	it.each([
		[older, false],
		[fresh, true],
	])(
		'is unknown where the list ends without it, which may pass for a job that was just started (%j)',
		async (how, transient) => {
			const { reply, asked } = await preview([page(0, 100, 150), page(100, 50, 150)], 'x', how);
			expect(reply.problem).toEqual({
				what: "The preview is not in JoggAI's list",
				next: expect.stringContaining('through its list only'),
				code: 10104,
				transient,
			});
			expect(asked).toHaveLength(2);
		},
	);

	it('is looked for on five pages, and on the next one where JoggAI does not say that there is one', async () => {
		const endless = await preview([page(0, 100, 9999)], 'x');
		expect(endless.asked).toHaveLength(5);
		const silent = { code: 0, data: { previews: [{ preview_id: 1 }] } };
		expect((await preview([silent], 'x')).asked).toHaveLength(5);
	});

	it('counts what came before when it judges where the list ends', async () => {
		expect((await preview([page(0, 60, 120), page(60, 60, 120)], 'x')).asked).toHaveLength(2);
	});

	it('is what JoggAI says where it refuses the list', async () => {
		const { reply, asked } = await preview([{ code: 40000, msg: 'no' }], 'x');
		expect(reply.problem).toMatchObject({ code: 40000 });
		expect(asked).toHaveLength(1);
	});

	it('may come later where a page is no list', async () => {
		const { reply } = await preview([{ code: 0, data: { something: 'else' } }], 'x');
		expect(reply.problem).toMatchObject({
			what: expect.stringContaining('without the list'),
			transient: true,
		});
	});

	it('is believed without the code of JoggAI where it is a list', async () => {
		const { reply } = await preview([{ data: { previews: [{ preview_id: 'x' }] } }], 'x');
		expect(reply).toEqual({ data: { preview_id: 'x' } });
		expect((await preview([{ data: { other: [] } }], 'x')).reply.problem?.what).toContain('something else');
	});

	it('ends at Stop with the reason of it', async () => {
		const stop = new AbortController();
		const { item } = asking({ code: 50000 });
		const ended = getStatus({ ...item, signal: stop.signal }, 'productPreview', 'x', older);
		setImmediate(() => stop.abort(new Error('Stop')));
		await expect(ended).rejects.toThrow('Stop');
	});
});
