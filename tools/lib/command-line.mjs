import { parseArgs } from 'node:util';

/** The options that `npm run <name>` was given. Ends the process after --help, and for options that there are not. */
export function commandLine({ name, help, options = {} }) {
	try {
		const { values } = parseArgs({ options: { ...options, help: { type: 'boolean', default: false } } });
		if (!values.help) return values;
		console.log(help);
		process.exit(0);
	} catch (error) {
		console.error(`${error.message}\nSee "npm run ${name} -- --help".`);
		process.exit(1);
	}
}
