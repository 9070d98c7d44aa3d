/** A published workflow that begins with the Trigger, and JoggAI's calls to it. */
import { randomUUID } from 'node:crypto';
import { itemsOf } from '../../../tools/n8n/executions.mjs';
import { deliver, signature } from '../../e2e/lib/joggai.mjs';
import { AFTER, after, node, workflow } from '../../e2e/lib/workflows.mjs';

const READY = 'generated_avatar_video_success';

/** `at(url)` tells where an address that JoggAI was told really is. */
export async function startListening({ n8n, editor, joggAi, newAccount }, name, at) {
	const { key, credentials } = await newAccount(name);
	const settings = { webhookId: randomUUID(), credentials };
	const trigger = node('joggAiTrigger', 'When JoggAI Reports', { events: [READY] }, settings);
	const { id } = await editor.create(workflow(name, [trigger, after()]));
	const publication = await editor.publish(id);
	if (publication.status !== 'published') throw new Error(JSON.stringify(publication));
	const endpoints = () => joggAi.endpoints(key);
	const [known] = await endpoints();

	return {
		id,
		endpoints,
		/** Delivers the event that a video is ready; resolves to the status of n8n's answer. */
		async tell(video, { url, secret } = known) {
			const data = { video_id: video, status: 'completed', video_url: 'https://example.com/v.mp4' };
			const body = JSON.stringify({
				event_id: `evt_${video}`,
				event: READY,
				timestamp: Math.floor(Date.now() / 1000),
				data,
			});
			return (await deliver(at(url), body, signature(secret, body))).status;
		},
		/** The videos that the workflow ran for, once for each run, as soon as there are `count` ended executions. */
		async heard(count) {
			const executions = await editor.ended(id, count);
			return executions.flatMap((execution) => itemsOf(execution, AFTER).map(({ json }) => json.id));
		},
		executions: async () =>
			await Promise.all((await editor.executions(id)).map((one) => n8n.execution(one.id))),
	};
}
