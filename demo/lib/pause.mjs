/** The workflow that pauses: while JoggAI works it sleeps in n8n's database, and outlives n8n. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../tools/lib/failure.mjs';
import { isOver, itemsOf } from '../../tools/n8n/executions.mjs';

const POLL_MS = 300;
const NODE = 'Translate Video';
const CREATE = /^\/v2\/video_translate\//;

/** Starts the workflow and follows it until it sleeps. */
export async function beginPaused(n8n, { id: workflowId }, note) {
	const id = await n8n.start(workflowId, 'Start');
	for (;;) {
		const execution = await n8n.execution(id);
		if (isOver(execution)) throw notAsleep(n8n, execution);
		if (execution.status === 'waiting') {
			const sleeper = { id, since: Date.now(), ids: await bought(n8n) };
			note(`JoggAI is making ${sleeper.ids.length} translations: ${sleeper.ids.join(', ')}`);
			note(
				`execution ${id} sleeps in n8n's database until ${timeOf(execution.waitTill)} at least, and holds no worker`,
			);
			return sleeper;
		}
		await sleep(POLL_MS);
	}
}

/** Ends n8n as a power cut does, and starts it again on the same data. */
export async function powerCut(n8n, { id }, note) {
	await n8n.crash();
	const { status } = await n8n.execution(id);
	note(`n8n is back; execution ${id} is "${status}"`);
}

/** Waits until n8n wakes the execution; it has to end with exactly what was bought before it slept. */
export async function wakened(n8n, { id, since, ids }, { note, progress, seconds }) {
	const execution = await n8n.finished(id, {
		timeoutMs: seconds * 1000,
		onProgress: () => progress(`n8n looks once a minute … asleep for ${secondsSince(since)} s`),
	});
	if (execution.status !== 'success') throw notAsleep(n8n, execution);
	const made = itemsOf(execution, NODE);
	const finished = made.filter(({ json, binary }) => json.status === 'completed' && binary?.data);
	const all = await bought(n8n);
	if (sorted(finished.map(({ json }) => json.id)) !== sorted(ids))
		throw new Failure('Not the translations that were bought', { details: JSON.stringify(made, null, 2) });
	if (sorted(all) !== sorted(ids)) throw new Failure('Waking up has bought something again');
	note(`execution ${id} woke and ended; it fell asleep ${secondsSince(since)} s ago`);
	note(`${finished.length} translations finished and downloaded; nothing was bought twice`);
}

/** The IDs of all translations that were paid for, oldest first. */
async function bought({ sandbox }) {
	const { charges } = await sandbox.state();
	return charges.filter(({ operation }) => CREATE.test(operation.split(' ')[1])).map(({ id }) => id);
}

const sorted = (ids) => ids.toSorted().join();
const secondsSince = (moment) => Math.round((Date.now() - moment) / 1000);
const timeOf = (date) => new Date(date).toTimeString().slice(0, 8);

function notAsleep(n8n, { id, status, data }) {
	const { message, description } = data?.resultData?.error ?? {};
	return new Failure(`Execution ${id} ended with "${status}"`, {
		details: [message, description].filter(Boolean).join('\n') || n8n.tail(30),
	});
}
