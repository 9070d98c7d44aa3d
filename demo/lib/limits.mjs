/** How many seconds each step may take, and what to do when that was not enough or the step failed. */
export const LIMITS = {
	install: { limit: 900, advice: 'Check the connection to the npm registry, and start again.' },
	runtime: {
		limit: 2400,
		advice: 'Check the connection to the npm registry, and start again: it goes on with what is cached.',
	},
	pack: { limit: 300, advice: 'Run "npm run build" to see what takes so long.' },
	sandbox: { limit: 60, advice: 'Run "npm run sandbox" to see what takes so long.' },
	n8n: {
		limit: 240,
		advice: 'The machine may be too busy or short of memory (n8n needs about 1 GB); try again.',
	},
	load: {
		limit: 60,
		advice: 'Start again; if it stays, the example workflows and this n8n do not fit together.',
	},
	publish: { limit: 60, advice: 'Start again; if it stays, the Trigger cannot register its endpoint.' },
	run: {
		limit: 240,
		advice: 'Correct what the lines above name, and start again.',
	},
	runForReal: {
		limit: 1800,
		advice: 'A video that was started is paid for: look for it at app.jogg.ai before starting again.',
	},
	fallAsleep: {
		limit: 60,
		advice: 'Read the lines above and the log, and start again.',
	},
	wake: {
		limit: 300,
		advice: 'The machine may be too busy; read the lines above and the log, and start again.',
	},
	save: { limit: 120, advice: 'Start again; the file could not be read from n8n in time.' },
	event: {
		limit: 60,
		advice: 'Read the lines above and the log, and start again.',
	},
};
