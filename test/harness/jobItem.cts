import type { IDataObject } from 'n8n-workflow';
import { Batch } from '../../nodes/shared/pipeline/batch';
import type { ItemContext } from '../../nodes/shared/pipeline/item';
import { Progress } from '../../nodes/shared/pipeline/progress';
import { placesOf } from '../../nodes/shared/purchases/places';
import { Purchases } from '../../nodes/shared/purchases/purchases';

type Told = object | Error;

export interface JobSetting {
	/** Tells the requests, executions and accounts of different tests apart. */
	name?: string;
	/** What JoggAI says to requests that start something, and to questions; the last one for ever. */
	post?: Told[];
	get?: Told[];
	parameters?: IDataObject;
	execution?: string;
	mode?: string;
	maySleep?: boolean;
	account?: string;
	workflow?: string;
	stored?: IDataObject;
	purchases?: Purchases;
	requestsPerMinute?: number;
}

/** An item that starts a video, and what JoggAI and the log were told. */
export function jobItem({
	name = '',
	post = [],
	get = [],
	parameters = {},
	stored = {},
	...setting
}: JobSetting) {
	const sent: string[] = [];
	const log: string[] = [];
	const next = (told: Told[], method: string) =>
		told[Math.min(sent.filter((one) => one.startsWith(method)).length, told.length) - 1];
	const httpRequestWithAuthentication = async (
		_name: string,
		{ method, url }: { method: string; url: string },
	) => {
		if (url.endsWith('/whoami'))
			return { statusCode: 200, headers: {}, body: { code: 0, data: { email: setting.account ?? name } } };
		sent.push(`${method} ${url}`);
		const told = next(method === 'POST' ? post : get, method);
		if (told instanceof Error) throw told;
		return { statusCode: 200, headers: {}, body: told };
	};
	const execution = setting.execution ?? `execution ${name}`;
	const context = {
		helpers: { httpRequestWithAuthentication },
		logger: { info: (line: string) => log.push(line), warn: (line: string) => log.push(line) },
		getContext: () => stored,
		getMode: () => setting.mode ?? 'trigger',
		getWorkflowStaticData: () => ({}),
		getExecutionId: () => execution,
		getWorkflow: () => ({ id: setting.workflow ?? `w ${name}` }),
		getNode: () => ({ id: 'n', name: 'Video' }),
		getItemIndex: () => 0,
	};
	const item = {
		context,
		batch: new Batch({ size: 1, stopsOnFailure: false }),
		purchases: setting.purchases ?? new Purchases(placesOf(context as never), { execution, run: 0 }),
		progress: new Progress(stored, execution, 0),
		files: [],
		foretold: { credits: 0, isMade: false },
		pause: { othersEnded: async () => undefined },
		itemIndex: 0,
		maySleep: setting.maySleep ?? false,
		parameter: (name: string, fallback?: unknown) =>
			({ waitForCompletion: 'none', maximumWait: 5, ...parameters })[name] ?? fallback,
		request: { url: '', body: { script: `Hello ${name}.` } },
		account: {
			baseUrl: 'https://api.example',
			fingerprint: setting.account ?? `account ${name}`,
			requestsPerMinute: setting.requestsPerMinute ?? 20,
			redact: (value: unknown) => value,
		},
		signal: new AbortController().signal,
	} as unknown as ItemContext;
	return { item, sent, log };
}
