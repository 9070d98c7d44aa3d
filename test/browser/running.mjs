/** The Execute button: a green end with the video's address, or a problem that says what to do. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { joggAi } from '../../tools/joggai/api.mjs';
import { fitToAccount } from '../../tools/joggai/fit.mjs';
import { shown } from './lib/editor.mjs';

const EXAMPLE = fileURLToPath(new URL('../../examples/product-page-to-avatar-video.json', import.meta.url));
const NODES = ['Start', 'Read Product Page', 'Write Script', 'Make Avatar Video'];
const RUN_MS = 90_000;

export function running(world) {
	describe('a run', () => {
		let editor;
		const test = (name, body) => shown(name, () => editor, body);
		before(async () => (editor = await world.newEditor()));
		after(() => editor.close());

		/** The example, with everything chosen that its note asks for. */
		const openExample = async ({ productUrl, credentials } = {}) => {
			const fit = await fitToAccount(joggAi(world.account), { productUrl, note: () => undefined });
			const [{ id }] = await world.n8n.importWorkflows([EXAMPLE], {
				credentials: credentials ?? (await world.newAccount()).credentials,
				adapt: fit,
			});
			await editor.openWorkflow(id);
		};

		const fails = async (name, { title, advice }) => {
			await editor.execute();
			await editor.cross(name).waitFor();
			await editor.openNode(name);
			assert.match(await editor.part('node-error-message').innerText(), title);
			assert.match(await editor.part('node-error-description').innerText(), advice);
		};

		test('of the first example ends green, and the output has the address of the video', async () => {
			await openExample();
			await editor.zoomToFit();
			await editor.execute();
			for (const name of NODES) await editor.tick(name).waitFor({ timeout: RUN_MS });
			await editor.screenshot('canvas');
			await editor.openNode('Make Avatar Video');
			await editor.output().getByTestId('radio-button-schema').click();
			const address = editor.output().getByTestId('run-data-schema-item').filter({ hasText: 'videoUrl' });
			await address.waitFor();
			assert.match(await address.innerText(), /videoUrl\s+http:\/\/127\.0\.0\.1:\d+\/\S+\.mp4/);
			await editor.screenshot('output');
		});

		test('with a bad address says so in the error panel, and shows the value', async () => {
			await openExample({ productUrl: 'htp:/shop' });
			await fails('Read Product Page', {
				title: /'Product Page URL' must be a web address that starts with https:\/\//,
				advice: /The value here is "htp:\/shop"/,
			});
			await editor.screenshot('error-panel');
		});

		test('with a wrong key tells where to get the right one', async () => {
			await openExample({ credentials: await world.credential('wrong-key') });
			await fails('Read Product Page', {
				title: /JoggAI did not accept the API key/,
				advice: /app\.jogg\.ai/,
			});
			await editor.screenshot('error-panel-key');
		});
	});
}
