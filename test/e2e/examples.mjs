/** Every workflow in examples/ is imported and run in the real n8n, as a user would after choosing credential, avatar and voice. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { describe, it, before, after } from 'node:test';
import { fitToAccount } from '../../demo/lib/fit.mjs';
import { joggAi } from '../../demo/lib/joggai.mjs';
import { itemsOf } from '../../demo/n8n.mjs';

const FOLDER = new URL('../../examples/', import.meta.url);
const RECORDING = readFileSync(new URL('../../sandbox/media/audio.mp3', import.meta.url));

/** What each example must have put out at its end, and what it may have cost. */
const EXPECTED = {
	'product-page-to-avatar-video': {
		start: 'Start',
		charges: ['ai_scripts', 'create_video_from_avatar'],
		check: (execution) => assert.ok(fileOf(execution, 'Make Avatar Video').mimeType === 'video/mp4'),
	},
	'scheduled-products-to-videos': {
		start: 'Every Morning',
		charges: [...Array(3).fill('ai_scripts'), ...Array(3).fill('create_video_from_avatar')],
		check: (execution) => assert.equal(completed(execution, 'Publish the Videos').length, 3),
	},
	'product-previews-render-the-best': {
		start: 'Start',
		charges: [...Array(3).fill('preview_list'), 'render_single_preview'],
		check(execution) {
			const styles = completed(execution, 'Make Three Previews').map(({ visualStyle }) => visualStyle);
			assert.deepEqual(styles.sort(), ['Clean Studio', 'Kitchen Table', 'Paper Cut']);
			assert.equal(completed(execution, 'Render the Best')[0].kind, 'productVideo');
		},
	},
	'template-videos-from-rows': {
		start: 'Start',
		charges: Array(2).fill('create_video_with_template'),
		check: (execution) => assert.equal(completed(execution, 'Make Template Video').length, 2),
	},
	'one-video-in-five-languages': {
		start: 'Start',
		charges: Array(5).fill('video_translate'),
		check(execution) {
			assert.equal(completed(execution, 'Translate Video').length, 5);
			for (const { binary } of itemsOf(execution, 'Translate Video')) {
				assert.deepEqual(Object.keys(binary).sort(), ['data', 'data_subtitles']);
			}
		},
	},
	'photo-to-talking-avatar': {
		start: 'Start',
		charges: ['photo/generate', 'add_motion', 'create_video_from_avatar'],
		check: (execution) => assert.equal(completed(execution, 'First Video').length, 1),
	},
	'own-audio-to-lip-sync': {
		start: 'Start',
		charges: ['create_lip_sync_video'],
		check: (execution) => assert.equal(completed(execution, 'Sync Lips').length, 1),
	},
};

/** Run elsewhere: the Trigger and the Agent need an event and a chat model, which their own suites play. */
const IN_OTHER_SUITES = ['when-a-video-is-ready', 'ai-agent-makes-videos'];

const completed = (execution, node) =>
	itemsOf(execution, node)
		.map(({ json }) => json)
		.filter(({ status, videoUrl }) => status === 'completed' && videoUrl);

const fileOf = (execution, node) => itemsOf(execution, node)[0].binary.data;

/** Registers the tests; `world` has the running n8n, the sandbox's address and the credential. */
export function examples(world) {
	describe('the example workflows', () => {
		const files = createServer((_request, response) => response.setHeader('content-type', 'audio/mpeg').end(RECORDING));
		let address;
		before(async () => {
			await new Promise((resolve) => files.listen(0, '127.0.0.1', resolve));
			address = `http://127.0.0.1:${files.address().port}/recording.mp3`;
		});
		after(() => files.close());

		it('are all run by a test', () => {
			const names = readdirSync(FOLDER).map((file) => file.replace('.json', ''));
			assert.deepEqual(names.sort(), [...Object.keys(EXPECTED), ...IN_OTHER_SUITES].sort());
		});

		for (const [name, { start, charges, check }] of Object.entries(EXPECTED)) {
			it(name, { timeout: 180_000 }, async () => {
				const { n8n, account, credentials } = world;
				const before = (await world.state()).charges.length;
				const fit = await fitToAccount(joggAi(account), { note: () => undefined });
				const adapt = (workflow) => withRecording(fit(workflow), address);
				const [workflow] = await n8n.importWorkflows([new URL(`${name}.json`, FOLDER)], { credentials, adapt });

				const execution = await n8n.run(workflow.id, start, { timeoutMs: 170_000 });

				assert.equal(execution.status, 'success', JSON.stringify(execution.data?.resultData?.error?.message));
				check(execution);
				const spent = (await world.state()).charges.slice(before).map(({ operation }) => operation);
				assert.equal(spent.length, charges.length, spent.join(', '));
				for (const [index, part] of charges.entries()) assert.ok(spent[index].includes(part), `${spent[index]} is not ${part}`);
			});
		}
	});
}

/** The addresses in the examples are made up; the one that n8n itself fetches is played here. */
function withRecording(workflow, url) {
	const nodes = workflow.nodes.map((node) => (node.name === 'Fetch Recording' ? { ...node, parameters: { ...node.parameters, url } } : node));
	return { ...workflow, nodes };
}
