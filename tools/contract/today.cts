/** The contract that the nodes of this checkout keep, and where the released one is. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { type Contract, contractOf } from './contract.cts';

const ROOT = join(__dirname, '../..');

export const CONTRACT_FILE = join(ROOT, 'tools/contract/released.json');

interface Manifest {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
}

/** `load` makes modules of sources. */
export function contractOfToday(load: (file: string) => unknown = createRequire(__filename)): Contract {
	const { name, version, n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
	const make = <T,>(built: string): T => {
		const file = join(ROOT, built.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
		const [Type] = Object.values(load(file) as Record<string, new () => T>);
		return new Type();
	};
	return contractOf({
		name,
		version,
		nodes: n8n.nodes.map((built) => make<INodeType>(built)),
		credentials: n8n.credentials.map((built) => make<ICredentialType>(built)),
	});
}

export const releasedContract = (): Contract => JSON.parse(readFileSync(CONTRACT_FILE, 'utf8')) as Contract;
