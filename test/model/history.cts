import fc from 'fast-check';

/** How the one node of the workflow is set, and how its fields are filled. */
export interface Settings {
	/** If It Was Made Before; in test runs, as without the option. */
	reuse: 'testRuns' | 'always' | 'never';
	wait: 'none' | 'wait' | 'pause';
	/** On Error: Continue. */
	goesOn: boolean;
	/** Retry On Fail. */
	triesAgain: boolean;
	/** n8n's Batching, one item after the other. */
	batching: boolean;
	/** The Callback URL has the number of the execution in it. */
	namesExecution: boolean;
	/** Two a minute: not every item is bought before the execution sleeps. */
	perMinute: 2 | 20;
}

/** What can go wrong with the requests of one step, as the sandbox is told. */
export const FAULTS = {
	refused: { on: 'create', kind: 'code', code: 40000 },
	'refused for its key': { on: 'create', kind: 'code', code: 10105 },
	'refused for too many requests': { on: 'create', kind: 'code', code: 429, retryAfter: 5 },
	'answered into the void': { on: 'create', kind: 'resetAfter' },
	'cut off on its way': { on: 'create', kind: 'resetBefore' },
	'met by a system fault': { on: 'create', kind: 'code', code: 50000 },
	'accepted, but cannot be made': { on: 'create', kind: 'failJob', message: 'no voice' },
	'met by a firewall': { on: 'ask', kind: 'html', httpStatus: 403 },
	'answered with a code nobody knows': { on: 'ask', kind: 'code', code: 12345 },
	'refused for a lack of permission': { on: 'ask', kind: 'code', code: 18025 },
} as const;

/** Of the requests of its kind, so many pass and the next one is hit. */
export interface Mishap {
	what: keyof typeof FAULTS;
	after: number;
}

/** A script of the alphabet; the empty one makes an item that cannot be sent. */
export type Script = 'a' | 'b' | '';

/** When somebody presses Stop while the execution is awake. */
export type Stop = 'at the first order' | 'at the first question' | undefined;

/** What the field of the script says when the execution wakes. */
export type Reads = 'the same' | 'something else' | 'nothing';

export type Step =
	| { do: 'run'; as: 'production' | 'test'; scripts: Script[]; mishaps: Mishap[]; stop: Stop }
	| { do: 'retry'; mishaps: Mishap[] }
	| { do: 'wake'; reads: Reads; mishaps: Mishap[]; stop: Stop }
	| { do: (typeof PLAIN)[number] };

/** What happens without a request. */
const PLAIN = [
	'wake once more from the same sleep',
	'stop asleep',
	'restart n8n',
	'rename the node',
	'renew the key',
	'take the key of the other account',
	'spell the Base URL otherwise',
	'an hour passes',
] as const;

/** What somebody set up once, and everything that happened then. */
export class History {
	constructor(
		readonly settings: Settings,
		readonly steps: Step[],
	) {}

	[fc.toStringMethod] = (): string => {
		const { reuse, wait, goesOn, triesAgain, batching, namesExecution, perMinute } = this.settings;
		const set = [
			`reuse ${reuse}`,
			`wait ${wait}`,
			goesOn && 'On Error: Continue',
			triesAgain && 'Retry On Fail',
			batching && 'Batching',
			namesExecution && 'a callback that names the execution',
			perMinute === 2 && 'two orders a minute',
		];
		return [set.filter(Boolean).join(', '), ...this.steps.map((step, n) => `${n + 1}. ${told(step)}`)].join(
			'\n  ',
		);
	};
}

/** A step as one short line. */
export function told(step: Step): string {
	const mishaps =
		'mishaps' in step ? step.mishaps.map(({ what, after }) => `${FAULTS[what].on} ${after + 1} ${what}`) : [];
	const stop = 'stop' in step && step.stop ? [`stopped ${step.stop}`] : [];
	return [what(step), ...mishaps, ...stop].join('; ');
}

function what(step: Step): string {
	if (step.do === 'run')
		return `${step.as} run of ${step.scripts.map((script) => script || 'an empty script').join(', ')}`;
	if (step.do === 'wake')
		return step.reads === 'the same' ? 'wake' : `wake; the script now reads ${step.reads}`;
	return step.do;
}

const mishap = fc.record({
	what: fc.constantFrom(...(Object.keys(FAULTS) as Array<keyof typeof FAULTS>)),
	after: fc.nat(2),
});
/** None, in half of all steps. */
const mishaps: fc.Arbitrary<Mishap[]> = fc.oneof(
	fc.constant<Mishap[]>([]),
	fc.array(mishap, { minLength: 1, maxLength: 2 }),
);
const stop = fc.option(fc.constantFrom('at the first order' as const, 'at the first question' as const), {
	nil: undefined,
	freq: 6,
});
const script: fc.Arbitrary<Script> = fc.oneof(
	{ weight: 6, arbitrary: fc.constant('a' as const) },
	{ weight: 4, arbitrary: fc.constant('b' as const) },
	{ weight: 1, arbitrary: fc.constant('' as const) },
);

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constant('run' as const),
			as: fc.constantFrom('production' as const, 'test' as const),
			scripts: fc.array(script, { minLength: 1, maxLength: 4 }),
			mishaps,
			stop,
		}),
	},
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('retry' as const), mishaps }) },
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant('wake' as const),
			reads: fc.constantFrom('the same' as const, 'something else' as const, 'nothing' as const),
			mishaps,
			stop,
		}),
	},
	{ weight: 6, arbitrary: fc.record({ do: fc.constantFrom(...PLAIN) }) },
);

const seldom = fc.nat(3).map((n) => n === 3);

const settings: fc.Arbitrary<Settings> = fc.record({
	reuse: fc.constantFrom('testRuns' as const, 'always' as const, 'never' as const),
	wait: fc.constantFrom('none' as const, 'wait' as const, 'pause' as const),
	goesOn: fc.boolean(),
	triesAgain: fc.boolean(),
	batching: seldom,
	namesExecution: seldom,
	perMinute: seldom.map((isSlow) => (isSlow ? (2 as const) : (20 as const))),
});

export const histories: fc.Arbitrary<History> = fc
	// Shrinking never takes away the last one, so that is not lived.
	.tuple(settings, fc.array(step, { minLength: 2, maxLength: 10 }))
	.map(([set, steps]) => new History(set, steps.slice(0, -1)));
