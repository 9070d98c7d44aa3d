import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** Says what is wrong with a value as the end of a sentence ("must be …"), or nothing when it is fine. */
export type Check = (value: unknown) => string | undefined;

/** A field of a node together with the check that its values must pass before anything is sent. */
export interface Field extends Omit<INodeProperties, 'options'> {
	check?: Check;
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
