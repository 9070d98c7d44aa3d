/**
 * package.json is the one place that names the repository and the mail address. n8n wants the links to the documentation
 * spelled out in the codex files and the credential, so these are made from it: `npm run addresses`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ANY_REPOSITORY = /https:\/\/github\.com\/[\w.-]+\/[\w.-]+/g;

/** The manifest with `homepage` and `bugs` as its `repository` has them. */
export function withAddresses(manifest) {
	const base = repositoryOf(manifest);
	return { ...manifest, homepage: `${base}#readme`, bugs: { url: `${base}/issues` } };
}

/** The web address of the repository. */
export const repositoryOf = ({ repository }) => repository.url.replace(/^git\+|\.git$/g, '');

/** Whether the addresses are still those with which the project began; the note in the manifest says so. */
export const arePlaceholders = (manifest) => '//' in manifest;

/** Files that spell the repository's address and nobody else's, relative to the root. */
export const spellingFiles = () =>
	['nodes', 'credentials']
		.flatMap((folder) =>
			readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
				join(folder, name),
			),
		)
		.filter((name) => /\.(node\.json|credentials\.ts)$/.test(name));

/** A text with its links leading into the repository of the manifest. */
export const linkedTo = (text, manifest) => text.replace(ANY_REPOSITORY, repositoryOf(manifest));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const file = join(ROOT, 'package.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8'));
	writeFileSync(file, `${JSON.stringify(withAddresses(manifest), null, '\t')}\n`);
	for (const name of spellingFiles()) {
		const text = readFileSync(join(ROOT, name), 'utf8');
		writeFileSync(join(ROOT, name), linkedTo(text, manifest));
	}
	console.log(`All links lead to ${repositoryOf(manifest)}`);
}
