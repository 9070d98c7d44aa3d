import { lists, plainListFields } from '../../shared/operations/list';
import type { Operation } from '../../shared/pipeline/operation';
import { eventChoice } from '../../shared/vocabulary/events';

export const getManyEvents: Operation = {
	name: 'Get Many Events',
	value: 'getManyEvents',
	resource: 'webhookEndpoint',
	action: 'Get many webhook events',
	description: 'Retrieve a list of the events that JoggAI says it can tell about',
	returns: 'event, name',
	execute: lists(() => ({
		url: '/v2/events',
		keys: ['events'],
		paged: 'whole',
		// The entries of this list are bare names.
		simplify: (entry) => ({ event: String(entry), name: eventChoice(String(entry)).name }),
	})),
	fields: plainListFields,
};
