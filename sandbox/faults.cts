import { integer, object, text, type Schema } from './schema.cts';

interface FaultTarget {
	/** `METHOD /path`; `*` stands for anything, `{id}` for one step of the path. The query does not count. */
	match: string;
	/** How many matching requests it hits; 1 if left out. */
	times?: number | 'always';
	/** How many matching requests pass untouched first. */
	skip?: number;
}

/** What goes wrong. Some kinds reply instead of JoggAI, the others corrupt the reply to a processed request. */
type FaultEffect =
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

export type Fault = FaultTarget & FaultEffect;
export type FaultOf<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>;

const escaped = (literal: string): string => literal.replace(/[.+?^$()|[\]\\]/g, '\\$&');

const patternOf = (match: string): RegExp =>
	new RegExp(
		`^${escaped(match)
			.replace(/\*/g, '.*')
			.replace(/\{[^}]*\}/g, '[^/]+')}$`,
	);

const isSpent = (fault: Fault): boolean => fault.times !== 'always' && (fault.times ?? 1) <= 0;

/** The fault that hits this request, if any; counts it down. */
export function takeFault(faults: Fault[], method: string, path: string): Fault | undefined {
	for (const fault of faults) {
		if (isSpent(fault) || !patternOf(fault.match).test(`${method} ${path}`)) continue;
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
const FIELDS: Record<
	FaultEffect['kind'],
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
	anyOf: Object.entries(FIELDS).map(([kind, { required, optional }]) =>
		object(
			{ match: text, kind: { const: kind }, ...required },
			{ times: { anyOf: [integer(0), { const: 'always' }] }, skip: integer(0), ...optional },
		),
	),
};
