import { DIALECTS, type DialectName } from '../../sandbox/dialects/index.cts';
import type { Fault } from '../../sandbox/index.cts';
import { checkReads } from '../../tools/check/check.cts';
import type { Finding } from '../../tools/check/findings.cts';
import { FREE_READS } from '../../tools/check/operations.cts';
import { isFine, reportOf } from '../../tools/check/report.cts';
import { wireTo } from '../../tools/check/wire.cts';
import { listedNodes, operationsOf } from '../harness/nodeTypes.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';
import { sample } from '../sandbox/samples.cts';

const at = eachInItsOwnWorld();

const check = async (apiKey = 'sandbox-key') => {
	const wire = await wireTo({ apiKey, domain: at.world.joggAi.url });
	const findings = await checkReads(wire, () => undefined);
	const report = reportOf(findings, { version: '1.2.3', isJoggAi: true, date: new Date(0) });
	return { findings, report, wire };
};
const of = (findings: Finding[], label: string) => findings.find((one) => one.label === label);

/** A template video and an endpoint, so that the account has something to tell. */
async function populate(): Promise<void> {
	for (const operation of ['POST /v2/create_video_with_template', 'POST /v2/endpoint'] as const) {
		const [method, path] = operation.split(' ');
		const accepted = await fetch(at.world.joggAi.url + path, {
			method,
			headers: { 'x-api-key': 'sandbox-key', 'content-type': 'application/json' },
			body: JSON.stringify(sample(operation)),
		});
		expect(await accepted.json()).toMatchObject({ code: 0 });
	}
}

/** Every text of a reply that could be somebody's. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe.each(Object.keys(DIALECTS) as DialectName[])(
	'the check of JoggAI, before the dialect %s',
	(dialect) => {
		beforeEach(() => {
			at.world.joggAi.settings.dialect = dialect;
		});

		it('understands every free reply and finds the nodes in order', async () => {
			await populate();

			const { findings } = await check();

			expect(findings.map(({ label }) => label)).toEqual(FREE_READS.map(({ label }) => label));
			expect(findings.filter(({ verdict }) => verdict === 'broken')).toEqual([]);
			expect(isFine(findings)).toBe(true);
			expect(of(findings, 'Template Video: Video: Get')?.verdict).not.toBe('skipped');
			expect(of(findings, 'Avatar Video: Get, of an ID that nobody has')).toMatchObject({
				code: '10104',
				verdict: 'expected',
			});
		});

		it('tells the dialect by the names that JoggAI used', async () => {
			const { findings } = await check();

			const notes = of(findings, 'List Avatars (public)')?.notes.join('; ');
			expect(notes).toContain(dialect === 'guide' ? 'avatarId=avatar_id' : 'avatarId=id');
			expect(of(findings, 'Media: Get Many Music')?.notes).toContain(
				dialect === 'guide' ? 'list=musics' : 'list=music',
			);
			if (dialect === 'live') expect(notes).toContain('came whole although a page of 100 was asked for');
			else expect(notes).not.toContain('came whole');
		});

		it('sends nothing but GETs, and spends nothing', async () => {
			await check();

			expect(new Set(at.world.joggAi.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
			expect(at.world.joggAi.charges).toEqual([]);
		});

		it('prints nothing of what JoggAI told about the account', async () => {
			await populate();

			const { report, wire } = await check();

			const names = new Set(['Success', ...(report.match(/generated_\w+/g) ?? [])]);
			const told = wire.exchanges.flatMap(({ reply }) => textsIn((reply.body as { data: unknown }).data));
			const secrets = [...told, 'sandbox-key', new URL(at.world.joggAi.url).host].filter(
				(text) => text.length > 9 && !names.has(text),
			);
			expect(secrets).toEqual(expect.arrayContaining(['https://hooks.example/all']));
			expect(secrets.filter((text) => report.includes(text))).toEqual([]);
			expect(report).not.toMatch(/https?:|@/);
		});
	},
);

it('reads every list that the nodes can read', () => {
	const lists = listedNodes
		.flatMap(operationsOf)
		.filter(({ value }) => value.startsWith('getMany'))
		.map(({ action }) => action);

	expect(lists.length).toBeGreaterThan(10);
	expect(FREE_READS.map(({ operation }) => operation.action)).toEqual(expect.arrayContaining(lists));
});

describe('a reply that a node cannot work with', () => {
	const AVATARS = 'GET /v2/avatars/public';
	const BROKEN: Array<[string, Fault]> = [
		['has no data', { match: AVATARS, kind: 'noData' }],
		['is cut in half', { match: AVATARS, kind: 'truncated' }],
		['is a page of some proxy', { match: AVATARS, kind: 'html', httpStatus: 502 }],
		['is empty', { match: AVATARS, kind: 'empty' }],
		['is a refusal', { match: AVATARS, kind: 'code', code: 40000 }],
	];

	it.each(BROKEN)('that %s is reported, and everything else is checked all the same', async (_how, fault) => {
		at.world.joggAi.fault({ ...fault, times: 'always' });

		const { findings, report } = await check();

		expect(findings).toHaveLength(FREE_READS.length);
		expect(findings.filter(({ verdict }) => verdict === 'broken').map(({ label }) => label)).toEqual([
			'List Avatars (public)',
		]);
		expect(isFine(findings)).toBe(false);
		expect(report).toContain('1 of 22 replies were NOT understood');
	});

	it('that takes an unknown ID for a video is reported', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/avatar_video/{id}', kind: 'html', httpStatus: 404 });

		expect(isFine((await check()).findings)).toBe(false);
	});

	it('that merely lacks the plan for it is no fault of the nodes', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/avatars/custom', kind: 'code', code: 18025, times: 'always' });

		const { findings } = await check();

		expect(of(findings, 'List Avatars (instant)')?.verdict).toBe('no permission');
		expect(isFine(findings)).toBe(true);
	});

	it.each([
		['a wrong key', 'wrong-key'],
		['a key without the API', 'sandbox-key-no-api'],
	])('ends the check at once for %s', async (_why, key) => {
		const { findings, report } = await check(key);

		expect(findings).toHaveLength(1);
		expect(report).not.toContain(key);
	});

	it('ends the check at once where nobody answers', async () => {
		await at.world.joggAi.close();

		const { findings, report } = await check();

		expect(findings).toMatchObject([{ verdict: 'broken', notes: ['n8n cannot reach JoggAI'] }]);
		expect(report).not.toContain('127.0.0.1');
	});
});
