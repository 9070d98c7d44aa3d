import {
	type IExecuteFunctions,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { ownCopy } from '../shared/platform/ownCopy';
import { eventChoices, eventsSubtitle, offeredEvents } from './choices';
import { downloadFields } from './download';
import { emit, simplify } from './output';
import { checkEndpoint, createEndpoint, deleteEndpoint } from './registration';
import { receive } from './webhook';

export class JoggAiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Trigger',
		name: 'joggAiTrigger',
		icon: { light: 'file:../shared/icons/trigger.svg', dark: 'file:../shared/icons/trigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle,
		description:
			'Start the workflow when JoggAI has finished a video, script or avatar, or could not make it',
		defaults: { name: 'JoggAI Trigger' },
		eventTriggerDescription: 'Waiting for JoggAI to finish something',
		activationMessage:
			'From now on JoggAI tells this workflow about your events. Unpublish the workflow to remove the webhook endpoint from your JoggAI account again.',
		triggerPanel: {
			header: 'Listen for events from JoggAI',
			executionsHelp: {
				inactive:
					'<b>While building the workflow</b>, click <b>Execute step</b>, then start a job in JoggAI. n8n listens for two minutes and runs this node once when JoggAI reports an event that you chose under <b>Trigger On</b>. Most videos take longer than that: for a quick try choose <b>AI script completed</b> as well and have a script written, which takes 10 to 30 seconds, or work with <b>set mock data</b>.<br /><br /><b>Once you are happy with the workflow</b>, publish it. Then it runs by itself for every event that you chose, and you see the runs in the list of executions.<br /><br />JoggAI can only reach an n8n with a public HTTPS address.',
				active:
					'<b>The workflow is published</b>, so it runs by itself for every event that you chose under <b>Trigger On</b>. You see those runs in the list of executions.<br /><br /><b>To try something out</b>, click <b>Execute step</b>, then start a job in JoggAI that ends within two minutes, such as an AI script with the event <b>AI script completed</b>. This node runs once when JoggAI reports its end.',
			},
			activationHint:
				'Publish the workflow to run it for every event. The webhook endpoint in your JoggAI account is managed for you.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'joggAiApi', required: true, testedBy: 'testJoggAiApi' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
				// The trigger registers it by itself; nobody has to copy it anywhere.
				ndvHideUrl: true,
			},
		],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				...ownCopy(offeredEvents),
				required: true,
				default: ['generated_avatar_video_success', 'generated_avatar_video_failed'],
				description: 'The events of your JoggAI account that start the workflow, whoever started the job',
			},
			...ownCopy([...downloadFields, simplify]),
		],
	};

	methods = {
		credentialTest: { testJoggAiApi },
		loadOptions: {
			async getEvents(this: ILoadOptionsFunctions) {
				return await eventChoices(this);
			},
		},
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkEndpoint(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await createEndpoint(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await deleteEndpoint(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions) {
		return await receive(this);
	}

	/** Runs after `webhook`, with its item: the last word against duplicates, and the output. */
	async execute(this: IExecuteFunctions) {
		return [await emit(this)];
	}
}
