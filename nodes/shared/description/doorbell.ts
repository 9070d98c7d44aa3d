import * as n8nWorkflow from 'n8n-workflow';
import type { INodeProperties, IWebhookDescription, IWebhookResponseData } from 'n8n-workflow';
import { ownCopy } from '../platform/ownCopy';

/**
 * Whether this n8n runs declarative nodes that can be called. Before 1.106 (its pull request 17796) one with pickers then
 * got no items; the sign has come with 1.120. An n8n without it gives no address to wake by anyway (`wakingAddress`).
 */
const canBeCalled = 'createRunExecutionData' in n8nWorkflow;

/** Where a sleeping execution is woken; n8n makes the address, and signs it from version 2 on. */
const waking: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	path: '',
	restartWebhook: true,
	responseMode: 'onReceived',
	// Without it n8n answers with the name of a setting.
	responseData: '',
};

/** What the call says is not believed: n8n runs the node again, which asks JoggAI itself. */
const answer = async (): Promise<IWebhookResponseData> => await Promise.resolve({ workflowData: [[]] });

/** What n8n adds to every declarative node by itself, but not to one that can be called. */
const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	isNodeSetting: true,
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Batching',
			name: 'batching',
			placeholder: 'Add Batching',
			type: 'fixedCollection',
			default: { batch: {} },
			options: [
				{
					displayName: 'Batching',
					name: 'batch',
					values: [
						{
							displayName: 'Items per Batch',
							name: 'batchSize',
							type: 'number',
							typeOptions: { minValue: -1 },
							default: 50,
							description:
								'How many items begin at the same time; -1 for all. The rate limit of JoggAI is kept anyway.',
						},
						{
							displayName: 'Batch Interval (Ms)',
							name: 'batchInterval',
							type: 'number',
							typeOptions: { minValue: 0 },
							default: 1000,
							description: 'Milliseconds between the beginnings of two batches',
						},
					],
				},
			],
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'allowUnauthorizedCerts',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description: 'Whether to connect even if SSL certificate validation is not possible',
		},
		{
			displayName: 'Proxy',
			name: 'proxy',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://myproxy:3128',
			description: 'The HTTP proxy to use, with a user name and password in its address if it asks for them',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 10000,
			description: 'How many milliseconds to wait for the beginning of an answer',
		},
	],
};

/** What a node needs that JoggAI can wake: its webhooks, what answers a call, and the fields that n8n leaves out then. */
export const doorbell: {
	readonly webhooks?: IWebhookDescription[];
	readonly ring?: () => Promise<IWebhookResponseData>;
	readonly fields: INodeProperties[];
} = {
	get webhooks() {
		return canBeCalled ? ownCopy([waking]) : undefined;
	},
	ring: canBeCalled ? answer : undefined,
	get fields() {
		return canBeCalled ? ownCopy([requestOptions]) : [];
	},
};
