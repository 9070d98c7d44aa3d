import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { searchWebhookEndpoints } from '../shared/description/pickers/webhookEndpoint';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { createEndpoint } from './operations/createEndpoint';
import { deleteEndpoint } from './operations/deleteEndpoint';
import { getCredits } from './operations/getCredits';
import { getManyEndpoints } from './operations/getManyEndpoints';
import { getManyEvents } from './operations/getManyEvents';
import { getUser } from './operations/getUser';
import { updateEndpoint } from './operations/updateEndpoint';

const operations = [
	getCredits,
	getUser,
	createEndpoint,
	deleteEndpoint,
	getManyEndpoints,
	getManyEvents,
	updateEndpoint,
];

const resources = [
	{ name: 'Account', value: 'account' },
	{ name: 'Webhook Endpoint', value: 'webhookEndpoint' },
];

export class JoggAiAccount implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Account',
		name: 'joggAiAccount',
		icon: { light: 'file:../shared/icons/account.svg', dark: 'file:../shared/icons/account.dark.svg' },
		version: 1,
		subtitle: subtitleFor(operations, resources),
		description: 'Ask for the credits of the JoggAI account and manage the addresses that JoggAI calls',
		defaults: { name: 'JoggAI Account' },
		usableAsTool: true,
		...actionNode(operations, resources),
	};

	methods = { credentialTest: { testJoggAiApi }, listSearch: { searchWebhookEndpoints } };
}
