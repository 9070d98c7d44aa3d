/** What a person does in n8n's editor beyond the demo: change, publish, listen, stop, look into lists. */
import { isOver } from '../../../tools/n8n/executions.mjs';
import { until } from './until.mjs';
import { typeOf } from './workflows.mjs';

/** n8n tries a trigger again and again, and gives a publication up after 84 seconds. */
const PUBLISHED_MS = 90_000;

export function editorOf(n8n) {
	const request = (...call) => n8n.request(...call);

	/** n8n answers first, and registers or removes triggers afterwards. */
	const settled = (id) =>
		until(
			`the publication of workflow ${id}`,
			async () => {
				const publication = await publicationOf(id);
				return publication.status !== 'in_progress' && publication;
			},
			{ ms: PUBLISHED_MS },
		);

	async function publicationOf(id) {
		try {
			return await request('GET', `/rest/workflows/${id}/publication-status`);
		} catch (error) {
			if (error.status !== 404) throw error;
			return { status: 'published' }; // an older n8n answers when it is done
		}
	}

	return {
		create: (workflow) => n8n.createWorkflow(workflow),

		/** Saves the workflow after `change` has altered it. */
		async change(id, change) {
			const workflow = await request('GET', `/rest/workflows/${id}`);
			change(workflow);
			const { name, nodes, connections, settings, versionId } = workflow;
			await request('PATCH', `/rest/workflows/${id}`, { name, nodes, connections, settings, versionId });
		},

		/** Publishes, and waits until n8n has done it; resolves to n8n's state and what it says about each trigger. */
		async publish(id) {
			await n8n.activate(id);
			return await settled(id);
		},

		async unpublish(id) {
			await n8n.deactivate(id);
			return await settled(id);
		},

		/** "Listen for test event". */
		listen: (id, trigger) =>
			request('POST', `/rest/workflows/${id}/run`, { triggerToStartFrom: { name: trigger } }),

		stop: (executionId) => request('POST', `/rest/executions/${executionId}/stop`, {}),

		/** "Retry with original workflow"; resolves to the new execution when it is over. */
		async retry(executionId) {
			const retried = await request('POST', `/rest/executions/${executionId}/retry`, { loadWorkflow: false });
			if (retried.id) return retried;
			const { workflowId } = await n8n.execution(executionId); // n8n 1.88 only says that it is over
			return (await this.executions(workflowId)).at(-1);
		},

		/** All executions of a workflow, running ones included, oldest first. */
		async executions(workflowId) {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const { results } = await request('GET', `/rest/executions?filter=${filter}&limit=100`);
			return results.sort((a, b) => Number(a.id) - Number(b.id));
		},

		/** The workflow's executions with their data, as soon as there are `count` and all have ended. */
		async ended(workflowId, count) {
			const list = await until(`${count} ended executions of workflow ${workflowId}`, async () => {
				const found = await this.executions(workflowId);
				return found.length >= count && found.every(isOver) && found;
			});
			return await Promise.all(list.map(({ id }) => n8n.execution(id)));
		},

		/** What a picker, menu or mapper shows: `kind` is the end of n8n's address. */
		lookUp: (kind, { type, methodName, parameters = {}, path = 'parameters.x', credentials, ...more }) =>
			request('POST', `/rest/dynamic-node-parameters/${kind}`, {
				path,
				methodName,
				nodeTypeAndVersion: { name: typeOf(type), version: 1 },
				currentNodeParameters: parameters,
				credentials,
				...more,
			}),
	};
}

/** What ended an execution. */
export const problemOf = ({ data }) => data?.resultData?.error ?? {};

/** How often a node ran in an execution. */
export const runsOf = ({ data }, name) => data?.resultData?.runData?.[name]?.length ?? 0;
