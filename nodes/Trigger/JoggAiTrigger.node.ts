import {
	type IExecuteFunctions,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { eventChoices, offeredEvents } from './choices';
import { emit, simplify } from './output';
import { checkEndpoint, createEndpoint, deleteEndpoint } from './registration';
import { receive } from './webhook';

export class JoggAiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Trigger',
		name: 'joggAiTrigger',
		icon: { light: 'file:../shared/joggai.svg', dark: 'file:../shared/joggai.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ (($parameter["events"] || []).length === 1) ? $parameter["events"][0].replaceAll("_", " ") : ($parameter["events"] || []).length + " events" }}',
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
					'<b>While building the workflow</b>, click "Listen for test event", then start a job in JoggAI, e.g. an avatar video. This node runs once when JoggAI reports its end; only the last two minutes are listened to, so a script (10 to 30 seconds) is the quickest try.<br /><br /><b>Once you are happy with the workflow</b>, publish it. Then it runs by itself for every event, and you see the runs in the list of executions.<br /><br />JoggAI can only reach an n8n with a public HTTPS address.',
				active:
					'<b>While building the workflow</b>, click "Listen for test event", then start a job in JoggAI, e.g. an AI script. This node runs once when JoggAI reports its end.<br /><br /><b>The workflow is published</b>, so it also runs by itself for every event. You see those runs in the list of executions.',
			},
			activationHint:
				'Publish the workflow to run it for every event. The webhook endpoint in your JoggAI account is managed for you.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'joggAiApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' },
		],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				...offeredEvents,
				required: true,
				default: ['generated_avatar_video_success', 'generated_avatar_video_failed'],
				description: 'The events of your JoggAI account that start the workflow, whoever started the job',
			},
			simplify,
		],
	};

	methods = {
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
