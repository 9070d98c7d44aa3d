/** The nodes and credentials that package.json lists, made from their sources. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

const ROOT = join(__dirname, '../..');

interface Manifest {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
}

export interface Sources {
	name: string;
	version: string;
	nodes: INodeType[];
	credentials: ICredentialType[];
}

/** The source of what package.json lists as built, relative to the repository. */
export const sourceOf = (built: string): string => built.replace(/^dist\//, '').replace(/\.js$/, '.ts');

/** `load` makes modules of sources. */
export function madeFromSources(load: (file: string) => unknown = createRequire(__filename)): Sources {
	const { name, version, n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
	const make = <T,>(built: string): T => {
		const [Type] = Object.values(load(join(ROOT, sourceOf(built))) as Record<string, new () => T>);
		return new Type();
	};
	return {
		name,
		version,
		nodes: n8n.nodes.map((built) => make<INodeType>(built)),
		credentials: n8n.credentials.map((built) => make<ICredentialType>(built)),
	};
}
