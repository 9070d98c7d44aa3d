import { clock } from '../api/clock';
import { pacerOf } from '../api/pacer';
import { ProblemError } from '../api/problem';
import type { Reply } from '../api/reply';
import { send, uncancelled } from '../api/transport';
import { RATE_LIMITED } from '../vocabulary/refusals';
import type { Passage } from './passage';
import type { Endpoint, Plan } from './plan';

/** How long one item puts up with "too many requests": other workers may be using up the same key's minute. */
const PATIENCE_MS = 30 * 60_000;

/** Gets JoggAI's data the moment it has said yes, before anything else may happen. */
type Accepted = (data: unknown) => void;

/**
 * Sends a request that changes something, in its turn and exactly once: it is repeated only when JoggAI refused it
 * for too many requests. Returns the reply's data; in a later attempt of the same execution ("Retry On Fail") the data
 * of the first one. Throws a ProblemError for a refusal or an outcome that nobody knows, and RunOver when the run ends
 * before it was sent.
 */
export async function write(
	passage: Passage,
	endpoint: Endpoint,
	accepted: Accepted = () => undefined,
): Promise<unknown> {
	const bought = passage.run.purchaseOf(passage.item);
	if (bought && !bought.problem) accepted(bought.data);
	const { problem, data } = bought ?? (await buy(passage, endpoint, accepted));
	if (problem) throw new ProblemError(problem);
	return data;
}

async function buy(passage: Passage, endpoint: Endpoint, accepted: Accepted): Promise<Reply> {
	const until = clock.now() + PATIENCE_MS;
	for (;;) {
		const reply = await sendInTurn(passage, endpoint, accepted);
		if (reply.problem?.code !== RATE_LIMITED || clock.now() >= until) return reply;
	}
}

async function sendInTurn(
	{ run, signal, item, account, context, operation, request }: Passage,
	endpoint: Endpoint,
	accepted: Accepted,
): Promise<Reply> {
	const pacer = pacerOf(account);
	run.refuseIfHopeless();
	const release = await pacer.admission([run.number, item], signal);
	let sent = false;
	try {
		run.goOn();
		run.refuseIfHopeless();
		sent = true;
		return await run.create(async () => {
			const reply = judged(
				await send(uncancelled(context), account, { ...request, ...endpoint }),
				operation.plan,
			);
			const { problem } = reply;
			if (!problem) accepted(reply.data);
			if (!problem || problem.uncertain) run.remember(item, reply);
			if (problem?.code === RATE_LIMITED) pacer.pause(problem.retryAfterSeconds);
			if (problem?.hopeless) {
				run.hopeless ??= problem;
				pacer.dismiss(run.number);
			}
			return reply;
		});
	} finally {
		release(sent);
	}
}

/** An outcome that nobody can know is told as such, and that nothing was repeated. */
function judged(reply: Reply, { does }: Plan): Reply {
	const { problem } = reply;
	if (!problem?.uncertain) return reply;
	// Only jobs cost credits and make something to look for (guide).
	const advice =
		does === 'startJob'
			? 'It is not known whether JoggAI accepted this request and charged credits, so it was not sent again. Look for the result in your projects at app.jogg.ai before you run this item once more.'
			: 'It is not known whether JoggAI accepted this request, so it was not sent again. It costs nothing: run this item once more, unless the change has been made.';
	return { problem: { ...problem, next: `${advice} ${problem.next}` } };
}
