/** A name of a field or event as it may stand in a report; anything that could be somebody's data is left out. */
export const safeName = (name: string): string =>
	/^[A-Za-z0-9_][\w-]{0,49}$/.test(name) ? name : '(a name that is not shown)';

const typeOf = (value: unknown): string =>
	value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value === 'string' ? 'text' : typeof value;

/** Names with the types that their values have in these objects, e.g. "scene (text), tags (list or null)". */
export function listedTypes(objects: Array<Record<string, unknown>>, names: string[]): string {
	return names
		.map((name) => {
			const values = objects.filter((object) => name in object).map((object) => object[name]);
			return `${safeName(name)} (${[...new Set(values.map(typeOf))].join(' or ')})`;
		})
		.join(', ');
}
