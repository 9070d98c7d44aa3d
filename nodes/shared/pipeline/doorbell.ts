import type { IDataObject } from 'n8n-workflow';
import { type JobKind, jobRow } from '../vocabulary/jobs';
import { asObject, asText } from '../vocabulary/values';
import { wakingAddress } from './engine';
import type { ItemContext } from './itemContext';

/**
 * The body of a create request with the address at which JoggAI can wake the sleeping execution when the job has ended.
 * Only the last item of a batch has it, as each call makes n8n load the whole execution; without a call it wakes by
 * itself. The user's own address goes first.
 */
export function withDoorbell(item: ItemContext, kind: JobKind): IDataObject {
	const { context, batch, itemIndex, maySleep, request } = item;
	const body = asObject(request.body);
	const { callbackField } = jobRow(kind);
	if (!maySleep || callbackField === undefined || asText(body[callbackField]) || !batch.isLast(itemIndex))
		return body;
	const address = wakingAddress(context);
	return address === undefined ? body : { ...body, [callbackField]: address };
}
