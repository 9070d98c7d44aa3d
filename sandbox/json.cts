/** Untyped JSON as it arrives and leaves; schemas have checked it before anyone reads a field. */
export type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/** The value at a dotted path, undefined when any step is missing. */
export const valueAt = (from: unknown, path: string): unknown =>
	path.split('.').reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), from);

export const textAt = (from: unknown, path: string): string | undefined => {
	const value = valueAt(from, path);
	return typeof value === 'string' ? value : undefined;
};

export const numberAt = (from: unknown, path: string): number | undefined => {
	const value = valueAt(from, path);
	return typeof value === 'number' ? value : undefined;
};

export const listAt = (from: unknown, path: string): unknown[] => {
	const value = valueAt(from, path);
	return Array.isArray(value) ? value : [];
};

/** A copy that lacks some fields. */
export const without = (from: object, ...names: string[]): JsonObject =>
	Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)));

/** Every text inside a JSON value, however deep. */
export function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** A copy in which `change` may replace any field, however deep; it answers undefined to look inside instead. */
export function changeDeep(value: unknown, change: (name: string, value: unknown) => unknown): unknown {
	if (Array.isArray(value)) return value.map((item) => changeDeep(item, change));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => {
			const changed = change(name, inner);
			return [name, changed === undefined ? changeDeep(inner, change) : changed];
		}),
	);
}
