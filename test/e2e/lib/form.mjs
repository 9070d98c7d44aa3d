/** A form of n8n's, filled in and sent as a browser does it. */
import { Blob } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { until } from './until.mjs';

/** A file of the sandbox's media folder, as somebody would choose it. */
export function mediaFile(name, type) {
	const bytes = readFileSync(new URL(`../../../sandbox/media/${name}`, import.meta.url));
	return { blob: new Blob([bytes], { type }), name };
}

/** Publishes a workflow that begins with a form; resolves to the name and address of its first page. */
export async function publishForm({ n8n, editor }, id) {
	await editor.publish(id);
	const { nodes } = await n8n.request('GET', `/rest/workflows/${id}`);
	const { webhookId, name } = nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
	return { name, url: `${n8n.url}/form/${webhookId}` };
}

/** Sends a page with the values of its fields, by their numbers: texts and files. */
export function sendPage(url, values) {
	const body = new globalThis.FormData();
	for (const [index, value] of Object.entries(values))
		if (typeof value === 'string') body.set(`field-${index}`, value);
		else body.set(`field-${index}`, value.blob, value.name);
	return fetch(url, { method: 'POST', body });
}

/** Publishes a workflow that begins with a form, sends it once and resolves to the execution when it is over. */
export async function sendForm(world, id, values) {
	const { n8n, editor } = world;
	const { name, url } = await publishForm(world, id);
	await until(`the form "${name}" to be taken`, async () => (await sendPage(url, values)).status === 200);
	const [{ id: executionId }] = await editor.executions(id);
	const execution = await n8n.finished(executionId, { timeoutMs: 240_000 });
	await editor.unpublish(id);
	return execution;
}

/** What the forms of the examples are filled in with. */
export const FORMS = {
	'own-audio-to-lip-sync': () => [mediaFile('video.mp4', 'video/mp4'), mediaFile('audio.mp3', 'audio/mpeg')],
	'photo-to-talking-avatar': () => [mediaFile('photo.png', 'image/png'), 'Anna', 'Hello! I was a photo.'],
};
