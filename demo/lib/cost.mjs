/** Real credits are spent only after a yes. */
import { createInterface } from 'node:readline/promises';
import { Failure } from '../../tools/lib/failure.mjs';

/** JoggAI's prices, as documented: a script, and a video of up to two minutes. */
const SCRIPT = 0.2;
const VIDEO = 1;

export async function confirmCost(api, { yes, say }) {
	const [{ email, username }, { remaining_quota: left }] = await Promise.all([
		api.get('/v2/user/whoami'),
		api.get('/v2/user/remaining_quota'),
	]);
	const cost = SCRIPT + VIDEO;
	say(`JOGGAI_API_KEY is set: this run uses the real JoggAI account of ${username || email}.`);
	say(
		`It will cost about ${cost} credits (script ${SCRIPT}, video of up to two minutes ${VIDEO}); ${left} are left.`,
	);
	if (left < cost)
		throw new Failure('There are not enough credits left', {
			advice: 'Buy credits, or unset JOGGAI_API_KEY.',
		});
	if (yes) return;
	const advice =
		'Add --yes ("npm run demo -- --yes") to agree, or unset JOGGAI_API_KEY to use the free sandbox.';
	if (!process.stdin.isTTY) throw new Failure('Nobody is here to agree to the cost', { advice });
	if (!(await agrees('Go on? [y/N] '))) throw new Failure('Nothing was sent, nothing was spent', { advice });
}

async function agrees(question) {
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	terminal.on('SIGINT', () => process.emit('SIGINT'));
	try {
		return /^y(es)?$/i.test((await terminal.question(question)).trim());
	} finally {
		terminal.close();
	}
}
