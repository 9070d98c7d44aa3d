import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { clock, DAY_MS } from '../shared/platform/clock';
import type { Secret } from './delivery';
import type { Registration } from './endpoint';
import { isSameOwner } from '../shared/api/owner';

type Context = Pick<IHookFunctions | IWebhookFunctions, 'getWorkflowStaticData' | 'getMode'>;

/** What JoggAI had signed, or had begun to repeat, before a new registration may still arrive for so long. */
const GRACE_MS = DAY_MS;
/** A workflow that is published again and again must not collect secrets without end. */
const MOST_FORMER = 3;

/** What the trigger had before; in milliseconds since 1970, when it is forgotten and when another took its place. */
interface Former extends Registration {
	until: number;
	replacedAt?: number;
}

interface Stored extends Partial<Registration> {
	former?: Former[];
}

/**
 * Test and production address are two endpoints with two secrets. n8n starts a test with a copy of the production
 * data, so each has its own slot: a test must never verify with, or remove, the endpoint of the active workflow.
 */
const slot = (context: Context) => (context.getMode() === 'manual' ? 'test' : 'production');

const stored = (context: Context): Stored =>
	(context.getWorkflowStaticData('node')[slot(context)] as Stored | undefined) ?? {};

/** The trigger's endpoint, as far as it is known. */
export function storedRegistration(context: Context): Registration | undefined {
	const { endpointId, secret, url, owner } = stored(context);
	return endpointId && secret && url && owner ? { endpointId, secret, url, owner } : undefined;
}

/** The secrets that a delivery may be signed with: that of the endpoint, and former ones of the same address. */
export function storedSecrets(context: Context): Secret[] {
	const registration = storedRegistration(context);
	if (!registration) return [];
	const former = formerOnes(context).filter(({ url }) => url === registration.url);
	return [registration, ...former.map(({ secret, replacedAt }) => ({ secret, madeUntil: replacedAt }))];
}

/** What another account signed before counts no longer, nor what is made from now on with a former secret. */
export function storeRegistration(context: Context, registration: Registration): void {
	const former = formerOnes(context, registration)
		.filter(({ owner }) => isSameOwner(owner, registration.owner))
		.map((one) => ({ replacedAt: clock.wallTime(), ...one }));
	write(context, { ...registration, ...(former.length > 0 && { former }) });
}

/** Forgets the endpoint; n8n calls this before it registers a changed trigger anew, so its secret stays for a while. */
export function dropRegistration(context: Context): void {
	const former = formerOnes(context, { secret: undefined });
	write(context, former.length > 0 ? { former } : undefined);
}

/** Those whose secrets still count, newest first, with the current one where `next` takes its place. */
function formerOnes(context: Context, next?: { secret?: string }): Former[] {
	const now = clock.wallTime();
	const { former = [] } = stored(context);
	const current = storedRegistration(context);
	const replaced: Former[] = next && current ? [{ ...current, until: now + GRACE_MS }] : [];
	return [...replaced, ...former]
		.filter(({ secret, until }) => until > now && secret !== next?.secret)
		.slice(0, MOST_FORMER);
}

function write(context: Context, value: Stored | undefined): void {
	const data = context.getWorkflowStaticData('node');
	if (value) data[slot(context)] = value;
	else delete data[slot(context)];
}
