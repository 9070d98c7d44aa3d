/**
 * npm run demo: a real n8n with this package turns a product page into an avatar video.
 * Reads the command line, runs the story, and leaves nothing running behind.
 */
import { parseArgs } from 'node:util';
import { Failure } from '../tools/lib/failure.mjs';
import { endWith, isEnding, logsToRead, onEnd } from '../tools/processes/ending.mjs';
import { createSteps } from './lib/steps.mjs';
import { tellStory } from './story.mjs';

const HELP = `npm run demo [-- options]

Starts a stand-in for JoggAI and a real n8n with this package, runs
"product page → script → avatar video", and leaves the editor open.

  --once               end afterwards, with status 0 if everything worked
  --product-url <url>  the product page to start from
  --yes                agree to the cost (only with JOGGAI_API_KEY)
  --help               this text

JOGGAI_API_KEY      use the real JoggAI API, after saying what it will cost
JOGGAI_RUNTIME_DIR  where n8n is installed (default: the user's cache folder)`;

const OPTIONS = {
	once: { type: 'boolean', default: false },
	yes: { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
	'product-url': { type: 'string' },
};

const steps = createSteps();
onEnd(() => steps.say('\nEnding n8n and the sandbox …'));

try {
	const options = readOptions();
	if (options.help) steps.say(HELP);
	else await tellStory(steps, options);
	await endWith(0);
} catch (error) {
	if (!isEnding()) steps.explain(error, logsToRead());
	await endWith(1);
}

function readOptions() {
	if (process.platform === 'win32') {
		throw new Failure('The demo runs on Linux and macOS', { advice: 'On Windows, run it inside WSL.' });
	}
	try {
		return parseArgs({ options: OPTIONS }).values;
	} catch (error) {
		throw new Failure(error.message, { advice: 'See "npm run demo -- --help".' });
	}
}
