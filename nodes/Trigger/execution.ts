import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { simplified } from './output';
import type { Arrival } from './receiving';

/**
 * How many deliveries n8n's database remembers per trigger. It rewrites the whole list for each new one, and MySQL
 * (n8n 1.x) has room for about 2 400 in its column.
 */
const MOST_REMEMBERED = 2000;

/** Turns what webhook() let through into the output. A delivery that an earlier execution had becomes none. */
export async function emit(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const isSimplified = context.getNodeParameter('simplify', 0, true) === true;
	const output: INodeExecutionData[] = [];
	for (const [index, { json }] of context.getInputData().entries()) {
		if (!isArrival(json)) output.push({ json, pairedItem: { item: index } });
		else if (await isFresh(context, json.deliveryId)) {
			const { headers, body } = json;
			output.push({ json: isSimplified ? simplified(body) : { headers, body }, pairedItem: { item: index } });
		}
	}
	return output;
}

const isArrival = (json: IDataObject): json is Arrival =>
	typeof json.deliveryId === 'string' && typeof json.body === 'object';

/** Somebody who tests, or retries an execution, wants the same event once more. */
async function isFresh(context: IExecuteFunctions, id: string): Promise<boolean> {
	if (!['webhook', 'trigger'].includes(context.getMode())) return true;
	try {
		return await inTurn(
			JSON.stringify([context.getWorkflow().id, context.getNode().id]),
			async () => await record(context, id),
		);
	} catch (error) {
		context.logger.warn(
			`${context.getNode().name}: n8n could not tell whether event ${id} came before, so it goes through: ${(error as Error).message}`,
		);
		return true;
	}
}

async function record(context: IExecuteFunctions, id: string): Promise<boolean> {
	const options = { mode: 'entries' as const, maxEntries: MOST_REMEMBERED };
	const { processed } = await context.helpers.checkProcessedAndRecord([id], 'node', options);
	return processed.length === 0;
}

const lastInTurn = new Map<string, Promise<unknown>>();

/** n8n reads the list, then writes it: of executions that do so at the same time only one would be remembered. */
async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
	const turn = (lastInTurn.get(key) ?? Promise.resolve()).then(work, work);
	lastInTurn.set(key, turn);
	try {
		return await turn;
	} finally {
		if (lastInTurn.get(key) === turn) lastInTurn.delete(key);
	}
}
