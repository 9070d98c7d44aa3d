import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import { converse } from '../harness/agent.cts';
import { current, type EngineOptions, type EngineResult, json, retry } from '../harness/engine.cts';
import { ROOT } from '../harness/nodeTypes.cts';
import { ALWAYS, inProduction, NEVER } from '../harness/production.cts';
import { numbered } from '../harness/wire.cts';
import { CREATE, eachInItsOwnWorld, RETRY } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const charged = () => at.world.joggAi.charges.map(({ id }) => id);
const ids = ({ items }: EngineResult) => json(items).map(({ id }) => id);
const reused = ({ items }: EngineResult) => json(items).filter((item) => item.reused === true);

const { videos, runs, published, tried, restarted, kept } = inProduction(at);
const thirdRefused = () => at.world.joggAi.fault({ match: CREATE, skip: 2, kind: 'code', code: 40000 });

async function throughSleeps(options: Omit<EngineOptions, 'credentials'>, asleep: EngineResult) {
	let result = asleep;
	while (result.status === 'waiting') result = await at.world.wake(options, result);
	return result;
}

/** By the first column of the table in docs/batches-and-money.md. */
const ROWS: Record<string, () => Promise<void>> = {
	'*Retry On Fail*': async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 2, times: 1, kind: 'code', code: 40000 });
		const { items } = await published(3, {}, { node: RETRY });
		expect(items).toHaveLength(3);
		expect(charged()).toHaveLength(3);
	},
	"n8n's *Retry* of a failed execution": async () => {
		const callback = { options: { callbackUrl: '={{ $execution.resumeUrl }}' } };
		thirdRefused();
		const options = { ...videos(3, callback), waitingAddress: 'https://n8n.example.com/waiting' };
		const failed = await at.world.run(options);
		expect(charged()).toHaveLength(2);
		at.world.joggAi.settings.keys = ['renewed'];
		const credentials = { ...at.world.credentials, apiKey: 'renewed' };
		const again = await retry({ ...options, credentials }, failed);
		expect(ids(again)).toEqual(charged());
		expect(charged()).toHaveLength(3);
		expect(reused(again)).toHaveLength(2);
	},
	"n8n's *Retry*, of a request whose answer was lost": async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'truncated' });
		const options = videos(1);
		const failed = await at.world.run(options);
		const again = await retry({ ...options, credentials: at.world.credentials }, failed);
		expect(again.error?.message).toContain('nobody learned whether');
		expect(charged()).toHaveLength(1);
	},
	"n8n's *Retry*, of a job that JoggAI could not make": async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'failJob', message: 'no face' });
		const options = videos(1, { waitForCompletion: 'wait' });
		const failed = await at.world.run(options);
		const again = await retry({ ...options, credentials: at.world.credentials }, failed);
		expect(ids(again)).toEqual([charged()[1]]);
		expect(charged()).toHaveLength(2);
	},
	'*Execute step* or *Execute workflow* once more': async () => {
		await tried(2);
		const again = await tried(2);
		expect(ids(again)).toEqual(charged());
		expect(reused(again)).toHaveLength(2);
		expect(charged()).toHaveLength(2);
	},
	'*Execute workflow* after a production run of the same': async () => {
		await published(1);
		expect(ids(await tried(1))).toEqual(charged());
		expect(charged()).toHaveLength(1);
	},
	'*Copy to editor* of a failed execution, then *Execute workflow*': async () => {
		thirdRefused();
		await published(3);
		expect(await tried(3)).toMatchObject({ items: { length: 3 } });
		expect(charged()).toHaveLength(3);
	},
	'The published workflow again, after a run that failed': async () => {
		thirdRefused();
		await published(3);
		await restarted(async (type) => {
			const again = await published(3, {}, { type });
			expect(reused(again)).toHaveLength(2);
		});
		expect(charged()).toHaveLength(3);
	},
	'The published workflow again, after success': async () => {
		await published(1);
		expect(reused(await published(1))).toEqual([]);
		expect(charged()).toHaveLength(2);
	},
	'The same with *Use It Always*': async () => {
		await published(2, ALWAYS);
		await restarted(async (type) => expect(reused(await published(2, ALWAYS, { type }))).toHaveLength(2));
		expect(charged()).toHaveLength(2);
	},
	'The same with *Make It Again*': async () => {
		await published(1, ALWAYS);
		await published(1, NEVER);
		const again = await published(1, ALWAYS);
		expect(ids(again)).toEqual([charged()[1]]);
		expect(charged()).toHaveLength(2);
	},
	'Equal items of one run, rounds of a loop': async () => {
		const equal = { script: 'The same', ...ALWAYS };
		const first = await published(3, equal);
		const again = await published(3, equal);
		expect(new Set(ids(first)).size).toBe(3);
		expect(ids(again).sort()).toEqual(ids(first).sort());
		expect(charged()).toHaveLength(3);
	},
	'Two executions at the same time': async () => {
		await Promise.all([published(1), published(1)]);
		expect(charged()).toHaveLength(2);
		await Promise.all([
			published(1, { ...ALWAYS, script: 'Other' }),
			published(1, { ...ALWAYS, script: 'Other' }),
		]);
		expect(charged()).toHaveLength(3);
	},
	'A sleeping execution wakes, or n8n is killed while it sleeps': async () => {
		const options = videos(2, { waitForCompletion: 'pause' });
		const asleep = await at.world.run(options);
		expect(asleep.status).toBe('waiting');
		await restarted(async (type) => {
			const result = await throughSleeps({ ...options, type }, asleep);
			expect(ids(result)).toEqual(charged());
		});
		expect(charged()).toHaveLength(2);
	},
	'A sleeping execution whose fields, or whose key, are others by then': async () => {
		const options = videos(1, { waitForCompletion: 'pause' });
		const asleep = await at.world.run(options);
		at.world.joggAi.settings.keys = ['renewed'];
		const result = await throughSleeps(
			{
				...options,
				parameters: { ...options.parameters, script: '={{ "" }}' },
				credentials: { ...at.world.credentials, apiKey: 'renewed' },
			} as typeof options,
			asleep,
		);
		expect(ids(result)).toEqual(charged());
		expect(charged()).toHaveLength(1);
	},
	'A sleeping execution has woken and failed, then the workflow runs anew': async () => {
		const sleepsAndFails = async (more: INodeParameters) => {
			at.world.joggAi.fault({ match: CREATE, skip: 2, times: 1, kind: 'failJob', message: 'no face' });
			const options = videos(3, { waitForCompletion: 'pause', ...more });
			const failed = await throughSleeps({ ...options, mode: 'trigger' }, await runs(options));
			expect(failed.status).toBe('error');
		};
		await sleepsAndFails({});
		expect(reused(await published(3))).toHaveLength(2);
		expect(charged()).toHaveLength(4);

		const others = { script: '=Other {{ $json.n }}', ...ALWAYS };
		await sleepsAndFails(others);
		await restarted(async (type) => {
			expect(reused(await published(3, others, { type }))).toHaveLength(2);
		});
		expect(charged()).toHaveLength(8);
	},
	'A sleeping execution was stopped, then *Retry*': async () => {
		const options = videos(2, { waitForCompletion: 'pause' });
		const asleep = await at.world.run(options);
		const again = await retry({ ...options, credentials: at.world.credentials }, asleep);
		await throughSleeps(options, again);
		expect(charged()).toHaveLength(2);
	},
	'A sleeping execution was stopped, then the workflow runs anew': async () => {
		await published(1, { waitForCompletion: 'pause' });
		await published(1);
		expect(charged()).toHaveLength(2);
	},
	"n8n's *Batching*, *Retry On Fail*, *Continue* and *Pause the Workflow* together": async () => {
		const batching = { requestOptions: { batching: { batch: { batchSize: 2, batchInterval: 1 } } } };
		const script = '={{ $json.n < 2 ? "" : "Row " + $json.n }}';
		const node: Partial<INode> = { ...RETRY, onError: 'continueRegularOutput' };
		const result = await published(4, { ...batching, script, waitForCompletion: 'pause' }, { node });
		expect(result.status).toBe('success');
		expect(result.items).toHaveLength(4);
		expect(charged()).toHaveLength(2);
	},
	'A sub-workflow is called again, because a JoggAI node in it failed': async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 2, times: 2, kind: 'code', code: 40000 });
		await published(3, {}, { mode: 'integrated' });
		await published(3, {}, { mode: 'integrated' });
		await published(3, {}, { mode: 'integrated' });
		expect(charged()).toHaveLength(3);
	},
	'A sub-workflow is called again, because something behind the JoggAI node failed': async () => {
		await published(1, {}, { mode: 'integrated' });
		await published(1, {}, { mode: 'integrated' });
		expect(charged()).toHaveLength(2);
		await published(1, { ...ALWAYS, script: 'Kept' }, { mode: 'integrated' });
		await published(1, { ...ALWAYS, script: 'Kept' }, { mode: 'integrated' });
		expect(charged()).toHaveLength(3);
	},
	'An AI Agent calls its tool three times alike': async () => {
		const { parameters, type } = videos(1, { script: 'The same' });
		const turns = numbered(3).map(() => [{ tool: 'video', arguments: {} }]);
		await converse({
			tools: { video: { type, parameters: parameters as INodeParameters } },
			turns,
			path: 'through the engine',
			credentials: at.world.credentials,
		});
		expect(charged()).toHaveLength(3);
	},
	'The node is renamed, the key renewed, the Base URL spelled otherwise': async () => {
		await published(1, ALWAYS);
		at.world.joggAi.settings.keys = ['renewed'];
		const credentials = {
			...at.world.credentials,
			apiKey: 'renewed',
			domain: `${String(at.world.credentials.domain)}/v2/`,
		};
		const node = { name: 'Another name' };
		await restarted(
			async (type) =>
				await at.world.run({
					...videos(1, ALWAYS),
					type,
					credentials,
					node,
					staticData: kept(),
					mode: 'trigger',
				}),
		);
		expect(charged()).toHaveLength(1);
	},
	'The node is copied, or the workflow imported': async () => {
		await published(1, ALWAYS);
		await published(1, ALWAYS, { node: { id: 'copy' } });
		current.workflowId = `${current.workflowId} imported`;
		await published(1, ALWAYS);
		expect(charged()).toHaveLength(3);
	},
	"Another account's key": async () => {
		await published(1, ALWAYS);
		at.world.joggAi.settings.keys.push('another account');
		const credentials = { ...at.world.credentials, apiKey: 'another account' };
		const other = await published(1, ALWAYS, { credentials });
		expect(ids(other)).toEqual([charged()[1]]);
		expect(charged()).toHaveLength(2);
	},
};

describe('running something again', () => {
	it.each(Object.entries(ROWS))('%s', async (_row, holds) => await holds());

	it('is in the docs, row by row', () => {
		const docs = readFileSync(join(ROOT, 'docs/batches-and-money.md'), 'utf8');
		const table = docs.split('## How nothing is bought twice')[1].split('\n## ')[0];
		const rows = [...table.matchAll(/^\| (.+?) +\| /gm)]
			.map(([, row]) => row)
			.filter((row) => !/^(What happens|-+)$/.test(row));
		expect(rows).toEqual(Object.keys(ROWS));
	});
});
