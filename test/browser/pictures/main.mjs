/** npm run pictures: takes the pictures of the documentation anew and puts them into docs/pictures. */
import { commandLine } from '../../../tools/lib/command-line.mjs';
import { endWith } from '../../../tools/processes/ending.mjs';
import { BrowserWorld } from '../world.mjs';
import { takeForms, takeRun } from './take.mjs';

const HELP = `npm run pictures

Takes all pictures of the documentation anew, in a real n8n with the sandbox,
which takes two minutes and needs Chromium.`;

commandLine({ name: 'pictures', help: HELP });
const world = new BrowserWorld();
let status = 0;
try {
	await world.start();
	const album = world.newAlbum();
	const editor = await world.newEditor();
	await takeForms(world, { editor, album });
	await takeRun(world, { editor, album });
	console.log(`docs/pictures: ${await album.publish()} pictures. Look at them, then run "npm run docs".`);
} catch (error) {
	console.error(error);
	status = 1;
} finally {
	await world.stop();
}
await endWith(status);
