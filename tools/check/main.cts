import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fullText, problemOf } from '../../nodes/shared/api/problem';
import { checkReads } from './check.cts';
import { consents } from './consent.cts';
import { isFine, lineOf, reportOf } from './report.cts';
import { checkPurchases, PRICE, PURCHASE } from './spend.cts';
import { wireTo } from './wire.cts';

const HELP = `npm run check:live [-- options]

Reads everything with your key that costs nothing and compares each reply with
what the nodes expect. The report that it prints holds no key, address, name or
other data of yours: it can be pasted into an issue.

  --spend   also make ${PURCHASE} credits, after asking
  --yes     agree to that on the command line
  --help    this text

JOGGAI_API_KEY  your key: app.jogg.ai, profile picture, API
JOGGAI_DOMAIN   another address than https://api.jogg.ai

Ends with 0 if every reply was understood, else with 1.`;

const OPTIONS = {
	spend: { type: 'boolean', default: false },
	yes: { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
} as const;

/** Progress goes beside the report, so that the report alone can be redirected into a file. */
const say = (words: string): void => console.error(words);

async function main(): Promise<number> {
	const { values } = parseArgs({ options: OPTIONS });
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	const { JOGGAI_API_KEY: apiKey = '', JOGGAI_DOMAIN: domain = '' } = process.env;
	if (apiKey.trim() === '') {
		say('Set JOGGAI_API_KEY to your key: at app.jogg.ai click your profile picture, then API.');
		return 1;
	}
	const wire = await wireTo({ apiKey, domain });
	const question = `This will spend about ${PRICE} credits of your JoggAI account: ${PURCHASE}.`;
	if (values.spend && !(await consents(question, { yes: values.yes, say }))) return 1;

	const onFinding = (finding: Parameters<typeof lineOf>[0]) => say(lineOf(finding));
	const findings = await checkReads(wire, onFinding);
	if (values.spend && isFine(findings)) {
		const onStarted = (noun: string, id: string) => say(`Started and paid for: ${noun} ${id}`);
		findings.push(...(await checkPurchases(wire, { onFinding, onStarted })));
	} else if (values.spend) {
		say('Nothing was spent, because not every reply was understood.');
	}
	const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
		version: string;
	};
	const isJoggAi = new URL(wire.account.baseUrl).host === 'api.jogg.ai';
	console.log(`\n${reportOf(findings, { version, isJoggAi, date: new Date() })}`);
	return isFine(findings) ? 0 : 1;
}

main()
	.then((status) => {
		process.exitCode = status;
	})
	.catch((error: Error) => {
		say(fullText(problemOf(error)));
		process.exitCode = 1;
	});
