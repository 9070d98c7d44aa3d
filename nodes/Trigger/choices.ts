import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { accountOf } from '../shared/api/account';
import { unwrap } from '../shared/api/problem';
import { send } from '../shared/api/transport';
import { byName } from '../shared/vocabulary/choices';
import { eventChoice, KNOWN_EVENTS } from '../shared/vocabulary/events';
import { asObject, textsOf } from '../shared/vocabulary/values';

/** An open menu must not keep a user waiting for what is only an addition. */
const TIMEOUT_MS = 5000;

/** Where the menu of the field gets its entries: from the method below, which needs JoggAI only for additions. */
export const offeredEvents: Pick<INodeProperties, 'typeOptions' | 'options'> = {
	typeOptions: { loadOptionsMethod: 'getEvents' },
	options: KNOWN_EVENTS.map(eventChoice).sort(byName),
};

const WORDS = JSON.stringify(
	Object.fromEntries(KNOWN_EVENTS.map((event) => [event, eventChoice(event).name])),
);

/** What the canvas shows below the trigger: the event in the words of the menu, or how many there are. */
export const eventsSubtitle = `={{ ($parameter["events"] ?? []).length === 1 ? (${WORDS})[$parameter["events"][0]] ?? $parameter["events"][0] : ($parameter["events"] ?? []).length + " events" }}`;

/** The known events and those that JoggAI lists beyond them; without JoggAI just the known ones. */
export async function eventChoices(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const events = new Set([...KNOWN_EVENTS, ...(await listedEvents(context))]);
	return [...events].map(eventChoice).sort(byName);
}

async function listedEvents(context: ILoadOptionsFunctions): Promise<string[]> {
	try {
		const reply = await send(context, await accountOf(context), {
			method: 'GET',
			url: '/v2/events',
			timeout: TIMEOUT_MS,
		});
		const data = unwrap(reply);
		return textsOf(Array.isArray(data) ? data : asObject(data).events);
	} catch (error) {
		context.logger.warn(
			`${context.getNode().name}: only the known events are offered. ${(error as Error).message}`,
		);
		return [];
	}
}
