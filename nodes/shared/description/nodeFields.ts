import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field } from '../platform/field';
import { ONLY_RESOURCE, type Operation } from '../pipeline/operation';
import { ownCopy } from '../platform/ownCopy';
import { byName } from '../vocabulary/choices';
import { toolDescriptions } from './words';

/** Switches n8n's request loop over to the pipeline; has to come first, whatever the operation. */
const pipelineSwitch: INodeProperties = {
	displayName: 'Pipeline',
	name: 'pipeline',
	type: 'hidden',
	default: '',
	routing: { send: { paginate: true } },
};

/**
 * n8n tells an AI Agent what an operation does only where a resource is set, and then offers an operation in the
 * editor's search only below one of the resource's choices: nodes with one thing to do have a hidden resource with one.
 */
const onlyResource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'hidden',
	noDataExpression: true,
	options: [{ name: 'JoggAI', value: ONLY_RESOURCE }],
	default: ONLY_RESOURCE,
};

/**
 * All fields of a node, its own at every level: the menus of resources and operations, then each operation's fields,
 * shown only for it.
 */
export function nodeFields(
	operations: Operation[],
	resources: INodePropertyOptions[] = [],
): INodeProperties[] {
	return ownCopy([
		pipelineSwitch,
		...resourceMenu(resources),
		...operationMenus(operations, resources),
		...toolDescriptions(operations),
		...operations.flatMap((operation) => operation.fields.map(shownFor(operation))),
	]);
}

/** What the canvas shows below a node: its operation in the words of the menu, e.g. "Create From URL" or "Preview: Render". */
export function subtitleFor(operations: Operation[], resources: INodePropertyOptions[] = []): string {
	const words = operations.map(({ name, value, resource }) => {
		const object = resources.find((one) => one.value === resource)?.name;
		return [`${resource ?? ONLY_RESOURCE} ${value}`, object ? `${object}: ${name}` : name];
	});
	const chosen = '$parameter["resource"] + " " + $parameter["operation"]';
	return `={{ (${JSON.stringify(Object.fromEntries(words))})[${chosen}] ?? "" }}`;
}

function resourceMenu(resources: INodePropertyOptions[]): INodeProperties[] {
	if (resources.length === 0) return [onlyResource];
	return [{ ...menu('Resource', 'resource'), options: resources, default: resources[0].value }];
}

function operationMenus(operations: Operation[], resources: INodePropertyOptions[]): INodeProperties[] {
	if (resources.length === 0)
		return [{ ...operationMenu(operations), displayOptions: { show: { resource: [ONLY_RESOURCE] } } }];
	return resources.map(({ value }) => ({
		...operationMenu(operations.filter(({ resource }) => resource === value)),
		displayOptions: { show: { resource: [value] } },
	}));
}

function operationMenu(operations: Operation[]): INodeProperties {
	const options = operations.map(({ name, value, action, description }) => ({
		name,
		value,
		action,
		description,
	}));
	return { ...menu('Operation', 'operation'), options: options.sort(byName), default: operations[0].value };
}

const menu = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	noDataExpression: true,
	default: '',
});

/** Merges the operation into the field's own conditions, so that a field may have some. */
const shownFor =
	({ resource, value }: Operation) =>
	(field: Field): INodeProperties => {
		const show: IDataObject = {
			...field.displayOptions?.show,
			operation: [value],
			...(resource ? { resource: [resource] } : {}),
		};
		return {
			...field,
			displayOptions: {
				...field.displayOptions,
				show: show as NonNullable<typeof field.displayOptions>['show'],
			},
		};
	};
