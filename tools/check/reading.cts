import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../nodes/shared/pipeline/operation';
import { runRead } from './run.cts';
import { senderOver } from './wire.cts';

/** What an operation reads of JoggAI's data; told by the operation itself, so that there is no second description. */
export interface Reading {
	/** Names below which an operation looks for its list, the usual one first. */
	listKeys: string[];
	/** Every name it looks at in an entry; a dot leads into an object or a list of objects. */
	names: Set<string>;
	/** Names from which each output field can come. */
	sources: Map<string, string[]>;
}

/** Values of every kind, because readers take each name only in the type that it should have. */
const PLANTED = [
	7,
	1_700_000_000,
	0,
	2,
	'word',
	'https://example.com/file.mp4',
	'failed',
	'portrait',
	true,
	['word'],
];

/** Makes the data of a fabricated reply. */
type Serve = (seen: Tracer) => unknown;

/** Builds objects that remember which of their properties were looked at, in order. */
class Tracer {
	readonly names = new Set<string>();

	/** An object that has only what is given; `path` stands before the names that it remembers. */
	object(content: object, path = ''): object {
		return new Proxy(content, {
			get: (target, key) => {
				if (typeof key === 'string' && isName(key)) this.names.add(path + key);
				return Reflect.get(target, key) as unknown;
			},
		});
	}
}

/** What JavaScript itself asks objects for is no name of JoggAI's, nor is the filler. */
const isName = (key: string): boolean =>
	!['', 'toJSON', 'then', 'constructor'].includes(key) && !(key in Object.prototype);

const known = new Map<Operation, Map<string, Promise<Reading>>>();

/** What an operation reads with these values in its fields; the replies with which that is found out are fabricated. */
export async function readingOf(
	operation: Operation,
	parameters: IDataObject,
	isList: boolean,
): Promise<Reading> {
	const readings = known.get(operation) ?? new Map<string, Promise<Reading>>();
	const values = JSON.stringify(parameters);
	const reading = readings.get(values) ?? findReading(operation, parameters, isList);
	known.set(operation, readings.set(values, reading));
	return await reading;
}

async function findReading(operation: Operation, parameters: IDataObject, isList: boolean): Promise<Reading> {
	const ask = async (serve: Serve): Promise<{ names: Set<string>; output: IDataObject }> => {
		const seen = new Tracer();
		const body = { code: 0, msg: 'Success', data: serve(seen) };
		const { data } = await runRead({ account: NOBODY, sender: serving(body) }, operation, parameters);
		return { names: seen.names, output: data?.[0] ?? {} };
	};
	const entry = (object: object) => (isList ? [object] : object);
	const without = isList ? await ask((seen) => seen.object({})) : undefined;
	const nothing = await ask((seen) => entry(seen.object(FILLER)));

	const reading: Reading = {
		listKeys: [...(without?.names ?? [])],
		names: new Set(nothing.names),
		sources: new Map(),
	};
	for (const name of reading.names) {
		for (const plant of plantsAt(name)) {
			const { names, output } = await ask((seen) => entry(seen.object({ ...FILLER, ...plant(seen) })));
			// Names found on the way join the set while it is walked.
			for (const found of names) reading.names.add(found);
			for (const field of changed(nothing.output, output)) note(reading.sources, field, name);
		}
	}
	return reading;
}

/** A reply without anything in it would not be read at all. */
const FILLER = { '': 0 };

/** Fabricated replies are for nobody's account, and no key can stand in them. */
const NOBODY = {
	baseUrl: 'https://api.jogg.ai',
	requestsPerMinute: 1,
	isLocal: false,
	fingerprint: '',
	redact: <T,>(value: T): T => value,
};

const serving = (body: object) => senderOver(async () => ({ statusCode: 200, headers: {}, body }));

/** JoggAI puts nothing deeper than the scripts of a script job: `data.generated_scripts.script_style`. */
const DEEPEST = 3;

/** Ways to fill one name, or to look what is below it. */
function plantsAt(name: string): Array<(seen: Tracer) => object> {
	const path = name.split('.');
	const below = (seen: Tracer) => seen.object({ ...FILLER }, `${name}.`);
	const values: Array<(seen: Tracer) => unknown> = PLANTED.map((value) => () => value);
	if (path.length < DEEPEST) values.push(below, (seen) => [below(seen)]);
	return values.flatMap((value) => nestings(path, value));
}

/** A value below a path, each step of which may be an object or a list of objects. */
function nestings(
	[name, ...rest]: string[],
	value: (seen: Tracer) => unknown,
): Array<(seen: Tracer) => object> {
	if (rest.length === 0) return [(seen) => ({ [name]: value(seen) })];
	return nestings(rest, value).flatMap((inner) => [
		(seen: Tracer) => ({ [name]: inner(seen) }),
		(seen: Tracer) => ({ [name]: [inner(seen)] }),
	]);
}

const changed = (before: IDataObject, after: IDataObject): string[] =>
	Object.keys(after).filter((field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]));

function note(sources: Map<string, string[]>, field: string, name: string): void {
	const names = sources.get(field) ?? [];
	if (!names.includes(name)) sources.set(field, [...names, name]);
}
