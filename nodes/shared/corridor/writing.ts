import { clock } from '../api/clock';
import { pacerOf } from '../api/pacer';
import type { Problem } from '../api/problem';
import { ProblemError } from '../api/problem';
import type { Reply } from '../api/reply';
import { send, uncancelled } from '../api/transport';
import { RATE_LIMITED } from '../vocabulary/refusals';
import type { Passage } from './passage';
import type { Endpoint } from './plan';

/** How long one item puts up with "too many requests": other workers may be using up the same key's minute. */
const PATIENCE_MS = 30 * 60_000;

/**
 * Sends a request that changes something, in its turn and exactly once: it is repeated only when JoggAI refused it
 * for too many requests. `accepted` runs the moment JoggAI has said yes. Returns the reply's data; in a later attempt
 * of the same execution ("Retry On Fail") the data of the first one. Throws a ProblemError for a refusal or an
 * outcome that nobody knows, and RunOver when the run ends before it was sent.
 */
export async function write(passage: Passage, endpoint: Endpoint, accepted?: (data: unknown) => void): Promise<unknown> {
	const { run, item } = passage;
	const purchase = run.purchaseOf(item) ?? (await buy(passage, endpoint));
	if (purchase.problem) throw new ProblemError(purchase.problem);
	accepted?.(purchase.data);
	return purchase.data;
}

async function buy(passage: Passage, endpoint: Endpoint): Promise<Reply> {
	const { run, item } = passage;
	const until = clock.now() + PATIENCE_MS;
	for (;;) {
		const reply = await sendInTurn(passage, endpoint);
		const { problem } = reply;
		if (problem?.code === RATE_LIMITED && clock.now() < until) continue;
		if (problem?.hopeless) run.hopeless ??= problem;
		const outcome: Reply = problem?.uncertain ? { problem: uncertain(problem) } : reply;
		if (!problem || problem.uncertain) run.remember(item, outcome);
		return outcome;
	}
}

async function sendInTurn({ run, item, account, context, request }: Passage, endpoint: Endpoint): Promise<Reply> {
	const pacer = pacerOf(account);
	const release = await pacer.admission([run.number, item], run.signal);
	try {
		run.goOn();
		run.refuseIfHopeless();
		const reply = await run.create(async () => await send(uncancelled(context), account, { ...request, ...endpoint }));
		if (reply.problem?.code === RATE_LIMITED) pacer.pause(reply.problem.retryAfterSeconds);
		return reply;
	} finally {
		release();
	}
}

/** Says what nobody can know, and that nothing was repeated. */
function uncertain(problem: Problem): Problem {
	return {
		...problem,
		next: `It is not known whether JoggAI accepted this request and charged credits, so it was not sent again. Look for the result in your projects at app.jogg.ai before you run this item once more. ${problem.next}`,
	};
}
