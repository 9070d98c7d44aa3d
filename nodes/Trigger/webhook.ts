import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { eventNames } from '../shared/vocabulary/events';
import { type Claim, claim, decide } from './deduplication';
import { judge } from './delivery';
import { logRefusal } from './refusalLog';
import { storedSecrets } from './storedRegistration';
import { triggerKey } from './triggerKey';

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
		secrets: storedSecrets(context),
		selected: eventNames(context.getNodeParameter('events', [])),
	});
	if (verdict.does === 'refuse') {
		logRefusal(context, verdict.reason, verdict.check);
		return answer(context, verdict.status, verdict.answer);
	}
	if (verdict.does === 'ignore') {
		if (verdict.log) {
			const workflow = { workflowId: context.getWorkflow().id };
			context.logger.warn(`${context.getNode().name}: ${verdict.log}`, workflow);
		}
		return ignored(verdict.answer);
	}
	const claimed = claimFor(context, verdict.id);
	if (claimed === 'undecided') return answer(context, 503, 'Being started, repeat later');
	if (claimed === 'repeated') return ignored('Delivered before');
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

const ignored = (why: string): IWebhookResponseData => ({
	webhookResponse: { received: true, ignored: why },
});

const REPEAT_AFTER_SECONDS = 5;

function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	const response = context.getResponseObject();
	if (status === 503) response.setHeader('Retry-After', String(REPEAT_AFTER_SECONDS));
	response.status(status).json({ message });
	return { noWebhookResponse: true };
}

/** Somebody who tests sends the same event again on purpose. */
function claimFor(context: IWebhookFunctions, id: string): Claim {
	if (context.getMode() === 'manual') return 'first';
	const arrival = { trigger: triggerKey(context), id };
	const claimed = claim(arrival);
	if (claimed === 'first') {
		// n8n answers with an error where it could not start the execution, and JoggAI will deliver the event once more.
		// 'finish' would not do: it never comes when JoggAI hangs up (after 5 seconds) before n8n has answered.
		const response = context.getResponseObject();
		response.once('prefinish', () => decide(arrival, response.statusCode < 400));
	}
	return claimed;
}
