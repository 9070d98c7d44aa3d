/** Whether Docker starts here at all: ends with 1, and a reason, if it does not. */
import { startEngine } from '../../tools/containers/engine.mjs';
import { inWords } from '../../tools/lib/failure.mjs';
import { HOST } from './address.mjs';

try {
	const engine = await startEngine(process.argv[2], { dns: HOST });
	await engine.stop();
} catch (error) {
	console.error(inWords(error));
	process.exitCode = 1;
}
