import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { isSigned } from '../shared/api/signature';
import { asText, isoTime } from '../shared/vocabulary/values';

/** One call of the trigger's address, by JoggAI or by anybody. */
export interface Delivery {
	/** Exactly the bytes that came, if they could be read. */
	rawBody: Buffer | undefined;
	signature: unknown;
	/** Secrets that JoggAI may have signed with; none while no endpoint is registered. */
	secrets: string[];
	/** Events that the user chose. */
	selected: string[];
}

/** A JoggAI event, verified. */
interface JoggAiEvent extends IDataObject {
	event: string;
}

type Verdict =
	/** Not from JoggAI, or not an event. `reason` and `check` are for n8n's log, `answer` for whoever called. */
	| { does: 'refuse'; status: 400 | 401; reason: string; check: string; answer: string }
	/** From JoggAI, but not for this trigger; answered with success, since a refusal would make JoggAI repeat it. */
	| { does: 'ignore'; answer: string }
	| { does: 'start'; event: JoggAiEvent; id: string; madeAt?: number };

/** Judges a call. Only the signed bytes count: no header says what happened. */
export function judge({ rawBody, signature, secrets, selected }: Delivery): Verdict {
	// Every secret is tried, so the time this takes tells nobody which one fits.
	const fitting = secrets.filter((secret) => isSigned(rawBody, signature, secret));
	if (!rawBody || fitting.length === 0) return unauthorized(rawBody, signature, secrets);
	const event = parsed(rawBody);
	if (!event) {
		return {
			does: 'refuse',
			status: 400,
			reason: 'is signed but holds no JSON object',
			check: '',
			answer: 'No JSON object',
		};
	}
	if (!isEvent(event) || !selected.includes(event.event))
		return { does: 'ignore', answer: 'Event not selected in this trigger' };
	return { does: 'start', event, id: deliveryId(event, rawBody), madeAt: timeOf(event.timestamp) };
}

const NOTHING_TO_DO = 'Unless you expected an event there is nothing to do: JoggAI signs its calls.';
const REGISTER_ANEW =
	"If JoggAI sent it, then its secret was changed at JoggAI, or the endpoint was made anew there: unpublish and publish the workflow to register it again. If that does not help, check whether a proxy in front of n8n rewrites bodies; JoggAI signs each call's exact bytes.";

function unauthorized(rawBody: Buffer | undefined, signature: unknown, secrets: string[]): Verdict {
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
	return { does: 'refuse', status: 401, reason, check, answer: 'Not signed by JoggAI' };
}

function parsed(rawBody: Buffer): IDataObject | undefined {
	try {
		const value = JSON.parse(rawBody.toString('utf8')) as unknown;
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as IDataObject)
			: undefined;
	} catch {
		return undefined;
	}
}

const isEvent = (value: IDataObject): value is JoggAiEvent => typeof value.event === 'string';

/**
 * JoggAI repeats a delivery byte by byte, and gives only some kinds of event an ID. A number is one as well, but 0 is
 * what JoggAI writes where it has none.
 */
function deliveryId({ event_id }: JoggAiEvent, rawBody: Buffer): string {
	const id = asText(event_id);
	return id && id !== '0' ? id : createHash('sha256').update(rawBody).digest('hex');
}

function timeOf(timestamp: unknown): number | undefined {
	const time = isoTime(timestamp);
	return time === undefined ? undefined : Date.parse(time);
}
