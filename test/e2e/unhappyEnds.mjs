/** What the examples do when JoggAI fails, is late or makes nothing: they end as failed and say what is paid for. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { problemOf } from './lib/editor.mjs';
import { FORMS, sendForm } from './lib/form.mjs';
import { openExample, withFields } from './lib/ownExample.mjs';
import { byId } from './lib/workflows.mjs';

const REFUSED = { kind: 'code', code: 40000, msg: 'these words are not allowed' };
const UNFINISHED = { kind: 'status', status: 'processing', times: 'always' };
const ONE_MINUTE = { options: { maximumWait: 1 } };

/** Own template of the sandbox, and a row that leaves out what it needs. */
const TEMPLATE = { template: byId(88) };
const FLATS = {
	jsonOutput: JSON.stringify({
		flats: [
			{ headline: 'Sea view', photo: 'https://images.example.com/12.jpg', narration: 'Welcome.' },
			{ headline: 'Loft', photo: 'a photo', narration: 'Welcome to the mill.' },
		],
	}),
};

export function unhappyEnds(world) {
	/** A run of an example with a JoggAI of its own. */
	const ends = (sentence, name, { adapt, live }) =>
		it(sentence, async () => {
			const example = await openExample(world, name, adapt);
			try {
				await live({
					...example,
					run: (start = 'Start') =>
						FORMS[name]
							? sendForm(world, example.id, FORMS[name]())
							: world.n8n.run(example.id, start, { timeoutMs: 240_000 }),
				});
			} finally {
				await example.stop();
			}
		});

	describe('an example with an unhappy end', { concurrency: true }, () => {
		ends('Template videos: a bad row is named, the others are handed over', 'template-videos-from-rows', {
			adapt: (workflow) => withFields(withFields(workflow, 'Make Template Video', TEMPLATE), 'Flats', FLATS),
			async live({ run, charges }) {
				const execution = await run();
				assert.equal(execution.status, 'error');
				assert.match(problemOf(execution).message, /^Row 2 \(Loft\): .*'photo' must be a web address/);
				assert.equal(itemsOf(execution, 'Hand Over').length, 1);
				assert.deepEqual(await charges(), ['templateVideo']);
			},
		});

		ends(
			'Five languages: a refused one is named, the others are handed over',
			'one-video-in-five-languages',
			{
				async live({ run, fault }) {
					await fault('POST /v2/video_translate/*', { ...REFUSED, skip: 1 });
					const execution = await run();
					assert.equal(execution.status, 'error');
					// Requests of one moment leave together, so it is open which of them JoggAI takes for the second.
					assert.match(
						problemOf(execution).message,
						/^(spanish|french|german|japanese|korean): .*these words are not allowed/,
					);
					assert.equal(itemsOf(execution, 'Hand Over').length, 4);
				},
			},
		);

		for (const [name, node, kind, status] of [
			['product-page-to-avatar-video', 'Make Avatar Video', 'avatarVideo', 'GET /v2/avatar_video/{id}'],
			['own-audio-to-lip-sync', 'Sync Lips', 'lipSync', 'GET /v2/lip_sync_video/{id}'],
		])
			ends(`${name}: a video that takes too long is no success, and its ID is told`, name, {
				adapt: (workflow) => withFields(workflow, node, ONE_MINUTE),
				async live({ run, fault, jobId }) {
					await fault(status, UNFINISHED);
					const execution = await run();
					assert.equal(execution.status, 'error');
					const { message } = problemOf(execution);
					assert.match(message, /not finished yet/);
					assert.ok(message.includes(await jobId(kind)), message);
					assert.deepEqual(itemsOf(execution, 'Hand Over'), []);
				},
			});

		ends(
			'Photo avatar: a motion that takes too long is told, and nothing more is bought',
			'photo-to-talking-avatar',
			{
				adapt: (workflow) => withFields(workflow, 'Bring Photo to Life', ONE_MINUTE),
				async live({ run, fault, charges, jobId }) {
					await fault('GET /v2/photo_avatar', UNFINISHED);
					const execution = await run();
					assert.equal(execution.status, 'error');
					assert.equal((await charges()).length, 1);
					const [kind] = await charges();
					assert.ok(problemOf(execution).message.includes(await jobId(kind)), problemOf(execution).message);
				},
			},
		);
	});
}
