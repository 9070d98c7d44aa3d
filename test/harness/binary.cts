import 'reflect-metadata';
import * as core from 'n8n-core';
import { createRequire } from 'node:module';
import type { IBinaryData } from 'n8n-workflow';

// n8n-core brings its own copy of the container.
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: { get: <T>(type: new (...args: never[]) => T) => T };
};

/** Makes n8n ready to keep binary data; once per test file that downloads. */
export const keepBinaryData = async (): Promise<void> => await Container.get(core.BinaryDataService).init();

/** The bytes of a binary field. */
export const bytesOf = async (data: IBinaryData): Promise<Buffer> =>
	await Container.get(core.BinaryDataService).getAsBuffer(data);
