/**
 * `npm run check:document`: JoggAI's public OpenAPI document of today, held against the operations, fields and choices that
 * nodes and sandbox know. Ends with 1 where it has something new.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { commandLine } from '../lib/command-line.mjs';
import { inWords } from '../lib/failure.mjs';
import { launch } from '../processes/children.mjs';
import { findDocument } from './find.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HELP = `npm run check:document [-- options]

Reads JoggAI's public OpenAPI document and says which operations, fields and
choices of it the nodes do not know, or know otherwise.

  --address <url>  where the document is; else the index of JoggAI's
                   documentation is asked for it
  --index <url>    another index than JoggAI's
  --help           this text`;

const options = commandLine({
	name: 'check:document',
	help: HELP,
	options: { address: { type: 'string' }, index: { type: 'string' } },
});

/** The comparisons that the tests make where they are given the document. */
const COMPARISONS = ['test/rules/spec', 'test/sandbox/spec'];

const folder = mkdtempSync(join(tmpdir(), 'joggai-document-'));
try {
	const { text, address } = await findDocument(options);
	console.log(address);
	const document = join(folder, 'document.yaml');
	writeFileSync(document, text);
	const { testResults, numPassedTests } = await compare(document);
	const news = testResults
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(({ status }) => status === 'failed');
	for (const { fullName, failureMessages } of news)
		console.log(`\n✖ ${fullName}\n${differences(failureMessages)}`);
	console.log(`\n${numPassedTests} comparisons agree, ${news.length} do not`);
	process.exitCode = news.length > 0 || numPassedTests === 0 ? 1 : 0;
} catch (error) {
	console.error(inWords(error));
	process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}

async function compare(document) {
	const results = join(folder, 'results.json');
	const jest = join(ROOT, 'node_modules', '.bin', 'jest');
	const args = ['-c', 'test/jest.config.cjs', '--json', `--outputFile=${results}`, ...COMPARISONS];
	// It ends with another status than 0 wherever JoggAI has something new.
	await launch(jest, args, { cwd: ROOT, env: { ...process.env, JOGGAI_SPEC: document } }).exited;
	return JSON.parse(readFileSync(results, 'utf8'));
}

/** The lines of jest's message that tell the two sides apart. */
function differences(messages) {
	const lines = messages.flatMap((message) => stripVTControlCharacters(message).split('\n'));
	const telling = lines.filter((line) => /^\s*[-+] {2}/.test(line));
	return (telling.length > 0 ? telling : lines.slice(0, 3)).join('\n');
}
