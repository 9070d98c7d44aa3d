import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Opaque and new on every run, like the real ones: nobody should read anything into them. */
export const newId = (bytes = 16): string => randomBytes(bytes).toString('hex');

const SMALLEST_NUMBER = 1e12;
const BIGGEST_NUMBER = 2 ** 48 - 1;

/** The same as a number, which JSON can carry as one without loss. */
export const newNumber = (): string => String(randomInt(SMALLEST_NUMBER, BIGGEST_NUMBER));

/** The same id for the same text on every run, for the sample data. */
export const stableId = (seed: string, length: number): string =>
	createHash('sha256').update(seed).digest('hex').slice(0, length);
