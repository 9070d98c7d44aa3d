/** Where what is installed for demo and tests stays from one time to the next. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `JOGGAI_RUNTIME_DIR`, else a folder of ours in the user's cache folder. */
export function cacheFolder({ env } = process) {
	const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return env.JOGGAI_RUNTIME_DIR || join(cache, 'n8n-nodes-joggai-video');
}
