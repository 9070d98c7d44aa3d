import { fields, integer, text, type Schema } from './schema.cts';

interface Aim {
	/** `METHOD /path`; `*` stands for anything, `{id}` for one step of the path. The query does not count. */
	match: string;
	/** How many matching requests it hits; 1 if left out. */
	times?: number | 'always';
	/** How many matching requests pass untouched first. */
	skip?: number;
}

/** What goes wrong. The first group answers instead of JoggAI, the second spoils a processed request. */
type Trouble =
	| { kind: 'code'; code: number; msg?: string; httpStatus?: number; retryAfter?: number }
	| { kind: 'html'; httpStatus?: number }
	| { kind: 'empty'; httpStatus?: number }
	| { kind: 'resetBefore' }
	| { kind: 'hang' }
	| { kind: 'delay'; seconds: number }
	| { kind: 'truncated' }
	| { kind: 'noData' }
	| { kind: 'status'; status: string }
	| { kind: 'noUrl' }
	| { kind: 'failJob'; message: string; items?: number }
	| { kind: 'resetAfter' };

export type Fault = Aim & Trouble;

const escaped = (literal: string): string => literal.replace(/[.+?^$()|[\]\\]/g, '\\$&');

const patternOf = (match: string): RegExp =>
	new RegExp(
		`^${escaped(match)
			.replace(/\*/g, '.*')
			.replace(/\{[^}]*\}/g, '[^/]+')}$`,
	);

const spent = (fault: Fault): boolean => fault.times !== 'always' && (fault.times ?? 1) <= 0;

/** The fault that hits this request, if any; counts it down. */
export function takeFault(faults: Fault[], method: string, path: string): Fault | undefined {
	for (const fault of faults) {
		if (spent(fault) || !patternOf(fault.match).test(`${method} ${path}`)) continue;
		if (fault.skip) {
			fault.skip--;
			continue;
		}
		if (fault.times !== 'always') fault.times = (fault.times ?? 1) - 1;
		return fault;
	}
	return undefined;
}

const status = integer(200, 599);
const rows: Record<
	Trouble['kind'],
	{ required?: Record<string, Schema>; optional?: Record<string, Schema> }
> = {
	code: {
		required: { code: integer() },
		optional: { msg: text, httpStatus: status, retryAfter: integer(0) },
	},
	html: { optional: { httpStatus: status } },
	empty: { optional: { httpStatus: status } },
	resetBefore: {},
	hang: {},
	delay: { required: { seconds: { type: 'number', minimum: 0 } } },
	truncated: {},
	noData: {},
	status: { required: { status: text } },
	noUrl: {},
	failJob: { required: { message: { type: 'string' } }, optional: { items: integer(1) } },
	resetAfter: {},
};

/** For faults that arrive over HTTP. */
export const faultSchema: Schema = {
	anyOf: Object.entries(rows).map(([kind, row]) =>
		fields(
			{ match: text, kind: { const: kind }, ...row.required },
			{ times: { anyOf: [integer(0), { const: 'always' }] }, skip: integer(0), ...row.optional },
		),
	),
};
