import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import * as core from 'n8n-core';
import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';
import { JoggAiApi } from '../../credentials/JoggAiApi.credentials';
import { sourceOf } from '../../tools/lib/sources.cts';
import { manifest, ROOT } from '../harness/nodeTypes.cts';

const COMPILED = {
	jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
	module: { type: 'commonjs' },
} as const;

/** Every class that n8n constructs: 14 nodes and the credential. */
const classes: Array<[name: string, make: () => INodeType | ICredentialType]> = [
	...manifest.n8n.nodes.map((built): [string, () => INodeType] => {
		const [Type] = Object.values(
			jest.requireActual<Record<string, new () => INodeType>>(join(ROOT, sourceOf(built))),
		);
		return [Type.name, () => new Type()];
	}),
	['JoggAiApi', () => new JoggAiApi()],
];

/** Every array and object that can be reached; of functions only their names count. */
function everyContainer(value: unknown, found = new Set<object>()): Set<object> {
	if (typeof value !== 'object' || value === null || found.has(value)) return found;
	found.add(value);
	for (const inner of Object.values(value)) everyContainer(inner, found);
	return found;
}

/** Its fingerprint, so that what is done to the object afterwards does not change it. */
const pictureOf = (value: unknown): string => {
	const text = JSON.stringify(value, (key, inner: unknown) => {
		if (key === 'supportedNodes') return undefined; // the loader's own list
		return typeof inner === 'function' ? `function ${inner.name}` : inner;
	});
	return createHash('sha256').update(text).digest('hex');
};

/** n8n changes some of it; here everything is spoilt that can be. */
function spoil(value: object): void {
	for (const container of everyContainer(value)) {
		if (Array.isArray(container)) container.push({ name: 'Custom API Call', value: '__CUSTOM_API_CALL__' });
		else Object.assign(container, { name: 'spoilt', options: [], displayOptions: {}, added: true });
	}
}

/** What n8n does to the menus of a node whose credential it can use by itself. */
function offerCustomCalls(properties: INodeProperties[]): void {
	for (const { name, options } of properties)
		if (['resource', 'operation'].includes(name))
			options?.push({ name: 'Custom API Call', value: '__CUSTOM_API_CALL__' });
}

describe('what n8n is given', () => {
	it.each(classes)('%s hands over nothing that a second one hands over, too', (_name, make) => {
		const first = everyContainer(make());
		const shared = [...everyContainer(make())].filter((container) => first.has(container));
		expect(shared.map((container) => JSON.stringify(container).slice(0, 200))).toEqual([]);
	});

	it.each(classes)('%s is made the same again after n8n has changed all of the first one', (_name, make) => {
		const first = make();
		const before = pictureOf(first);
		spoil(first);
		expect(pictureOf(first)).not.toBe(before);
		expect(pictureOf(make())).toBe(before);
	});

	it.each(classes)('%s can be made while all of an earlier one is frozen', (_name, make) => {
		const before = pictureOf(make());
		for (const container of everyContainer(make())) Object.freeze(container);
		expect(pictureOf(make())).toBe(before);
	});
});

describe("n8n's own loader", () => {
	let folder: string;

	/** The package as n8n finds it, built by another compiler. */
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'package-'));
		for (const part of ['nodes', 'credentials']) {
			const target = join(folder, 'dist', part);
			cpSync(join(ROOT, part), target, { recursive: true });
			for (const name of readdirSync(target, { recursive: true, encoding: 'utf8' })) {
				if (!name.endsWith('.ts')) continue;
				const { code } = transformFileSync(join(target, name), COMPILED);
				writeFileSync(join(target, name.replace(/\.ts$/, '.js')), code);
			}
		}
		symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	});

	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('loads, releases and loads the package as often as packages come and go', async () => {
		const loader = new core.PackageDirectoryLoader(folder);
		await loader.loadAll();
		const names = loader.types.nodes.map(({ name }) => name);
		const before = pictureOf(loader.types);
		expect(names).toHaveLength(manifest.n8n.nodes.length);

		for (let round = 0; round < 2; round++) {
			for (const { properties } of loader.types.nodes) offerCustomCalls(properties);
			loader.releaseTypes();
			expect(loader.types.nodes).toEqual([]);
			await loader.ensureTypesLoaded();
			expect(pictureOf(loader.types)).toBe(before);
		}
	});
});
