import type { IDataObject } from 'n8n-workflow';
import { OPTIONAL_TEXT, options } from '../../shared/description/fields';
import type { Field } from '../../shared/platform/field';
import type { Preparation } from '../../shared/pipeline/operation';
import { simplify } from '../../shared/form/simplify';
import { callable } from '../../shared/vocabulary/addresses';
import { byName, choices } from '../../shared/vocabulary/choices';
import { eventChoice, eventNames, KNOWN_EVENTS } from '../../shared/vocabulary/events';
import { ENDPOINT_STATUSES } from '../../shared/vocabulary/webhookEndpoints';

export const url: Field = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/joggai-events',
	description: 'The address that JoggAI calls with POST; it has to answer within 5 seconds',
	check: callable,
	routing: { send: { type: 'body', property: 'url', value: OPTIONAL_TEXT } },
};

export const events: Field = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	// JoggAI may add events; an expression may also yield their names as one text.
	isOpen: true,
	options: KNOWN_EVENTS.map(eventChoice).sort(byName),
	required: true,
	default: [],
	description: 'What JoggAI tells about; the events of the whole account arrive, whoever started the job',
	routing: { send: { type: 'body', property: 'events' } },
};

/** Brings the events of a request, as far as it has some, into the shape that JoggAI wants. */
export function listEvents({ request }: Pick<Preparation, 'request'>): void {
	const body = request.body as IDataObject;
	if (body.events !== undefined) body.events = eventNames(body.events);
}

export const status: Field = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: choices(ENDPOINT_STATUSES),
	default: 'enabled',
	description: 'A disabled endpoint stays in the account but is not called',
	routing: { send: { type: 'body', property: 'status' } },
};

const includeSecret: Field = {
	displayName: 'Include Secret',
	name: 'includeSecret',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the secret that JoggAI signs its calls with; whoever can read the execution sees it',
};

/** Whether a list shows the secrets. */
export const secretOption = options([includeSecret]);

/** How an endpoint is returned. */
export const endpointOptions = options([includeSecret, simplify]);
