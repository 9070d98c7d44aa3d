import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './nodeTypes.cts';

/** What a function of `tools/` returns. They are ES modules, which jest cannot load, so each call is a process. */
export function callTool<Result>(module: string, name: string, ...args: unknown[]): Result {
	const file = pathToFileURL(join(ROOT, 'tools', module)).href;
	const program = `import { ${name} } from ${JSON.stringify(file)};
		console.log(JSON.stringify(${name}(...${JSON.stringify(args)})));`;
	const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	return JSON.parse(printed) as Result;
}
