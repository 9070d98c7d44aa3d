// Comes before any import of the harness or of n8n: the harness cleans up after each test of jest, a benchmark with its
// process; and n8n-core reads its folder when it is loaded.
import '../../harness/ownFolder.cts';
import { rmSync } from 'node:fs';

process.env.N8N_LOG_LEVEL = 'silent';
Object.assign(globalThis, { afterEach: () => undefined });
process.on('exit', () => rmSync(process.env.N8N_USER_FOLDER as string, { recursive: true, force: true }));
