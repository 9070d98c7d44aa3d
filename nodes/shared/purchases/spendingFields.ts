import { asObject } from '../vocabulary/values';
import type { Field } from '../platform/field';
import type { ReadParameter } from '../platform/parameters';

/** When a job that was made of the same request before is to be used again. */
export type Reuse = 'always' | 'never' | 'testRuns';

interface SpendingOptions {
	ifMadeBefore?: Reuse;
	madeWithinDays?: number;
	mostCredits?: number;
	checkOnly?: boolean;
}

const DEFAULT_DAYS = 30;
const USUAL_REUSE: Reuse = 'testRuns';

const REUSE_WORDS: Record<Reuse, string> = {
	always: 'Use It Always',
	never: 'Make It Again',
	testRuns: 'Use It in Test Runs',
};

/** Whether what the same node has made of the same request is used again. */
const ifMadeBefore: Field = {
	displayName: 'If It Was Made Before',
	name: 'ifMadeBefore',
	type: 'options',
	options: [
		{
			name: REUSE_WORDS.never,
			value: 'never',
			description: 'Make a new one each time, and pay for it where it costs credits',
		},
		{
			name: REUSE_WORDS.always,
			value: 'always',
			description:
				'Take up what this node has made of the same request, in production too; two executions at the same time may still make one each',
		},
		{
			name: REUSE_WORDS.testRuns,
			value: 'testRuns',
			description:
				'Take it up while you build the workflow, until n8n is restarted; in production make a new one',
		},
	],
	default: USUAL_REUSE,
	description: `What to do when this node has made the very same thing before. A job that failed is always made again. Without this option: ${REUSE_WORDS[USUAL_REUSE]}.`,
};

const madeWithinDays: Field = {
	displayName: 'Made Within (Days)',
	name: 'madeWithinDays',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: DEFAULT_DAYS,
	description: 'How old a thing may be that "Use It Always" takes up',
};

const mostCredits: Field = {
	displayName: 'Most Credits per Run',
	name: 'mostCredits',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 20,
	description:
		"How many credits one execution of the workflow may spend with this node, by JoggAI's price list. An item that would take it further is not sent.",
};

const checkOnly: Field = {
	displayName: 'Check Only',
	name: 'checkOnly',
	type: 'boolean',
	default: false,
	description:
		'Whether to check every item and tell what it would cost, instead of starting anything: nothing is stored, sent or charged',
};

/** The options that keep an operation from spending more than its user wants. */
export const spendingFields: Field[] = [ifMadeBefore, mostCredits, madeWithinDays, checkOnly];

/** Those of an operation that makes something free. */
export const reuseFields: Field[] = [ifMadeBefore, madeWithinDays];

/** Only what the user has added counts: the defaults of limits are suggestions. */
const chosen = (parameter: ReadParameter): SpendingOptions => asObject(parameter('options', {}));

/** Whether the user only wants to know what it would cost. */
export const isCheckOnly = (parameter: ReadParameter): boolean => chosen(parameter).checkOnly === true;

/** What the user wants done with what was made before. */
export const wantedReuse = (parameter: ReadParameter): Reuse => chosen(parameter).ifMadeBefore ?? USUAL_REUSE;

/** How old, in days, a job may be that is used again in production. */
export const longestReuseDays = (parameter: ReadParameter): number =>
	Number(chosen(parameter).madeWithinDays ?? DEFAULT_DAYS);

/** The limit in credits that the user has set; infinite without one. */
export const mostCreditsOf = (parameter: ReadParameter): number =>
	Number(chosen(parameter).mostCredits ?? Infinity);
