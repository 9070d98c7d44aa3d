/** Every benchmark by its name, quick ones first. */
export const BENCHMARKS = {
	package: { file: 'package.mjs', about: 'size of the package, time to load all nodes' },
	creations: { file: 'creations.cts', about: 'sixty videos within JoggAI’s limit, and within half of it' },
	files: { file: 'ownFiles.cts', about: 'sixty videos of sixty files, each of which has to be stored first' },
	waiting: { file: 'waiting.cts', about: 'questions while waiting, and how soon the end is noticed' },
	ending: { file: 'endOfBatch.cts', about: 'ending a batch of thousands' },
	scaling: { file: 'scaling.cts', about: 'hundreds and thousands of items through one node' },
	memory: { file: 'memory.cts', about: 'a gibibyte up and one down' },
	reads: { file: 'reads.mjs', about: 'reads beside n8n’s HTTP Request node, in a real n8n' },
	trigger: { file: 'trigger.mjs', about: 'events beside n8n’s Webhook node, in a real n8n' },
	pausing: {
		file: 'pausing.mjs',
		about: 'executions that sleep, and how soon they notice the end, in a real n8n',
	},
};
