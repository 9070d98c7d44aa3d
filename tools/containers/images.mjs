/** Images of the names in docker-compose.yml, made here, as no registry of images is asked. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { complete } from '../processes/children.mjs';
import { debianRoot, IMAGES, imagesMarker } from './prepare.mjs';

const DEBIAN = 'debian';
/** What is left of fetching packages. */
const LEFT_OUT = ['./var/cache/apt', './var/lib/apt/lists', './usr/share/doc', './usr/share/locale'];

/** The name without registry and version is the stage of our Dockerfile: "n8nio/runners:2.41.1" is "runners". */
const stageOf = (image) => image.split('/').at(-1).split(':')[0];

/** Makes the images once for a `folder` that `ensureDebian` has filled; `names` are those in docker-compose.yml. */
export async function ensureImages({ env, docker }, folder, names) {
	if (existsSync(imagesMarker(folder))) return await tag(docker, names);
	const root = debianRoot(folder);
	const without = LEFT_OUT.map((path) => `--exclude=${path}/*`).join(' ');
	const line = `tar -C "$1" ${without} -c . | docker import - ${DEBIAN}`;
	await complete('sh', ['-c', line, 'sh', root], { env });
	await tag(docker, names);
	writeFileSync(imagesMarker(folder), '');
	rmSync(root, { recursive: true, force: true });
}

/** Quick when nothing has changed: Docker has all stages. */
async function tag(docker, names) {
	for (const name of names) {
		const stage = stageOf(name);
		const options = [
			'--network',
			'none',
			'--target',
			stage,
			'--tag',
			name,
			'--file',
			join(IMAGES, 'Dockerfile'),
		];
		await docker('build', ...options, IMAGES);
	}
}
