import type { INode, INodeParameters, INodeTypeDescription, INodeTypes } from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

/** What an expression of a node's description comes to in n8n, with these fields filled in and the others as they are. */
export function expressionOf(
	{ description }: { description: Pick<INodeTypeDescription, 'properties'> },
	words: string | undefined,
	parameters: INodeParameters,
): unknown {
	const filled = NodeHelpers.getNodeParameters(description.properties, parameters, true, false, null, null);
	const node = {
		id: 'n',
		name: 'n',
		type: 'n',
		typeVersion: 1,
		position: [0, 0],
		parameters: filled,
	} as INode;
	const nodeTypes = { getByNameAndVersion: () => undefined } as unknown as INodeTypes;
	const { expression } = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return expression.getSimpleParameterValue(node, words, 'internal', {});
}
