import { DIALECTS, type DialectName } from '../../sandbox/dialects/index.cts';
import type { Finding } from '../../tools/check/findings.cts';
import { isFine } from '../../tools/check/report.cts';
import { checkPurchases, PRICE } from '../../tools/check/spend.cts';
import { wireTo } from '../../tools/check/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();

async function spend() {
	const wire = await wireTo({ apiKey: 'sandbox-key', domain: at.world.joggAi.url });
	const started: string[] = [];
	const findings: Finding[] = [];
	await checkPurchases(wire, {
		onFinding: (finding) => findings.push(finding),
		onStarted: (_noun, id) => started.push(id),
	});
	return { findings, started };
}

const posts = () =>
	at.world.joggAi.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);

describe.each(Object.keys(DIALECTS) as DialectName[])(
	'a check that spends, before the dialect %s',
	(dialect) => {
		it('buys one script and one video for the price it names, and waits for both', async () => {
			at.world.joggAi.settings.dialect = dialect;

			const { findings, started } = await spend();

			expect(posts()).toEqual(['/v2/ai_scripts', '/v2/create_video_from_avatar']);
			expect(at.world.joggAi.charges.reduce((sum, { credits }) => sum + credits, 0)).toBeCloseTo(PRICE);
			expect(started).toEqual(at.world.joggAi.jobs.map(({ id }) => id));
			expect(findings).toMatchObject([
				{ label: 'AI Script: Generate', verdict: 'expected' },
				{ label: 'Avatar Video: Create', verdict: 'expected' },
			]);
		});
	},
);

describe('a purchase that goes wrong', () => {
	const SCRIPTS = 'POST /v2/ai_scripts';

	it.each([
		['is refused', { match: SCRIPTS, kind: 'code', code: 18020 }],
		['breaks off after JoggAI accepted it', { match: SCRIPTS, kind: 'resetAfter' }],
		['gets a page of some proxy', { match: SCRIPTS, kind: 'html', httpStatus: 502 }],
		['gets no ID', { match: SCRIPTS, kind: 'noData' }],
		['ends as a failed job', { match: SCRIPTS, kind: 'failJob', message: 'no words' }],
	] as const)('because it %s is sent once and reported, and nothing more is bought', async (_how, fault) => {
		at.world.joggAi.fault(fault);

		const { findings } = await spend();

		expect(posts()).toEqual(['/v2/ai_scripts']);
		expect(findings[0].verdict).toBe('broken');
		expect(isFine(findings)).toBe(false);
		expect(JSON.stringify(findings)).not.toMatch(/no words|127\.0\.0\.1/);
		for (const { id } of at.world.joggAi.jobs) expect(JSON.stringify(findings)).not.toContain(id);
	});
});
