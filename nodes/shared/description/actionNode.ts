import { type INodePropertyOptions, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { throughPipeline } from '../pipeline/pipeline';
import type { Operation } from '../pipeline/operation';
import { nodeFields } from './nodeFields';
import { builderHintFor, hintsFor } from './words';

/** What all action nodes have in common, and what follows from their operations. Spread it into the description. */
export const actionNode = (operations: Operation[], resources?: INodePropertyOptions[]) =>
	({
		group: ['transform'],
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'joggAiApi', required: true, testedBy: 'testJoggAiApi' }],
		builderHint: builderHintFor(operations),
		hints: hintsFor(operations),
		...throughPipeline(operations),
		properties: nodeFields(operations, resources),
	}) satisfies Partial<INodeTypeDescription>;
