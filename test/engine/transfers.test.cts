import type { ServerResponse } from 'node:http';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiMedia } from '../../nodes/Media/JoggAiMedia.node';
import { clock } from '../../nodes/shared/platform/clock';
import { transferLimits } from '../../nodes/shared/files/transferLimits';
import { fileInItem, keepFiles, sample } from '../harness/binaries.cts';
import { type OwnServer, reply, startServer } from '../harness/servers.cts';
import { numbered } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const usual = { ...transferLimits };
beforeEach(async () => await keepFiles('stored files'));
afterEach(() => {
	Object.assign(transferLimits, usual);
	jest.restoreAllMocks();
});

const FILM = sample('video.mp4');
const AS_FILM = { 'content-type': 'video/mp4', 'content-length': String(FILM.length) };

/** The virtual clock stands still while a transfer hangs, so the pauses between the attempts are left out. */
const withoutPauses = () => jest.spyOn(clock, 'sleep').mockImplementation(async () => {});

/** IDs of finished videos, whose files lie at this host. */
async function finishedVideos(count: number, host: OwnServer): Promise<string[]> {
	at.world.joggAi.settings.publicUrl = host.url;
	const { items } = await at.world.run({
		type: new JoggAiAvatarVideo(),
		parameters: { ...AVATAR_VIDEO, waitForCompletion: 'none' },
		items: numbered(count),
	});
	await at.world.clock.sleep(300_000);
	return items.map(({ json }) => json.id as string);
}

/** Downloads videos, one per item; returns the Stop button of the run and its end. */
function download(ids: string[]) {
	let stop = () => {};
	const ended = at.world.run({
		type: new JoggAiAvatarVideo(),
		parameters: { operation: 'get', videoId: '={{ $json.id }}', download: true },
		items: ids.map((id) => ({ json: { id } })),
		onStart: (execution) => (stop = () => execution.cancel()),
	});
	return { ended, stop: () => stop() };
}

const until = async (condition: () => boolean) => {
	const end = Date.now() + 300_000;
	while (!condition()) {
		if (Date.now() > end) throw new Error(`waited in vain for ${condition.toString()}`);
		await new Promise(setImmediate);
	}
};
const aMoment = async () => await new Promise((resolve) => setTimeout(resolve, 50));

/** Sends a byte every now and then, for as long as anybody listens. */
function drip(response: ServerResponse): void {
	const tap = setInterval(() => response.write('\0'), 5);
	response.once('close', () => clearInterval(tap));
}

describe('a file host', () => {
	it('that sends nothing any more is given up, asked again, and told in the warning', async () => {
		const host = await startServer((_request, response) => {
			response.writeHead(200, AS_FILM).write(FILM.subarray(0, 1000));
		});
		const ids = await finishedVideos(1, host);
		withoutPauses();
		transferLimits.idleMs = 300;

		const { items, error } = await download(ids).ended;

		expect(error).toBeUndefined();
		expect(items[0].json.warning).toContain(`${ids[0]} could not be downloaded (nothing of it arrived for a`);
		expect(host.received).toHaveLength(5);
	});

	it('that does not even answer is given up just as well', async () => {
		const host = await startServer(() => undefined);
		const ids = await finishedVideos(1, host);
		withoutPauses();
		transferLimits.idleMs = 300;

		const { items } = await download(ids).ended;

		expect(items[0].json.warning).toContain('nothing of it arrived for a minute');
		expect(host.received).toHaveLength(5);
	});

	it('that sends drop by drop is given up after the total limit, and not asked again', async () => {
		const host = await startServer((_request, response) => {
			response.writeHead(200, { 'content-type': 'video/mp4' });
			drip(response);
		});
		const ids = await finishedVideos(1, host);
		Object.assign(transferLimits, { idleMs: 1000, totalMs: 2500 });

		const { items, error } = await download(ids).ended;

		expect(error).toBeUndefined();
		expect(items[0].json.warning).toMatch(/could not be downloaded \(it took more than [\d.]+ minutes\)/);
		expect(host.received).toHaveLength(1);
	});

	it('gets fifteen minutes for a file', () => {
		expect(transferLimits).toEqual({ idleMs: 60_000, totalMs: 900_000 });
	});
});

describe('downloads that never end', () => {
	/** A host that answers at once to `fast` and to nobody else before `release`. */
	async function hostOf(fast: () => string[]) {
		const held: ServerResponse[] = [];
		const host = await startServer((request, response) => {
			response.writeHead(200, AS_FILM);
			if (fast().some((id) => request.url?.includes(id))) response.end(FILM);
			else held.push(response.on('error', () => undefined));
		});
		return { host, release: () => held.splice(0).forEach((response) => response.end(FILM)), held };
	}

	it('of one run leave a slot to the other runs', async () => {
		let fast: string[] = [];
		const { host, held, release } = await hostOf(() => fast);
		const ids = await finishedVideos(8, host);
		fast = ids.slice(6);
		const slow = download(ids.slice(0, 6));
		await until(() => held.length === 4);

		const { items, error } = await download(fast).ended;

		expect(error).toBeUndefined();
		expect(items.map(({ binary }) => binary?.data.mimeType)).toEqual(['video/mp4', 'video/mp4']);
		expect(held).toHaveLength(4);
		release();
		await until(() => held.length === 2);
		release();
		expect((await slow.ended).items).toHaveLength(6);
	});

	it('let a run that waits for a slot end at Stop, without ever asking for its file', async () => {
		const { host, held, release } = await hostOf(() => []);
		const ids = await finishedVideos(6, host);
		const slow = [download(ids.slice(0, 4)), download(ids.slice(4, 5))];
		await until(() => held.length === 5);
		const waiting = download(ids.slice(5));
		await aMoment();

		waiting.stop();
		const { status } = await waiting.ended;

		expect(status).toBe('canceled');
		release();
		for (const { ended } of slow) expect((await ended).error).toBeUndefined();
		await aMoment();
		expect(host.received.filter(({ url }) => url.includes(ids[5]))).toEqual([]);
	});

	it('free their slots at Stop', async () => {
		const { host, held, release } = await hostOf(() => []);
		const ids = await finishedVideos(6, host);
		const slow = download(ids.slice(0, 4));
		const other = download(ids.slice(4, 5));
		await until(() => held.length === 5);
		const waiting = download(ids.slice(5));

		slow.stop();
		await until(() => held.length === 6);
		release();

		expect((await slow.ended).status).toBe('canceled');
		expect((await waiting.ended).items).toHaveLength(1);
		expect((await other.ended).items).toHaveLength(1);
	});
});

describe('Stop during the pauses of a file that is not there yet', () => {
	it('ends the run at once and asks no more', async () => {
		const host = await startServer((_request, response) => response.writeHead(404).end());
		const ids = await finishedVideos(1, host);
		at.world.clock.hold();
		const { ended, stop } = download(ids);
		await until(() => host.received.length === 1);
		await at.world.clock.idle();

		const status = await at.world.clock.stopped(stop, ended);

		expect(status).toBe('canceled');
		expect(host.received).toHaveLength(1);
	});
});

describe('a file that waits to be asked for again', () => {
	it('holds no slot meanwhile', async () => {
		const host = await startServer((request, response) => {
			if (request.url?.includes(late[0])) response.writeHead(404).end();
			else response.writeHead(200, AS_FILM).end(FILM);
		});
		let late: string[] = [''];
		const ids = await finishedVideos(5, host);
		late = ids.slice(0, 4);
		const asked = () => host.received.map(({ url }) => ids.findIndex((id) => url.includes(id)));
		at.world.clock.hold();

		const { ended } = download([ids[0], ids[0], ids[0], ids[0], ids[4]]);
		await until(() => asked().includes(4));
		at.world.clock.release();

		expect(asked()).toEqual([0, 0, 0, 0, 4]);
		expect((await ended).items).toHaveLength(5);
	});
});

describe('Media → Upload', () => {
	const upload = async (parameters: object, count = 1) => {
		const data = await fileInItem(FILM, { fileName: 'a.mp4', mimeType: 'video/mp4' });
		return await at.world.run({
			type: new JoggAiMedia(),
			parameters: { operation: 'upload', ...parameters },
			items: numbered(count).map((one) => ({ ...one, binary: { data } })),
		});
	};

	it('gives up a storage that takes too long in all, and does not try again', async () => {
		const storage = await startServer(() => undefined);
		const data = { sign_url: `${storage.url}/put`, asset_url: `${storage.url}/a.mp4` };
		const joggAi = await startServer(reply(200, JSON.stringify({ code: 0, data })));
		at.world.credentials.domain = joggAi.url;
		transferLimits.totalMs = 1500;

		const { error } = await upload({});

		expect(error?.message).toMatch(/did not take 'a.mp4' \(it took more than [\d.]+ minutes\)/);
		expect(storage.received).toHaveLength(1);
	});

	it('gives up an address that sends drop by drop, before anything is announced', async () => {
		const host = await startServer((_request, response) => {
			response.writeHead(200, { 'content-type': 'video/mp4' });
			drip(response);
		});
		transferLimits.totalMs = 1500;

		const { error } = await upload({ input: 'url', fileUrl: `${host.url}/a.mp4` });

		expect(error?.message).toMatch(/^n8n could not fetch the file from its address: it took more than/);
		expect(host.received).toHaveLength(1);
		expect(at.world.joggAi.requests).toEqual([]);
	});

	it('fetches no more than four files of a run at the same time', async () => {
		const open: Array<() => void> = [];
		let most = 0;
		const host = await startServer((_request, response) => {
			open.push(() => response.writeHead(200, AS_FILM).end(FILM));
			most = Math.max(most, open.length);
			// Nothing is answered before four have come; a fifth would come before long.
			if (open.length === 4) setTimeout(() => open.splice(0).forEach((answer) => answer()), 50);
		});

		const { items, error } = await upload({ input: 'url', fileUrl: `${host.url}/a.mp4` }, 12);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(12);
		expect(most).toBe(4);
	});
});
