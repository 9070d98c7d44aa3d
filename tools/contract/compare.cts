/** Whether today's nodes keep what was promised to saved workflows. More than that they may have. */
import type { Contract, Failures, Fields, Promised, Shape } from './contract.cts';

/** What is broken, a sentence each; nothing when every promise holds. */
export function brokenPromises(promised: Contract, today: Contract): string[] {
	return [
		...brokenFailures(promised.failures, today.failures),
		...Object.entries(promised.credentials).flatMap(([name, fields]) =>
			today.credentials[name]
				? brokenFields(`credential ${name}`, fields, today.credentials[name])
				: `credential ${name} is gone`,
		),
		...Object.entries(promised.nodes).flatMap(([type, versions]) =>
			Object.entries(versions).flatMap(([version, operations]) =>
				brokenVersion(`${type} version ${version}`, operations, today.nodes[type]?.[version]),
			),
		),
	];
}

const brokenFailures = (promised: Failures, today: Failures): string[] =>
	(['keys', 'details', 'outcomes'] as const).flatMap((list) =>
		promised[list]
			.filter((name) => !today[list].includes(name))
			.map((name) => `a failed item: ${name} among its ${list} is gone`),
	);

function brokenVersion(
	where: string,
	promised: Record<string, Promised>,
	today: Record<string, Promised> | undefined,
): string[] {
	if (!today) return [`${where} is gone`];
	return Object.entries(promised).flatMap(([name, { fields, outputs }]) => {
		const place = name ? `${where}, ${name}` : where;
		if (!today[name]) return [`${place}: the operation is gone`];
		const lost = outputs.filter((field) => !today[name].outputs.includes(field));
		return [
			...brokenFields(place, fields, today[name].fields),
			...lost.map((field) => `${place}: the output field ${field} is gone`),
		];
	});
}

const brokenFields = (where: string, promised: Fields, today: Fields): string[] =>
	Object.entries(promised).flatMap(([path, shapes]) => {
		if (!today[path]) return [`${where}: the field ${path} is gone`];
		return shapes
			.filter((shape) => !today[path].some((one) => keeps(one, shape)))
			.map((shape) => `${where}: the field ${path} is no longer ${JSON.stringify(shape)}`);
	});

/** n8n stores only what differs from the default, so another default is another meaning of every saved workflow. */
const keeps = (today: Shape, promised: Shape): boolean =>
	today.type === promised.type &&
	JSON.stringify(today.default) === JSON.stringify(promised.default) &&
	(promised.values ?? []).every((value) => (today.values ?? []).includes(value));
