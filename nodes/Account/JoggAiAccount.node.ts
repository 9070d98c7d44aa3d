import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { builderHintFor } from '../shared/description/words';
import { nodeFields, subtitleFor } from '../shared/description/nodeFields';
import { searchWebhookEndpoints } from '../shared/description/pickers/webhookEndpoint';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { throughPipeline } from '../shared/pipeline/pipeline';
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
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(operations, resources),
		description: 'Ask for the credits of the JoggAI account and manage the addresses that JoggAI calls',
		defaults: { name: 'JoggAI Account' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'joggAiApi', required: true, testedBy: 'testJoggAiApi' }],
		builderHint: builderHintFor(operations),
		...throughPipeline(operations),
		properties: nodeFields(operations, resources),
	};

	methods = { credentialTest: { testJoggAiApi }, listSearch: { searchWebhookEndpoints } };
}
