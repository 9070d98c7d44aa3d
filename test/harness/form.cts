import 'reflect-metadata';
import * as core from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ILoadOptionsFunctions,
	INode,
	INodeListSearchResult,
	INodeParameterResourceLocator,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
	ResourceMapperFields,
} from 'n8n-workflow';
import { build } from './engine.cts';

interface Form {
	type: INodeType;
	method: string;
	credentials: ICredentialDataDecryptedObject;
	/** What the form holds at the moment. */
	parameters?: INodeParameters;
}

function contextOf({ type, credentials, parameters = {} }: Form): ILoadOptionsFunctions {
	const { workflow, additionalData } = build({ type, credentials, parameters });
	const node = workflow.getNode('Node') as INode;
	const context = new core.LoadOptionsContext(
		workflow,
		node,
		{ ...additionalData, currentNodeParameters: parameters },
		'parameters.any',
	);
	return context as unknown as ILoadOptionsFunctions;
}

/** The value of a picker in which an ID was entered. */
export const byId = (value: unknown): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'id',
	value: value as string,
});

/** The value of a picker in which an entry was chosen. */
export const fromList = (value: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'list',
	value,
});

/** Calls the search behind a picker as the editor does. */
export async function search(
	form: Form,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const find = form.type.methods?.listSearch?.[form.method];
	if (!find) throw new Error(`no listSearch method ${form.method}`);
	return await find.call(contextOf(form), filter, paginationToken);
}

/** Fills a dynamic menu as the editor does. */
export async function menu(form: Form): Promise<INodePropertyOptions[]> {
	const load = form.type.methods?.loadOptions?.[form.method];
	if (!load) throw new Error(`no loadOptions method ${form.method}`);
	return await load.call(contextOf(form));
}

/** Asks for the fields of a resource mapper as the editor does. */
export async function mapperFields(form: Form): Promise<ResourceMapperFields> {
	const load = form.type.methods?.resourceMapping?.[form.method];
	if (!load) throw new Error(`no resourceMapping method ${form.method}`);
	return await load.call(contextOf(form));
}
