import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { clock, DAY_MS } from '../shared/platform/clock';
import { isSigned } from './signature';
import { idAt, isoTime, parsedJson } from '../shared/vocabulary/values';

/** JoggAI's signature holds for ever, and what is older was repeated long ago: it can only be a replay. */
const OLDEST_MS = DAY_MS;

/** One call of the trigger's address, by JoggAI or by anybody. */
export interface Delivery {
	/** Exactly the bytes that came, if they could be read. */
	rawBody: Buffer | undefined;
	signature: unknown;
	/** Secrets that JoggAI may have signed with; none while no endpoint is registered. */
	secrets: Secret[];
	/** Events that the user chose. */
	selected: string[];
}

/** What JoggAI may have signed with. */
export interface Secret {
	secret: string;
	/** It signs no event that was made later, in milliseconds since 1970. */
	madeUntil?: number;
}

/** A JoggAI event, verified. */
interface JoggAiEvent extends IDataObject {
	event: string;
}

type Verdict =
	/** Not from JoggAI, or not an event. `reason` and `check` are for n8n's log, `answer` for whoever called. */
	| { does: 'refuse'; status: 400 | 401; reason: string; check: string; answer: string }
	/** From JoggAI, but not to be run; answered with success, since a refusal would make JoggAI repeat it. */
	| { does: 'ignore'; answer: string; log?: string }
	| { does: 'start'; event: JoggAiEvent; id: string };

/** Judges a call. Only the signed bytes count: no header says what happened. */
export function judge({ rawBody, signature, secrets, selected }: Delivery): Verdict {
	// Every secret is tried, so the time this takes tells nobody which one fits.
	const fitting = secrets.filter(({ secret }) => isSigned(rawBody, signature, secret));
	if (!rawBody || fitting.length === 0) return unauthorized(rawBody, signature, secrets);
	const event = parsed(rawBody);
	if (!event) return refused('is signed but holds no JSON object', '', 400, 'No JSON object');
	// Not a number where the event does not say: no age is too great then, nor a former secret too old while it counts.
	const time = isoTime(event.timestamp) ?? '';
	const madeAt = Date.parse(time);
	if (fitting.every(({ madeUntil = Infinity }) => madeAt > madeUntil)) return refused(...OUTDATED);
	if (!isEvent(event) || !selected.includes(event.event))
		return { does: 'ignore', answer: 'Event not selected in this trigger' };
	const id = deliveryId(event, rawBody);
	if (clock.wallTime() - madeAt > OLDEST_MS) {
		const log = `event ${id} was made more than a day ago (${time}), so it was taken for a replay and started nothing`;
		return { does: 'ignore', answer: 'Made more than a day ago', log };
	}
	return { does: 'start', event, id };
}

const NOTHING_TO_DO = 'Unless you expected an event there is nothing to do: JoggAI signs its calls.';
const REGISTER_ANEW =
	"If JoggAI sent it, then its secret was changed at JoggAI, or the endpoint was made anew there: unpublish and publish the workflow to register it again. If that does not help, check whether a proxy in front of n8n rewrites bodies; JoggAI signs each call's exact bytes.";

const OUTDATED = [
	'is signed with the secret of a former endpoint, but was made after that was replaced',
	'If JoggAI sent it, check the clock of the machine that n8n runs on.',
] as const;

function refused(
	reason: string,
	check: string,
	status: 400 | 401 = 401,
	answer = 'Not signed by JoggAI',
): Verdict {
	return { does: 'refuse', status, reason, check, answer };
}

function unauthorized(rawBody: Buffer | undefined, signature: unknown, secrets: Secret[]): Verdict {
	const reasons: Array<[applies: boolean, reason: string, check: string]> = [
		[
			secrets.length === 0,
			'came, but no secret is stored to verify it with',
			'Unpublish and publish the workflow once.',
		],
		[!rawBody, 'has no body that n8n could read', 'Check whether a proxy in front of n8n rewrites bodies.'],
		[!signature, 'is not signed', NOTHING_TO_DO],
		[true, "does not carry the signature of this trigger's endpoint", REGISTER_ANEW],
	];
	const [, reason, check] = reasons.find(([applies]) => applies) as [boolean, string, string];
	return refused(reason, check);
}

function parsed(rawBody: Buffer): IDataObject | undefined {
	try {
		const value = parsedJson(rawBody.toString('utf8'));
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as IDataObject)
			: undefined;
	} catch {
		return undefined;
	}
}

const isEvent = (value: IDataObject): value is JoggAiEvent => typeof value.event === 'string';

/** JoggAI repeats a delivery byte by byte, and gives only some kinds of event an ID. */
const deliveryId = (event: JoggAiEvent, rawBody: Buffer): string =>
	idAt(event, ['event_id']) ?? createHash('sha256').update(rawBody).digest('hex');
