import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { clock } from '../shared/platform/clock';
import type { Registration } from './endpoint';

type Context = Pick<IHookFunctions | IWebhookFunctions, 'getWorkflowStaticData' | 'getMode'>;

/** What JoggAI had signed, or had begun to repeat, before a new registration may still arrive for so long. */
const GRACE_MS = 24 * 60 * 60_000;
/** A workflow that is published again and again must not collect secrets without end. */
const MOST_FORMER = 3;

/** The secret of an endpoint that the trigger had before. */
interface FormerSecret extends IDataObject {
	secret: string;
	/** The address it was registered for. */
	url: string;
	/** Milliseconds since 1970. */
	until: number;
}

interface Stored extends Partial<Registration> {
	former?: FormerSecret[];
}

/**
 * Test and production address are two endpoints with two secrets. n8n starts a test with a copy of the production
 * data, so each has its own slot: a test must never verify with, or remove, the endpoint of the active workflow.
 */
const slot = (context: Context) => (context.getMode() === 'manual' ? 'test' : 'production');

const stored = (context: Context): Stored =>
	(context.getWorkflowStaticData('node')[slot(context)] as Stored | undefined) ?? {};

/** ID and secret of the trigger's endpoint, as far as they are known. */
export function storedRegistration(context: Context): Registration | undefined {
	const { endpointId, secret, url } = stored(context);
	return endpointId && secret && url ? { endpointId, secret, url } : undefined;
}

/** The secrets that a delivery may be signed with: that of the endpoint, and former ones of the same address. */
export function storedSecrets(context: Context): string[] {
	const registration = storedRegistration(context);
	if (!registration) return [];
	const former = formerSecrets(context).filter(({ url }) => url === registration.url);
	return [registration.secret, ...former.map(({ secret }) => secret)];
}

export function storeRegistration(context: Context, registration: Registration): void {
	const former = formerSecrets(context, registration);
	write(context, { ...registration, ...(former.length > 0 && { former }) });
}

/** Forgets the endpoint; n8n calls this before it registers a changed trigger anew, so its secret stays for a while. */
export function dropRegistration(context: Context): void {
	const former = formerSecrets(context, { secret: undefined });
	write(context, former.length > 0 ? { former } : undefined);
}

/** The former secrets that still count, newest first, with the current one where `next` takes its place. */
function formerSecrets(context: Context, next?: { secret?: string }): FormerSecret[] {
	const now = clock.now();
	const { former = [] } = stored(context);
	const current = storedRegistration(context);
	const replaced =
		next && current ? [{ secret: current.secret, url: current.url, until: now + GRACE_MS }] : [];
	return [...replaced, ...former]
		.filter(({ secret, until }) => until > now && secret !== next?.secret)
		.slice(0, MOST_FORMER);
}

function write(context: Context, value: Stored | undefined): void {
	const data = context.getWorkflowStaticData('node');
	if (value) data[slot(context)] = value;
	else delete data[slot(context)];
}
