import type { IDataObject } from 'n8n-workflow';
import { Readable } from 'node:stream';
import type { ItemContext } from '../../nodes/shared/pipeline/item';
import { TransferTimeout } from '../../nodes/shared/files/transferLimits';
import { uploads } from '../../nodes/shared/operations/upload';
import { inspectFiles } from '../../nodes/shared/pipeline/inputFiles';
import { Progress } from '../../nodes/shared/pipeline/progress';
import { memory } from '../harness/memory.cts';
import { type Answer, itemWithFiles, NOTHING_TELLING } from '../harness/fileItem.cts';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

const ADDRESSES = {
	sign_url: 'https://storage.example/put?X-Signature=s3cret',
	asset_url: 'https://m.example/a.png',
};
const carryOut = uploads({ url: () => undefined, stated: () => ({}) });

/** As the pipeline does it: what the item has is read before anything else. */
async function execute(item: ItemContext) {
	await inspectFiles(item);
	return await carryOut(item);
}

let accounts = 0;

/** An item with a picture, whose storage gives these answers, and what JoggAI was told. */
function upload(answers: Answer[], { addresses = ADDRESSES as object, stored = false } = {}) {
	const binary = {
		fileName: 'a.png',
		mimeType: 'image/png',
		data: Buffer.from(NOTHING_TELLING).toString('base64'),
	};
	const { item, asked } = itemWithFiles({ binary: stored ? { ...binary, id: 'x1' } : binary, answers });
	const announced: IDataObject[] = [];
	const destroyed: string[] = [];
	Object.assign(item.context.helpers, {
		httpRequestWithAuthentication: async (_name: string, options: IDataObject) => {
			if (String(options.url).endsWith('/whoami'))
				return { statusCode: 200, headers: {}, body: { code: 0, data: { email: 'a@example.com' } } };
			announced.push(options);
			return { statusCode: 200, headers: {}, body: { code: 0, data: addresses } };
		},
		getBinaryStream: async (id: string) =>
			Readable.from([Buffer.from(NOTHING_TELLING)]).on('close', () => destroyed.push(id)),
	});
	const whole = {
		...item,
		itemIndex: 0,
		maySleep: false,
		purchases: memory(),
		progress: new Progress({}, 'e1', 0),
		files: [
			{ path: 'file', wanted: { field: 'data', label: 'Input Data Field Name', source: 'File Source' } },
		],
		parameter: (_name: string, fallback?: unknown) => fallback,
		account: {
			baseUrl: 'https://api.example',
			fingerprint: `upload ${++accounts}`,
			requestsPerMinute: 20,
			redact: (value: unknown) => value,
		},
	} as unknown as ItemContext;
	return { whole, asked, announced, destroyed };
}

const problem = async (promise: Promise<unknown>) =>
	await promise.then(
		() => undefined,
		(error: { problem: object }) => error.problem,
	);

describe('an upload', () => {
	it('announces the file and puts its bytes, with type and length, where JoggAI says', async () => {
		const { whole, asked, announced } = upload([{ statusCode: 200 }]);
		const items = await execute(whole);

		expect(announced).toEqual([
			expect.objectContaining({
				method: 'POST',
				url: '/v2/upload/asset',
				body: { filename: 'a.png', content_type: 'image/png', file_size: 5 },
			}),
		]);
		expect(asked).toEqual([
			{
				proxy: { host: 'proxy', port: 1 },
				skipSslCertificateValidation: true,
				method: 'PUT',
				url: ADDRESSES.sign_url,
				body: Buffer.from(NOTHING_TELLING),
				headers: { 'Content-Type': 'image/png', 'Content-Length': 5 },
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				timeout: 300_000,
				abortSignal: expect.any(AbortSignal),
			},
		]);
		expect(items).toEqual([
			{
				json: { assetUrl: 'https://m.example/a.png', fileName: 'a.png', mimeType: 'image/png', fileSize: 5 },
			},
		]);
	});

	it("is as patient as the node's own options say", async () => {
		const { whole, asked } = upload([{ statusCode: 200 }]);
		whole.request.timeout = 1234;
		await execute(whole);
		expect(asked[0].timeout).toBe(1234);
	});

	it('is done once, however often n8n tries the node again', async () => {
		const { whole, asked, announced } = upload([{ statusCode: 200 }]);
		await execute(whole);
		expect(await execute(whole)).toHaveLength(1);
		expect([asked.length, announced.length]).toEqual([1, 1]);
	});

	it('is announced anew where the file could not be stored', async () => {
		const { whole, announced } = upload([{ statusCode: 403 }, { statusCode: 200 }]);
		expect(await problem(execute(whole))).toBeDefined();
		expect(await execute(whole)).toHaveLength(1);
		expect(announced).toHaveLength(2);
	});

	it('closes the stream of a stored file, whatever becomes of it', async () => {
		for (const answers of [[{ statusCode: 200 }], [{ statusCode: 403 }], [{ error: new Error('cut') }]]) {
			const { whole, asked, destroyed } = upload(answers, { stored: true });
			await problem(execute(whole));
			await new Promise(setImmediate);
			// Once more for its digest.
			expect(destroyed).toEqual(['x1', ...asked.map(() => 'x1')]);
		}
	});

	it.each<[Answer, number, string]>([
		[{ statusCode: 299 }, 1, ''],
		[{ statusCode: 300 }, 1, 'HTTP 300'],
		[{ statusCode: 199 }, 1, 'HTTP 199'],
		[{ statusCode: 403 }, 1, 'HTTP 403'],
		[{ statusCode: 408 }, 3, 'HTTP 408'],
		[{ statusCode: 429 }, 3, 'HTTP 429'],
		[{ statusCode: 499 }, 1, 'HTTP 499'],
		[{ statusCode: 500 }, 3, 'HTTP 500'],
		[{ error: new Error('ECONNRESET') }, 3, 'the connection broke off'],
		[{ error: new TransferTimeout('it stopped', true) }, 3, 'it stopped'],
		[{ error: new TransferTimeout('it crawled', false) }, 1, 'it crawled'],
	])('that is answered with %j is tried %i times (%s)', async (answer, times, words) => {
		const { whole, asked } = upload([answer]);
		const told = await problem(execute(whole));
		expect(asked).toHaveLength(times);
		if (words === '') expect(told).toBeUndefined();
		else
			expect(told).toEqual({
				what: `JoggAI's storage did not take 'a.png' (${words})`,
				next: expect.stringMatching(/nothing was charged.*holds back uploads to storage\.example\.$/),
				httpStatus: answer.statusCode,
				transient: times > 1,
			});
		expect(JSON.stringify(told ?? {})).not.toContain('s3cret');
	});

	it('is not tried again after Stop', async () => {
		const stop = new AbortController();
		const { whole, asked } = upload([{ error: new Error('cut') }]);
		const { httpRequest } = whole.context.helpers;
		whole.context.helpers.httpRequest = async (options) => {
			stop.abort(new Error('Stop'));
			return (await httpRequest(options)) as never;
		};
		await expect(execute({ ...whole, signal: stop.signal })).rejects.toThrow('Stop');
		expect(asked).toHaveLength(1);
	});

	it('is not announced after Stop', async () => {
		const { whole, announced } = upload([{ statusCode: 200 }]);
		const stopped = AbortSignal.abort(new Error('Stop'));
		await expect(execute({ ...whole, signal: stopped })).rejects.toThrow('Stop');
		expect(announced).toEqual([]);
	});
});

describe('the addresses of an upload', () => {
	const to = async (addresses: object) => await execute(upload([{ statusCode: 200 }], { addresses }).whole);
	const asset = 'https://m.example/a.png';

	it.each([
		[{ asset_url: asset }],
		[{ ...ADDRESSES, asset_url: undefined }],
		[{ ...ADDRESSES, asset_url: 'see https://m.example', asset_id: 7 }],
		[{ ...ADDRESSES, sign_url: 'file:///a' }],
		[{ ...ADDRESSES, sign_url: 7 }],
	])('must both be there: %j', async (addresses) => {
		await expect(to(addresses)).rejects.toThrow('did not say where to put the file');
	});

	it.each([
		[{ asset_id: 4711 }, { assetId: 4711 }],
		[{ asset_id: 'a1' }, { assetId: 'a1' }],
		[{ asset_id: null }, {}],
		[{ asset_url: undefined, asset_id: 'HTTPS://m.example/b.png' }, { assetUrl: 'HTTPS://m.example/b.png' }],
	])('may come with an ID, which older revisions use for the address: %j', async (more, shown) => {
		const [{ json }] = await to({ ...ADDRESSES, ...more });
		expect(json).toEqual({
			assetUrl: asset,
			fileName: 'a.png',
			mimeType: 'image/png',
			fileSize: 5,
			...shown,
		});
	});
});
