import type { Field } from '../../shared/platform/field';
import type { ReadParameter } from '../../shared/platform/parameters';
import type { JobOutput } from '../../shared/vocabulary/jobs/output';

/** JoggAI writes several variations per request, whatever style was asked for. */
export const scriptsToReturn: Field = {
	displayName: 'Scripts to Return',
	name: 'scriptsToReturn',
	type: 'options',
	options: [
		{
			name: 'All Variations',
			value: 'all',
			description:
				'One item for each script that JoggAI wrote; a video node behind it makes one video of each',
		},
		{
			name: 'Best Match',
			value: 'best',
			description: 'One item: the first script in the requested style, or simply the first one',
		},
	],
	default: 'best',
	displayOptions: { hide: { '/options.simplify': [false] } },
};

/** Picks the finished scripts that the user wants; without a script in the requested style the first one, with a note. */
export function chooseScripts(results: JobOutput[], parameter: ReadParameter): JobOutput[] {
	if (parameter('scriptsToReturn', 'all') === 'all' || results[0].status !== 'completed') return results;
	const wanted = String(parameter('scriptStyle', '')).toLowerCase();
	const match = results.find(({ style }) => String(style).toLowerCase() === wanted);
	if (match || wanted === '') return [match ?? results[0]];
	return [
		{
			warning: `JoggAI returned no script in the style "${String(parameter('scriptStyle'))}"; this is its first one.`,
			...results[0],
		},
	];
}
