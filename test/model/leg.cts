import type { INodeExecutionData } from 'n8n-workflow';
import type { Job as JoggAiJob, RecordedRequest } from '../../sandbox/index.cts';
import type { EngineResult } from '../harness/engine.cts';
import { CREATE, scriptOf, type World } from '../harness/world.cts';
import type { Mishap, Script, Settings } from './history.cts';

/** A creating request, and what the wire tells of its answer. */
export interface Order {
	script: string;
	outcome: 'accepted' | 'refused' | 'unknown';
	/** What JoggAI made of it and charged, also where nobody was told. */
	job?: JoggAiJob;
}

/** A stretch of an execution from its start, or from waking, to its end or its next sleep: what is known from outside. */
export interface Leg {
	settings: Settings;
	execution: string;
	/** Which executions this one is a retry of, itself included. */
	chain: string[];
	kind: 'production' | 'test' | 'retry';
	isWake: boolean;
	account: number;
	items: Item[];
	mishaps: Mishap[];
	wasStopped: boolean;
	orders: Order[];
	/** IDs that JoggAI was asked for. */
	asked: string[];
	result: EngineResult;
	/** What n8n has stored for the workflow afterwards. */
	stored: string;
	startedAt: number;
}

export interface Item {
	/** What the item is given. */
	script: Script;
	/** What the node's field makes of it in this leg. */
	reads: string;
}

/** Static data is there in production executions, until they sleep for the first time. */
export const hasLoaded = ({ kind, isWake }: Leg): boolean => kind === 'production' && !isWake;

/** All that the node has returned, through all of its runs. */
export const returned = ({ result }: Leg): INodeExecutionData[] =>
	result.run.data.resultData.runData.Node?.flatMap(({ data }) => data?.main?.[0] ?? []) ?? [];

/** Everything that somebody can read of an execution that has ended, or sleeps, in n8n. */
export const readable = (leg: Leg): string =>
	JSON.stringify([
		returned(leg).map(({ json }) => json),
		leg.result.error?.message,
		leg.result.error?.description,
		leg.result.run.data.resultData.metadata,
		leg.stored,
	]);

/** Watches the wire from now on; answers what has passed when it is called. */
export function watchWire({ joggAi }: World): () => Pick<Leg, 'orders' | 'asked'> {
	const firstRequest = joggAi.requests.length;
	const firstJob = joggAi.jobs.length;
	return () => {
		const requests = joggAi.requests.slice(firstRequest);
		const jobs = joggAi.jobs.slice(firstJob);
		const isOrder = ({ method, path }: RecordedRequest) => `${method} ${path}` === CREATE;
		return {
			orders: requests.filter(isOrder).map((request): Order => {
				const script = scriptOf(request.body);
				// Only what was processed has the code of a success, also where the connection broke off afterwards.
				if (request.code !== 0)
					return { script, outcome: request.code === null || request.code === 50000 ? 'unknown' : 'refused' };
				const index = jobs.findIndex(({ input }) => scriptOf(input) === script);
				const [job] = jobs.splice(index, 1);
				return { script, outcome: request.status === 0 ? 'unknown' : 'accepted', job };
			}),
			asked: requests.flatMap(({ method, path }) => (method === 'GET' ? (path.split('/').at(-1) ?? []) : [])),
		};
	};
}
