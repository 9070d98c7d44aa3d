import type { INodeProperties, INodePropertyCollection, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

type Versioned = Pick<INodeTypeDescription, 'version' | 'properties'>;

/** Every version of a node that workflows may have saved. */
export const versionsOf = ({ version }: Versioned): number[] => [version].flat();

/** The fields that a version of a node has, whatever is chosen in other fields; those inside collections, too. */
export function fieldsOfVersion(properties: INodeProperties[], version: number): INodeProperties[] {
	return properties.filter((field) => has(version, field)).map((field) => withInner(field, version));
}

function has(version: number, { displayOptions }: INodeProperties): boolean {
	const onlyVersion = (conditions: Record<string, unknown> = {}) =>
		conditions['@version'] ? { '@version': conditions['@version'] } : undefined;
	const field = {
		displayOptions: { show: onlyVersion(displayOptions?.show), hide: onlyVersion(displayOptions?.hide) },
	} as INodeProperties;
	return NodeHelpers.displayParameter({}, field, { typeVersion: version }, null);
}

function withInner(field: INodeProperties, version: number): INodeProperties {
	const { type, options = [] } = field;
	if (type === 'collection')
		return { ...field, options: fieldsOfVersion(options as INodeProperties[], version) };
	if (type !== 'fixedCollection') return field;
	const groups = options as INodePropertyCollection[];
	return {
		...field,
		options: groups.map((group) => ({ ...group, values: fieldsOfVersion(group.values, version) })),
	};
}
