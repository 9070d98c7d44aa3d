import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

/** Tells the triggers of this n8n apart. */
export const triggerKey = (
	context: Pick<IExecuteFunctions | IWebhookFunctions, 'getWorkflow' | 'getNode'>,
): string => JSON.stringify([context.getWorkflow().id, context.getNode().id]);
