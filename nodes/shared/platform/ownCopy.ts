/**
 * A copy that shares no array and no object with the original; functions and class instances are the same ones. n8n
 * changes what a node hands it (it appends "Custom API Call" to menus, fixes paths of icons) and makes the classes again
 * in the same process, so a description must hold nothing that is used a second time.
 */
export function ownCopy<T>(value: T): T {
	if (Array.isArray(value)) return value.map((one: unknown) => ownCopy(one)) as T;
	if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
		return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, ownCopy(one as unknown)])) as T;
}
