import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { EngineOptions } from '../harness/engine.cts';
import { AVATAR_VIDEO, RETRY, type World } from '../harness/world.cts';
import type { Reads, Script, Settings } from './history.cts';
import type { Leg } from './leg.cts';
import { processNumber } from './processes.cts';

/** Beside ours in the static data: another node's counter, and an endpoint that the JoggAI Trigger knows. */
const OTHERS = { global: { counter: 7 }, 'node:JoggAI Trigger': { production: { endpointId: 'e' } } };

/** What each item's field makes of what the item is given. */
export const READS: Record<Reads, (script: string) => string> = {
	'the same': (script) => script,
	'something else': (script) => script && `${script} now`,
	nothing: () => '',
};
/**
 * The field itself, as an expression that looks at the world outside its item. A sleeping execution keeps the node as it
 * was, and of what may be different when it wakes, this harness has a hand in the address for calls alone.
 */
const SCRIPT_FIELD = `={{
	$execution.resumeUrl.includes("/nothing/") ? ""
		: $json.script && $execution.resumeUrl.includes("/something%20else/") ? $json.script + " now"
		: $json.script
}}`;

const MODES = { production: 'trigger', test: 'manual', retry: 'retry' } as const;

/** As n8n stores it. */
const copyOf = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data)) as IDataObject;

let workflows = 0;
let keys = 0;

/** The workflow of one history, its credential and the n8n around it. */
export class OneNodeWorkflow {
	/** Which of the two accounts the credential has the key of. */
	account = 0;
	private readonly nodeId = `node ${++workflows}`;
	private readonly keys = [newKey(), newKey()];
	private ending = '';
	private process = 0;
	private formerNames = 0;
	private stored: IDataObject = copyOf(OTHERS);

	/** `callbacks` is where calls reach sleeping executions. */
	constructor(
		private readonly settings: Settings,
		private readonly world: World,
		private readonly callbacks: string,
	) {
		world.joggAi.reset();
		Object.assign(world.joggAi.settings, { keys: [...this.keys], credits: 1e6 });
	}

	/** What n8n has stored for the workflow beside its executions. */
	get staticData(): IDataObject {
		return copyOf(this.stored);
	}

	set staticData(data: IDataObject | undefined) {
		if (data) this.stored = copyOf(data);
	}

	/** What other nodes have stored, and do not find any more. */
	get lost(): string[] {
		const isThere = ([name, data]: [string, object]) =>
			Object.entries(data).every(
				([key, value]) =>
					JSON.stringify((this.stored[name] as IDataObject | undefined)?.[key]) === JSON.stringify(value),
			);
		return Object.entries(OTHERS).flatMap((entry) => (isThere(entry) ? [] : [entry[0]]));
	}

	restart(): void {
		this.process += 1;
	}

	/** n8n keeps what a node has stored under the name that it had. */
	rename(): void {
		const { 'node:Node': ours, ...others } = this.stored;
		this.stored = ours ? { ...others, [`node:Former name ${++this.formerNames}`]: ours } : others;
	}

	renewKey(): void {
		this.keys[this.account] = newKey();
		this.world.joggAi.settings.keys = [...this.keys];
	}

	respellBaseUrl(): void {
		this.ending = this.ending === '/' ? '/v2' : '/';
	}

	/** What n8n's engine has to know to run it. */
	options(executionId: string, kind: Leg['kind'], scripts: Script[], reads: Reads): EngineOptions {
		const { reuse, wait, goesOn, triesAgain, batching, namesExecution, perMinute } = this.settings;
		const parameters: INodeParameters = {
			...AVATAR_VIDEO,
			script: SCRIPT_FIELD,
			waitForCompletion: wait,
			options: {
				...(reuse === 'testRuns' ? {} : { ifMadeBefore: reuse }),
				...(namesExecution ? { callbackUrl: '={{ $execution.resumeUrl }}' } : {}),
			},
			...(batching ? { requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 5 } } } } : {}),
		};
		return {
			type: processNumber(this.process).node,
			parameters,
			items: scripts.map((script) => ({ json: { script } })),
			credentials: {
				apiKey: this.keys[this.account],
				domain: `${this.world.joggAi.url}${this.ending}`,
				requestsPerMinute: perMinute,
			},
			node: {
				id: this.nodeId,
				...(triesAgain ? RETRY : {}),
				...(goesOn ? { onError: 'continueRegularOutput' } : {}),
			},
			mode: MODES[kind],
			executionId,
			waitingAddress: `${this.callbacks}/${encodeURIComponent(reads)}`,
			// Times of day elsewhere take n8n longer to work out.
			settings: { executionOrder: 'v1', timezone: 'UTC' },
			// n8n stores nothing of test runs.
			...(kind === 'test' ? {} : { staticData: this.staticData }),
		};
	}
}

const newKey = (): string => `sandbox-key-number-${++keys}`;
