import type {
	IDataObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';

/** What is wrong with a value as the end of a sentence ("must be …"), where it is not plain with what helps. */
export type Complaint = string | { what: string; next: string };

/** What a check may know beside the value. */
export interface Surroundings {
	/** JoggAI itself is on this machine or in its network, as a sandbox is. */
	isLocal: boolean;
}

/** Says what is wrong with a value, or nothing when it is fine. */
export type Check = (value: unknown, where: Surroundings) => Complaint | undefined;

export type MediaKind = 'image' | 'video' | 'audio';

/** What a request wants a file for. */
export interface FileUse {
	/** Where in the body its address goes, with dots; `#` is the number of the entry in a repeated group. */
	path: string;
	kind?: MediaKind | ((entry: IDataObject) => MediaKind);
	/** In seconds, where JoggAI takes shorter films or recordings than it stores. */
	longest?: number;
	/** The label of the field that says where the file comes from. */
	source: string;
}

/** A field of a node together with the check that its values must pass before anything is sent. */
export interface Field extends Omit<INodeProperties, 'options'> {
	check?: Check;
	/** What helps beside another value, as a sentence. */
	otherWay?: string;
	/** It names a binary field of the item, whose file the request wants. */
	file?: FileUse;
	/** JoggAI may take more values than the menu has, by expression. */
	isOpen?: boolean;
	/** It must hold something once the user has added it; n8n would ask for a required one also where it is not added. */
	isNeededWhenAdded?: boolean;
	options?: Array<Field | INodePropertyOptions | FieldGroup>;
}

/** The fields of one group of a fixed collection. */
export interface FieldGroup extends INodePropertyCollection {
	values: Field[];
}
