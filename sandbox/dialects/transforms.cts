import { listAt, without, type JsonObject } from '../json.cts';

/** Turns the data of the published schema into another dialect's; `extra` is what that schema leaves out. */
export type Transform = (data: JsonObject, extra: JsonObject) => JsonObject;

export const renamed =
	(names: Record<string, string>): Transform =>
	(data) =>
		Object.fromEntries(Object.entries(data).map(([name, value]) => [names[name] ?? name, value]));

export const rowsOf = (data: JsonObject, name: string): JsonObject[] => listAt(data, name) as JsonObject[];

/** Changes every row of a list, and the name of the list. */
export const eachRow =
	(name: string, transform: Transform, newName = name): Transform =>
	(data, extra) => ({
		...without(data, name),
		[newName]: rowsOf(data, name).map((row, index) => transform(row, rowsOf(extra, 'rows')[index] ?? {})),
	});

export const inTurn =
	(...transforms: Transform[]): Transform =>
	(data, extra) =>
		transforms.reduce((changed, transform) => transform(changed, extra), data);

export const withExtra: Transform = (data, extra) => ({ ...data, ...extra });

export const totalsOf = ({ total, page, page_size }: JsonObject): JsonObject => ({ total, page, page_size });

export const withTotals: Transform = (data, extra) => ({ ...data, ...totalsOf(extra) });
