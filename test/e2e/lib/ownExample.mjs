/** An example, imported as it is by somebody with a JoggAI account of their own: nobody else meets its faults. */
import { joggAi as freeReads } from '../../../tools/joggai/api.mjs';
import { fitToAccount } from '../../../tools/joggai/fit.mjs';
import { FIRST_KEY, startJoggAi } from './joggai.mjs';
import { until } from './until.mjs';

/** Imports `examples/<name>.json`; `adapt` is what its reader changes besides credential, avatar and voice. */
export async function openExample(world, name, adapt = (workflow) => workflow) {
	const joggAi = await startJoggAi();
	const credentials = await world.credential(FIRST_KEY, { domain: joggAi.url });
	const api = freeReads({ baseUrl: joggAi.url, apiKey: FIRST_KEY });
	const fit = await fitToAccount(api, { note: () => undefined });
	const file = new URL(`../../../examples/${name}.json`, import.meta.url);
	const [{ id }] = await world.n8n.importWorkflows([file], {
		credentials,
		adapt: (workflow) => adapt(fit(workflow)),
	});

	const charges = async () => (await joggAi.charges(FIRST_KEY)).map(({ kind }) => kind);

	return {
		id,
		joggAi,
		stop: () => joggAi.stop(),
		/** Sets up a fault of this account's JoggAI. */
		fault: (match, trouble) => joggAi.fault({ match, ...trouble }),
		/** The kinds of all jobs that were paid for. */
		charges,
		/** Begins a run, and stops it once its script is paid for and not yet written; resolves to its ID. */
		async cutOff(begin) {
			await joggAi.set({ speed: 0.1 });
			const executionId = await begin();
			await until('the script started', async () => (await charges()).length === 1);
			await world.editor.stop(executionId);
			await world.n8n.finished(executionId, { timeoutMs: 20_000 });
			await joggAi.calm();
			return executionId;
		},
		/** The ID of the only job of a kind, or of the only one that JoggAI could not make. */
		async jobId(kind, { failed = false } = {}) {
			const { jobs } = await joggAi.state();
			return jobs.find((job) => job.kind === kind && (!failed || job.failure)).id;
		},
		/** The fields of a node as they stand. */
		async parametersOf(node) {
			const { nodes } = await world.n8n.request('GET', `/rest/workflows/${id}`);
			return nodes.find((one) => one.name === node).parameters;
		},
		/** Changes the fields of a node. */
		change: (node, parameters) =>
			world.editor.change(id, ({ nodes }) =>
				Object.assign(nodes.find((one) => one.name === node).parameters, parameters),
			),
	};
}

/** Changes the fields of a node before the import. */
export const withFields = (workflow, name, parameters) => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.name === name ? { ...node, parameters: { ...node.parameters, ...parameters } } : node,
	),
});
