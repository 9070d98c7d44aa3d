/** What stands in the registry: our package in two versions, and another one in two. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../../../tools/processes/npm.mjs';
import { writeNeighbour } from './neighbour.mjs';
import { writeNext } from './next.mjs';

export const NEIGHBOUR_VERSIONS = ['1.0.0', '1.1.0'];

/** Publishes the tarball as it is, and the others made from it and for it; resolves to our versions `{ first, next }`. */
export async function fillShelf(registry, { tarball, workspace }) {
	await registry.publish(tarball);
	const folder = join(workspace, 'next');
	const versions = await writeNext(tarball, folder);
	await registry.publish(await pack(folder));
	for (const version of NEIGHBOUR_VERSIONS) {
		const neighbour = join(workspace, `neighbour-${version}`);
		writeNeighbour(neighbour, version);
		await registry.publish(await pack(neighbour));
	}
	return versions;
}

async function pack(folder) {
	const packed = join(folder, 'packed');
	mkdirSync(packed);
	await npm(['pack', '--pack-destination', packed], { cwd: folder });
	return join(packed, readdirSync(packed)[0]);
}
