// Runs a benchmark written in TypeScript: `--import`, which ties a child to its parent, lets no .cts file be the first one.
import 'tsx/cjs';
import { createRequire } from 'node:module';

createRequire(import.meta.url)(process.argv[2]);
