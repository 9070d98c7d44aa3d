import { once } from 'node:events';
import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	request,
	type ServerResponse,
} from 'node:http';
import * as core from 'n8n-core';
import type {
	DeduplicationItemTypes,
	IBinaryKeyData,
	IDataDeduplicator,
	IDataObject,
	IHookFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWebhookData,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import * as clockModule from '../../nodes/shared/platform/clock';
import { JoggAiTrigger } from '../../nodes/Trigger/JoggAiTrigger.node';
import { build } from './engine.cts';
import { ofCore } from './ofCore.cts';
import { listen } from './servers.cts';
import type { World } from './world.cts';

const { clock } = clockModule;
const BOTH_AVATAR_EVENTS = ['generated_avatar_video_success', 'generated_avatar_video_failed'];

/** n8n's memory of processed entries, with the gap between reading and writing that its database has. */
class ProcessedData implements IDataDeduplicator {
	readonly lists = new Map<string, string[]>();
	broken = false;
	/** How often the list was read and rewritten. */
	writes = 0;
	/** What the database waits for before it does anything. */
	gate: Promise<void> = Promise.resolve();

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		_scope: unknown,
		{ workflow, node }: { workflow: { id: string }; node?: { id: string } },
		{ maxEntries }: { mode: string; maxEntries?: number },
	) {
		this.writes += 1;
		await this.gate;
		if (this.broken) throw new Error('database is locked');
		const key = `${workflow.id} n:${node?.id}`;
		const isThere = this.lists.has(key);
		const list = [...(this.lists.get(key) ?? [])];
		await new Promise(setImmediate);
		const fresh = items.filter((item) => !list.includes(String(item)));
		list.push(...fresh.map(String));
		if (maxEntries) list.splice(0, list.length - maxEntries);
		await new Promise(setImmediate);
		if (!isThere && this.lists.has(key)) throw new Error('duplicate key value violates unique constraint');
		this.lists.set(key, list);
		return { new: fresh, processed: items.filter((item) => !fresh.includes(item)) };
	}
	async removeProcessed() {}
	async clearAllProcessedItems() {}
	async getProcessedDataCount() {
		return 0;
	}
}

/** One for the whole test file: n8n-core refuses a second one, even where it outlives the file (test/mutation). */
export const processedData = new ProcessedData();
Object.assign(core.DataDeduplicationService, { instance: undefined });
void core.DataDeduplicationService.init(processedData);

const { Container } = ofCore<{ Container: { set: (token: unknown, value: unknown) => void } }>('@n8n/di');
const { Logger } = ofCore<{ Logger: unknown }>('@n8n/backend-common');

/** A copy of the node whose modules remember nothing, as after a restart of n8n or in another process; time is one. */
export function freshProcess(): INodeType {
	let type: INodeType | undefined;
	jest.isolateModules(() => {
		jest.doMock('../../nodes/shared/platform/clock', () => clockModule);
		const module = jest.requireActual<{ JoggAiTrigger: new () => INodeType }>(
			'../../nodes/Trigger/JoggAiTrigger.node',
		);
		type = new module.JoggAiTrigger();
	});
	return type as INodeType;
}

/** Made ahead: in mutation testing a module's tables must not count as something that a test has reached. */
const spareProcesses = [freshProcess()];

let benches = 0;
let executionIds = 0;

/** What one call of the trigger's address led to; status 0 where the connection ended first. */
export interface Answer {
	status: number;
	body: string;
	headers: IncomingHttpHeaders;
}

/** What n8n says when a publication has taken too long (2.41.1, as are the numbers below). */
export const DEADLINE_WORDS = 'Workflow publication processing exceeded its deadline';
const DEADLINE_MS = 84_000;
const PAUSES_MS = [1000, 2000, 4000, 8000];

export interface Execution {
	/** Items that the trigger handed on. */
	items: IDataObject[];
	/** Items that the node after the trigger got; undefined if it did not run. */
	downstream?: IDataObject[];
	/** The files of those items. */
	files?: Array<IBinaryKeyData | undefined>;
	error?: Error;
	status: string;
}

interface TriggerOptions {
	parameters?: INodeParameters;
	webhookId?: string;
	/** Survives restarts, like n8n's database. */
	staticData?: IDataObject;
	type?: INodeType;
	credentials?: World['credentials'];
}

/** An n8n around one trigger: it activates, listens, receives and runs what n8n would run. */
export class TriggerBench {
	readonly executions: Execution[] = [];
	/** Lines that the trigger wrote to n8n's log, with their details. */
	readonly log: string[] = [];
	readonly staticData: IDataObject;
	/** Where n8n says its webhooks are; the server itself unless a test says otherwise. */
	webhookBase = '';
	/** n8n cannot start executions, e.g. since its database is full; the status it then answers with. */
	outOfOrder: false | number = false;
	/** What n8n waits for before it starts an execution, e.g. a free slot. */
	starting: () => Promise<void> = async () => undefined;
	/** JoggAI does not wait for n8n's answer. */
	hangsUp = false;
	/** n8n reads the body of a call only when the node asks for it. */
	readsLate = false;
	type: INodeType;
	private parameters: INodeParameters;
	private running: Array<Promise<void>> = [];
	/** The JoggAI credential of the trigger, and n8n's ID of it. */
	credentials: World['credentials'];
	credentialId = 'c';
	private readonly workflowId = `w${++benches}`;
	private testData: IDataObject | undefined;
	private url = '';

	constructor(
		private readonly world: World,
		private readonly options: TriggerOptions = {},
	) {
		this.type = options.type ?? new JoggAiTrigger();
		this.parameters = { events: BOTH_AVATAR_EVENTS, simplify: true, ...options.parameters };
		this.staticData = options.staticData ?? {};
		this.credentials = options.credentials ?? world.credentials;
	}

	async open(): Promise<this> {
		const write = (level: string) => (line: string, details?: object) =>
			void this.log.push(`${level} ${line} ${JSON.stringify(details ?? {})}`);
		const logger = {
			debug: write('debug'),
			info: write('info'),
			warn: write('warn'),
			error: write('error'),
			scoped: () => logger,
		};
		Container.set(Logger, logger);
		this.url = await listen(createServer((incoming, outgoing) => void this.serve(incoming, outgoing)));
		this.webhookBase = this.url;
		return this;
	}

	/** n8n is stopped and started again: its database stays, what the process knew is gone. */
	restart(): void {
		this.type = spareProcesses.pop() ?? freshProcess();
	}

	/** Resolves once every execution that was started has ended. */
	async finished(): Promise<Execution[]> {
		await Promise.all(this.running);
		return this.executions;
	}

	/** The user turns the workflow on. */
	async activate(): Promise<void> {
		await this.hook(false, this.staticData);
	}

	/**
	 * The user publishes the workflow, as n8n 2 does it: a trigger that fails is removed and tried again, five times in
	 * all, and after 84 seconds n8n ends it with words of its own.
	 */
	async publish(pause: (ms: number) => Promise<void> = clock.sleep): Promise<void> {
		const end = clock.now() + DEADLINE_MS;
		for (let failures = 0; ; ) {
			const error = await this.activate().then(
				() => undefined,
				(reason: Error) => reason,
			);
			if (error) await this.deactivate();
			if (clock.now() >= end) throw new Error(DEADLINE_WORDS);
			if (!error) return;
			if (failures === PAUSES_MS.length) throw error;
			await pause(PAUSES_MS[failures++]);
		}
	}

	/** n8n only looks whether the endpoint is there. */
	async check(): Promise<boolean> {
		return await this.methods().checkExists.call(this.hookContext(false, this.staticData));
	}

	/** n8n registers without having looked before. */
	async create(): Promise<boolean> {
		return await this.methods().create.call(this.hookContext(false, this.staticData));
	}

	async deactivate(): Promise<boolean> {
		return await this.methods().delete.call(this.hookContext(false, this.staticData));
	}

	/** The user clicks "Listen for test event"; n8n works with a copy of the workflow's data. */
	async listen(): Promise<void> {
		this.testData = structuredClone(this.staticData);
		await this.hook(true, this.testData);
	}

	async stopListening(): Promise<void> {
		await this.methods().delete.call(this.hookContext(true, this.testData ?? {}));
		this.testData = undefined;
	}

	/** The user changes fields; n8n 2 then deactivates and activates, n8n 1 may only check. */
	change(parameters: INodeParameters): void {
		this.parameters = { ...this.parameters, ...parameters };
	}

	async events(): Promise<Array<{ name: string; value: string }>> {
		const { workflow, node, additionalData } = this.workflow({});
		const data = { ...additionalData, currentNodeParameters: this.parameters };
		const context = new core.LoadOptionsContext(workflow, node, data, 'parameters.events');
		return (await this.type.methods?.loadOptions?.getEvents.call(context)) as Array<{
			name: string;
			value: string;
		}>;
	}

	address(isTest = false): string {
		return `${this.webhookBase}/${isTest ? 'webhook-test' : 'webhook'}/${this.webhookId}/webhook`;
	}

	/** Somebody calls the trigger's address. */
	async call(body: string | Buffer, headers: Record<string, string> = {}, isTest = false): Promise<Answer> {
		const { pathname } = new URL(this.address(isTest));
		return await new Promise((resolve) => {
			const outgoing = request(`${this.url}${pathname}`, {
				method: 'POST',
				agent: false,
				headers: { 'content-type': 'application/json', ...headers },
			});
			outgoing.on('error', () => resolve({ status: 0, body: '', headers: {} }));
			outgoing.on('response', (response) => {
				const { statusCode: status = 0, headers: answered } = response;
				let text = '';
				response.on('data', (chunk: Buffer) => (text += chunk.toString()));
				response.on('end', () => resolve({ status, body: text, headers: answered }));
			});
			outgoing.end(body);
		});
	}

	/** JoggAI's secret of the endpoint with this address. */
	secret(isTest = false): string {
		return this.world.joggAi.endpoints.find(({ url }) => url === this.address(isTest))?.secret ?? '';
	}

	/** Calls as JoggAI would, with its signature. */
	async signed(body: string | object | Buffer, isTest = false): Promise<Answer> {
		const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
		return await this.call(
			bytes,
			{ 'x-webhook-signature': this.world.joggAi.sign(this.secret(isTest), bytes) },
			isTest,
		);
	}

	private get webhookId(): string {
		return this.options.webhookId ?? '5f0e7f62-webhook';
	}

	private methods() {
		return this.type.webhookMethods?.default as Record<
			'checkExists' | 'create' | 'delete',
			(this: IHookFunctions) => Promise<boolean>
		>;
	}

	private async hook(isTest: boolean, data: IDataObject): Promise<void> {
		const { checkExists, create } = this.methods();
		if (await checkExists.call(this.hookContext(isTest, data))) return;
		await create.call(this.hookContext(isTest, data));
	}

	private hookContext(isTest: boolean, data: IDataObject) {
		const mode = isTest ? 'manual' : 'trigger';
		const { workflow, node, additionalData } = this.workflow(data, mode);
		const webhook = {
			webhookDescription: this.type.description.webhooks?.[0],
			isTest,
		} as unknown as IWebhookData;
		return new core.HookContext(
			workflow,
			node,
			additionalData,
			mode,
			isTest ? 'manual' : 'activate',
			webhook,
		);
	}

	/** n8n's part of a call: read the body, ask the node, answer, run the workflow. */
	private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		const isTest = incoming.url?.startsWith('/webhook-test') ?? false;
		const mode: WorkflowExecuteMode = isTest ? 'manual' : 'webhook';
		try {
			const result = await this.webhook(incoming, outgoing, Buffer.concat(chunks), mode, isTest);
			if (result.workflowData) await this.start(result.workflowData, incoming, outgoing, mode);
			if (!result.noWebhookResponse)
				json(outgoing, 200, result.webhookResponse ?? { message: 'Webhook call received' });
		} catch (error) {
			json(outgoing, this.outOfOrder || 500, { message: (error as Error).message });
		}
	}

	/** n8n answers once the execution is on record, and only then runs it. */
	private async start(
		items: INodeExecutionData[][],
		incoming: IncomingMessage,
		outgoing: ServerResponse,
		mode: WorkflowExecuteMode,
	): Promise<void> {
		if (this.hangsUp) {
			incoming.socket.destroy();
			await once(outgoing, 'close');
		}
		await this.starting();
		if (this.outOfOrder) throw new Error('no execution could be started');
		this.running.push(this.execute(items, mode));
	}

	private async webhook(
		incoming: IncomingMessage,
		outgoing: ServerResponse,
		body: Buffer,
		mode: WorkflowExecuteMode,
		isTest: boolean,
	) {
		const { workflow, node, additionalData } = this.workflow(
			(isTest ? this.testData : this.staticData) ?? {},
			mode,
		);
		const isMultipart = incoming.headers['content-type']?.startsWith('multipart/');
		const httpRequest = Object.assign(incoming, {
			params: {},
			query: {},
			rawBody: isMultipart || this.readsLate ? undefined : body,
			readRawBody: async () => {
				if (isMultipart) throw new Error('stream is not readable');
				Object.assign(incoming, { rawBody: body });
			},
		});
		const httpResponse = Object.assign(outgoing, {
			status: (code: number) => Object.assign(outgoing, { statusCode: code }),
			json: (answer: object) => json(outgoing, outgoing.statusCode, answer),
		});
		const data = {
			...additionalData,
			httpRequest,
			httpResponse,
		} as unknown as IWorkflowExecuteAdditionalData;
		const webhook = {
			webhookDescription: this.type.description.webhooks?.[0],
			isTest,
		} as unknown as IWebhookData;
		const context = new core.WebhookContext(workflow, node, data, mode, webhook, [], null);
		return (await this.type.webhook?.call(context)) as IWebhookResponseData;
	}

	/** Runs the workflow as n8n does for a webhook's items; with the ID of an earlier execution that n8n begins anew. */
	async execute(
		workflowData: INodeExecutionData[][],
		mode: WorkflowExecuteMode,
		executionId?: string,
	): Promise<void> {
		const { workflow, node, additionalData } = this.workflow(this.staticData, mode);
		Object.assign(additionalData, { executionId: executionId ?? String((executionIds += 1)) });
		const nodeExecutionStack = [{ node, data: { main: structuredClone(workflowData) }, source: null }];
		const prepared = createRunExecutionData({ executionData: { nodeExecutionStack } });
		const run = await new core.WorkflowExecute(additionalData, mode, prepared).processRunExecutionData(
			workflow,
		);
		const itemsOf = (name: string) =>
			run.data.resultData.runData[name]?.[0]?.data?.main[0]?.map((item) => item.json);
		this.executions.push({
			items: itemsOf('JoggAI Trigger') ?? [],
			downstream: itemsOf('After'),
			files: run.data.resultData.runData.After?.[0]?.data?.main[0]?.map(({ binary }) => binary),
			error: run.data.resultData.error as Error | undefined,
			status: run.status,
		});
	}

	private workflow(staticData: IDataObject, mode: WorkflowExecuteMode = 'trigger') {
		const { additionalData } = build({ type: this.type, credentials: this.credentials, mode });
		const after = {
			...AFTER,
			async execute() {
				return [this.getInputData()];
			},
		} as INodeType;
		const types: Record<string, INodeType> = { trigger: this.type, after };
		const nodeTypes = {
			getByName: (name: string) => types[name],
			getByNameAndVersion: (name: string) => types[name],
			getKnownTypes: () => ({}),
		} as INodeTypes;
		const at = { typeVersion: 1, position: [0, 0] as [number, number] };
		const nodes: INode[] = [
			{
				...at,
				id: 'trigger-id',
				name: 'JoggAI Trigger',
				type: 'trigger',
				webhookId: this.webhookId,
				parameters: this.parameters,
				credentials: { joggAiApi: { id: this.credentialId, name: 'JoggAI' } },
			},
			{ ...at, id: 'after-id', name: 'After', type: 'after', parameters: {} },
		];
		const connections = {
			'JoggAI Trigger': { main: [[{ node: 'After', type: 'main' as const, index: 0 }]] },
		};
		const workflow = new Workflow({
			id: this.workflowId,
			nodes,
			connections,
			active: true,
			nodeTypes,
			settings: { executionOrder: 'v1' },
		});
		// The node's own part, which n8n keeps under the node's name.
		workflow.staticData = { 'node:JoggAI Trigger': staticData };
		Object.assign(additionalData, {
			webhookBaseUrl: `${this.webhookBase}/webhook`,
			webhookTestBaseUrl: `${this.webhookBase}/webhook-test`,
		});
		return { workflow, node: workflow.getNode('JoggAI Trigger') as INode, additionalData };
	}
}

/** A way to the sandbox on which replies can be changed. Answers its address. */
export async function between(
	joggAi: string,
	alter: (method: string, path: string, reply: string) => string,
) {
	const server = createServer((incoming, outgoing) => {
		const { method = 'GET', url = '/', headers } = incoming;
		const onward = request(`${joggAi}${url}`, { method, headers, agent: false }, (reply) => {
			let text = '';
			reply.on('data', (chunk: Buffer) => (text += chunk.toString()));
			reply.on('end', () => {
				outgoing.statusCode = reply.statusCode ?? 0;
				outgoing.setHeader('content-type', 'application/json');
				outgoing.end(alter(method, url, text));
			});
		});
		incoming.pipe(onward);
	});
	return await listen(server);
}

const AFTER = {
	description: {
		displayName: 'After',
		name: 'after',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
} as unknown as INodeType;

function json(outgoing: ServerResponse, status: number, answer: unknown): ServerResponse {
	outgoing.statusCode = status;
	outgoing.setHeader('content-type', 'application/json');
	return outgoing.end(JSON.stringify(answer));
}
