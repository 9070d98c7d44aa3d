import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { isSigned } from '../shared/api/signature';

/** One call of the trigger's address, by JoggAI or by anybody. */
export interface Delivery {
	/** Exactly the bytes that came, if they could be read. */
	rawBody: Buffer | undefined;
	signature: unknown;
	/** Secret of the trigger's endpoint, if one is registered. */
	secret: string | undefined;
	/** Events that the user chose. */
	selected: string[];
}

/** A JoggAI event, verified. */
interface JoggAiEvent extends IDataObject {
	event: string;
}

type Verdict =
	/** Not from JoggAI, or not an event. `reason` is for n8n's log, `answer` for whoever called. */
	| { does: 'refuse'; status: 400 | 401; reason: string; answer: string }
	/** From JoggAI, but not for this trigger; answered with success, since a refusal would make JoggAI repeat it. */
	| { does: 'ignore'; answer: string }
	| { does: 'start'; event: JoggAiEvent; id: string };

/** Judges a call. Only the signed bytes count: no header says what happened. */
export function judge({ rawBody, signature, secret, selected }: Delivery): Verdict {
	if (!isSigned(rawBody, signature, secret)) return unauthorized(rawBody, signature, secret);
	const event = parsed(rawBody as Buffer);
	if (!event) {
		return {
			does: 'refuse',
			status: 400,
			reason: 'is signed but holds no JSON object',
			answer: 'No JSON object',
		};
	}
	if (!isEvent(event) || !selected.includes(event.event))
		return { does: 'ignore', answer: 'Event not selected in this trigger' };
	return { does: 'start', event, id: deliveryId(event, rawBody as Buffer) };
}

function unauthorized(rawBody: Buffer | undefined, signature: unknown, secret: string | undefined): Verdict {
	const reasons: Array<[boolean, string]> = [
		[!secret, 'came, but no secret is stored to verify it with; unpublish and publish the workflow once'],
		[!rawBody, 'has no body that n8n could read'],
		[!signature, 'is not signed'],
		[true, "does not carry the signature of this trigger's endpoint"],
	];
	const [, reason] = reasons.find(([applies]) => applies) as [boolean, string];
	return { does: 'refuse', status: 401, reason, answer: 'Not signed by JoggAI' };
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

/** JoggAI repeats a delivery byte by byte, and gives only some kinds of event an ID. */
function deliveryId({ event_id }: JoggAiEvent, rawBody: Buffer): string {
	if (typeof event_id === 'string' && event_id !== '') return event_id;
	return createHash('sha256').update(rawBody).digest('hex');
}
