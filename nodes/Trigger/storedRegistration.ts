import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Registration } from './endpoint';

type Context = Pick<IHookFunctions | IWebhookFunctions, 'getWorkflowStaticData' | 'getMode'>;

/**
 * Test and production address are two endpoints with two secrets. n8n starts a test with a copy of the production
 * data, so each has its own slot: a test must never verify with, or remove, the endpoint of the active workflow.
 */
const slot = (context: Context) => (context.getMode() === 'manual' ? 'test' : 'production');

/** ID and secret of the trigger's endpoint, as far as they are known. */
export function storedRegistration(context: Context): Registration | undefined {
	const stored = context.getWorkflowStaticData('node')[slot(context)] as Partial<Registration> | undefined;
	const { endpointId, secret, url } = stored ?? {};
	return endpointId && secret && url ? { endpointId, secret, url } : undefined;
}

export function storeRegistration(context: Context, registration: Registration): void {
	context.getWorkflowStaticData('node')[slot(context)] = registration;
}

export function dropRegistration(context: Context): void {
	delete context.getWorkflowStaticData('node')[slot(context)];
}
