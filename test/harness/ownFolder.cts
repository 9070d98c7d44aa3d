// For scripts outside jest: n8n-core reads its folder when it is loaded, so this comes before any import of n8n.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';

process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-script-'));
