import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { eventNames } from '../shared/vocabulary/events';
import { claim, unclaim } from './deduplication';
import { judge } from './delivery';
import { storedRegistration } from './storedRegistration';

/**
 * What webhook() hands to execute(). n8n calls the trigger's execute() with this item before any other node runs, in
 * production and in a test alike, and shows and stores only what execute() makes of it. So the ID against duplicates
 * travels here without ever being seen by the user (output.ts, guarded by the tests of "execute").
 */
export interface AcceptedDelivery extends IDataObject {
	deliveryId: string;
	headers: IDataObject;
	body: IDataObject;
}

/** Headers that a workflow has no use for and that would give somebody's keys away. */
const KEPT_BACK = ['x-webhook-signature', 'authorization', 'proxy-authorization', 'cookie'];

/** Verifies one call, answers it and starts the workflow for a new event that the user chose. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const headers = context.getHeaderData() as IDataObject;
	const verdict = judge({
		rawBody: await rawBodyOf(context),
		signature: headers['x-webhook-signature'],
		secret: storedRegistration(context)?.secret,
		selected: eventNames(context.getNodeParameter('events', [])),
	});
	if (verdict.does === 'refuse') return refuse(context, verdict);
	if (verdict.does === 'ignore') return { webhookResponse: { received: true, ignored: verdict.answer } };
	if (!isFirst(context, verdict.id))
		return { webhookResponse: { received: true, ignored: 'Delivered before' } };
	const shown = Object.entries(headers).filter(([name]) => !KEPT_BACK.includes(name.toLowerCase()));
	const accepted: AcceptedDelivery = {
		deliveryId: verdict.id,
		headers: Object.fromEntries(shown),
		body: verdict.event,
	};
	return { webhookResponse: { received: true }, workflowData: [[{ json: accepted }]] };
}

/** An exception here would make n8n save a failed execution, which any caller could do over and over. */
async function rawBodyOf(context: IWebhookFunctions): Promise<Buffer | undefined> {
	const request = context.getRequestObject();
	try {
		if (!request.rawBody) await request.readRawBody();
	} catch (error) {
		context.logger.debug(
			`${context.getNode().name}: the body of a call cannot be read: ${(error as Error).message}`,
		);
	}
	return Buffer.isBuffer(request.rawBody) ? request.rawBody : undefined;
}

function refuse(
	context: IWebhookFunctions,
	{ status, reason, answer }: { status: number; reason: string; answer: string },
) {
	context.logger.warn(`${context.getNode().name}: a delivery was refused because it ${reason}`, {
		workflowId: context.getWorkflow().id,
	});
	context.getResponseObject().status(status).json({ message: answer });
	return { noWebhookResponse: true };
}

/** Somebody who tests sends the same event again on purpose. */
function isFirst(context: IWebhookFunctions, id: string): boolean {
	if (context.getMode() === 'manual') return true;
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id, id]);
	if (!claim(key)) return false;
	// Where n8n could not start the execution it answers 500, and JoggAI will deliver the event once more.
	const response = context.getResponseObject();
	response.once('finish', () => response.statusCode >= 500 && unclaim(key));
	return true;
}
