/** The next version of our package: the same content, but what it sends to JoggAI tells which code is running. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { complete } from '../../../tools/processes/children.mjs';

const HEADER = 'x-code';
/** Where every request begins that carries a credential, as the compiler leaves it. */
const SENDER = 'dist/nodes/shared/api/transport.js';
const BEGINNING = "headers: { Accept: 'application/json',";

/** Unpacks a tarball of ours into a folder and makes the next version of it, to be packed; resolves to both versions. */
export async function writeNext(tarball, folder) {
	mkdirSync(folder, { recursive: true });
	await complete('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], {});
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const { version: first } = manifest;
	const next = first.replace(/\d+$/, (patch) => String(Number(patch) + 1));
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, version: next }));
	const code = readFileSync(join(folder, SENDER), 'utf8');
	if (code.split(BEGINNING).length !== 2) throw new Error(`${SENDER} no longer has one "${BEGINNING}"`);
	writeFileSync(join(folder, SENDER), code.replace(BEGINNING, `${BEGINNING} '${HEADER}': '${next}',`));
	return { first, next };
}

/** The version of the code that has sent these requests, once for all of them; undefined for the first, which does not say it. */
export const codesOf = (requests) => [...new Set(requests.map(({ headers }) => headers[HEADER]))];
