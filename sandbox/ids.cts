import { createHash, randomBytes } from 'node:crypto';

/** Opaque and new on every run, like the real ones: nobody should read anything into them. */
export const newId = (bytes = 16): string => randomBytes(bytes).toString('hex');

/** The same id for the same text on every run, for the sample data. */
export const stableId = (seed: string, length: number): string =>
	createHash('sha256').update(seed).digest('hex').slice(0, length);
