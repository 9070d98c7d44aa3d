/** The contract that the nodes of this checkout keep, and where the released one is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeFromSources } from '../lib/sources.cts';
import { type Contract, contractOf } from './contract.cts';

export const CONTRACT_FILE = join(__dirname, 'released.json');

export const contractOfToday = (...load: Parameters<typeof madeFromSources>): Contract =>
	contractOf(madeFromSources(...load));

export const releasedContract = (): Contract => JSON.parse(readFileSync(CONTRACT_FILE, 'utf8')) as Contract;
