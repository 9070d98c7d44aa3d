/** An execution in production that sleeps while JoggAI works: a call to a published workflow has begun it. */
import { randomUUID } from 'node:crypto';
import { until } from '../../e2e/lib/until.mjs';
import { node, workflow } from '../../e2e/lib/workflows.mjs';

/** It begins on a machine that may be busy. */
const ASLEEP_MS = 60_000;

/** Resolves when it sleeps; it does so for 65 s at least. */
export async function fallAsleep({ n8n, editor, newAccount, making }, name, scripts) {
	const account = await newAccount(name);
	const path = randomUUID();
	const called = node('n8n-nodes-base.webhook', 'Called', { path, httpMethod: 'POST' }, { webhookId: path });
	const nodes = [called, ...making(scripts, account, { waitForCompletion: 'pause' })];
	const { id: workflowId } = await editor.create(workflow(name, nodes));
	await editor.publish(workflowId);
	const isTaken = async () => (await fetch(`${n8n.url}/webhook/${path}`, { method: 'POST' })).ok;
	await until('the published workflow to answer', isTaken);
	const look = async () => (await editor.executions(workflowId)).find(({ status }) => status === 'waiting');
	const { id } = await until(`"${name}" to fall asleep`, look, { ms: ASLEEP_MS });
	return { ...account, id, workflowId, scripts, status: async () => (await n8n.execution(id)).status };
}
