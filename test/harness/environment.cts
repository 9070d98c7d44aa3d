// n8n-core reads its folder when it is loaded and needs the metadata library before anything else of n8n.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';

process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-engine-'));
// Tests look at what is logged by themselves.
process.env.N8N_LOG_LEVEL ??= 'silent';
