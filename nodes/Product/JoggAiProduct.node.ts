import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { createFromDetails } from './operations/createFromDetails';
import { createFromUrl } from './operations/createFromUrl';
import { update } from './operations/update';

const operations = [createFromUrl, createFromDetails, update];

export class JoggAiProduct implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Product',
		name: 'joggAiProduct',
		icon: { light: 'file:../shared/icons/product.svg', dark: 'file:../shared/icons/product.dark.svg' },
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Give JoggAI a product to write scripts and make videos about',
		defaults: { name: 'JoggAI Product' },
		usableAsTool: true,
		...actionNode(operations),
	};

	methods = { credentialTest: { testJoggAiApi } };
}
