/** Every workflow in examples/ is imported and run in the real n8n, as a user would after choosing credential, avatar and voice. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it, before, after } from 'node:test';
import { joggAi } from '../../tools/joggai/api.mjs';
import { fitToAccount } from '../../tools/joggai/fit.mjs';
import { FORMS, sendForm } from './lib/form.mjs';
import { byId } from './lib/workflows.mjs';
import { withFields } from './lib/ownExample.mjs';
import { openSheet } from './lib/sheet.mjs';
import { itemsOf } from '../../tools/n8n/executions.mjs';

const FOLDER = new URL('../../examples/', import.meta.url);

/** Many examples at once need more than JoggAI allows for real; pacing has tests of its own. */
const POSTS_PER_MINUTE = 1000;

const rowOf = (sku) => ({ sku, name: `Product ${sku}`, description: 'Light, folds flat', audience: '' });

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
		sheet: { name: 'JoggAI product sheet', rows: ['LAMP-01', 'MAT-04', 'KETTLE-02'].map(rowOf) },
		check: (execution) => assert.equal(completed(execution, 'Video Finished?').length, 3),
	},
	'template-videos-from-rows': {
		start: 'Start',
		charges: Array(2).fill('create_video_with_template'),
		check: (execution) => assert.equal(completed(execution, 'Make Template Video').length, 2),
	},
	'one-video-in-five-languages': {
		start: 'Start',
		charges: Array(5).fill('video_translate/'),
		check(execution) {
			assert.equal(completed(execution, 'Translate Video').length, 5);
			for (const { binary } of itemsOf(execution, 'Translate Video')) {
				assert.deepEqual(Object.keys(binary).sort(), ['data', 'data_subtitles']);
			}
		},
	},
	'photo-to-talking-avatar': {
		charges: ['photo_avatar/add_motion', 'create_video_from_avatar'],
		check: (execution) => assert.equal(completed(execution, 'First Video').length, 1),
	},
	'own-audio-to-lip-sync': {
		charges: ['create_lip_sync_video'],
		check: (execution) => assert.equal(completed(execution, 'Sync Lips').length, 1),
	},
};

/** Run elsewhere: these need an event, a chat model or a person, which their own suites play. */
const IN_OTHER_SUITES = [
	'when-a-video-is-ready',
	'ai-agent-makes-videos',
	'ai-agent-asks-before-it-spends',
	'product-previews-render-the-best',
	'product-feed-to-videos',
	'choose-an-avatar-by-its-face',
];

/** A template of the sandbox: no example may know one. */
const TEMPLATE = { template: byId(88) };

const completed = (execution, node) =>
	itemsOf(execution, node)
		.map(({ json }) => json)
		.filter(({ status, videoUrl }) => status === 'completed' && videoUrl);

const fileOf = (execution, node) => itemsOf(execution, node)[0].binary.data;

/** Registers the tests; `world` has the running n8n, the sandbox's account and its state. They run side by side. */
export function examples(world) {
	describe('the example workflows', () => {
		const charged = [];
		let credentials;

		before(async () => {
			await world.settings({ postsPerWindow: POSTS_PER_MINUTE });
			const { apiKey, baseUrl: domain } = world.account;
			credentials = await world.n8n.importCredentials({
				apiKey,
				domain,
				requestsPerMinute: POSTS_PER_MINUTE,
			});
			charged.push((await world.state()).charges.length);
		});
		after(() => world.settings({ postsPerWindow: 20 }));

		it('every example is run by a test', () => {
			const names = readdirSync(FOLDER).map((file) => file.replace('.json', ''));
			assert.deepEqual(names.sort(), [...Object.keys(EXPECTED), ...IN_OTHER_SUITES].sort());
		});

		describe('an example workflow', { concurrency: true }, () => {
			for (const [name, { start, sheet, check }] of Object.entries(EXPECTED)) {
				it(name, { timeout: 260_000 }, async () => {
					const { n8n, account } = world;
					const fit = await fitToAccount(joggAi(account), { note: () => undefined });
					const adapt = (workflow) => withFields(fit(workflow), 'Make Template Video', TEMPLATE);
					const [workflow] = await n8n.importWorkflows([new URL(`${name}.json`, FOLDER)], {
						credentials,
						adapt,
					});

					if (sheet) {
						// The first run makes it, as the note says.
						await n8n.run(workflow.id, start, { timeoutMs: 60_000 });
						await (await openSheet(n8n, sheet.name)).fill(sheet.rows);
					}
					const execution = start
						? await n8n.run(workflow.id, start, { timeoutMs: 240_000 })
						: await sendForm(world, workflow.id, FORMS[name]());

					assert.equal(
						execution.status,
						'success',
						JSON.stringify(execution.data?.resultData?.error?.message),
					);
					check(execution);
				});
			}
		});

		it('all examples together were charged for what they say, and nothing twice', async () => {
			const spent = (await world.state()).charges
				.slice(charged[0])
				.map(({ operation }) => operation.split('/').slice(2).join('/'));
			assert.deepEqual(
				spent.sort(),
				Object.values(EXPECTED)
					.flatMap(({ charges }) => charges)
					.sort(),
			);
		});
	});
}
