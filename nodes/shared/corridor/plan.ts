import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { JobKind } from '../vocabulary/jobs';
import type { Listing } from '../api/pages';
import type { JobOutput } from './jobOutput';

/** Says what is wrong with a value as the end of a sentence ("must be …"), or nothing when it is fine. */
export type Check = (value: unknown) => string | undefined;

/** A field of a node together with the check that its values must pass before anything is sent. */
export interface Field extends Omit<INodeProperties, 'options'> {
	check?: Check;
	/** JoggAI may take more values than the menu has, by expression. */
	isOpen?: boolean;
	options?: Array<Field | INodePropertyOptions | FieldGroup>;
}

/** The fields of one group of a fixed collection. */
export interface FieldGroup extends INodePropertyCollection {
	values: Field[];
}

/** Where a request goes (`{name}` is the value of that field); what it carries comes from the fields' routing. */
export type Endpoint = Required<Pick<IHttpRequestOptions, 'method' | 'url'>>;

/** What an operation does once its fields are collected. */
export type Plan = StartsJob | AsksForJob | Lists | Calls | Uploads;

/** Sends a create request that starts a job, then waits for it if the user wants that. */
export interface StartsJob {
	does: 'startJob';
	request: Endpoint;
	job: JobKind;
	/** Which of several finished results become items; all of them without it. */
	choose?: Chooser;
}

/** Asks for a job whose ID the user gives in the field `idField`. */
export interface AsksForJob {
	does: 'askForJob';
	job: JobKind;
	idField: string;
	choose?: Chooser;
}

/** Walks the pages of a list; each entry becomes an item. */
export interface Lists {
	does: 'list';
	list: (parameter: ReadParameter) => ListRequest;
}

/** Sends one request whose data becomes one item. */
export interface Calls {
	does: 'call';
	request: Endpoint;
	/** The simplified output; the raw data is used where the user turned Simplify off. */
	simplify: (data: IDataObject, parameter: ReadParameter) => IDataObject;
	/** What of the raw data may be shown; all of it without this. */
	raw?: (data: IDataObject, parameter: ReadParameter) => IDataObject;
	/** JoggAI answers this request without data (spec). */
	withoutData?: boolean;
}

/** Announces a file to JoggAI and puts it where JoggAI says; its address becomes one item. */
export interface Uploads {
	does: 'upload';
	request: Endpoint;
	/** Which file the user means. */
	file: (parameter: ReadParameter) => WantedFile;
}

/** A file in a binary field of the input item, or at a public address. */
export type WantedFile = ({ field: string } | { url: string }) & {
	/** Name and type instead of those that the file comes with. */
	fileName?: string;
	mimeType?: string;
};

export type ReadParameter = (name: string, fallback?: unknown) => unknown;
export type Chooser = (results: JobOutput[], parameter: ReadParameter) => JobOutput[];

/** A list, and how its entries look to a user. */
export interface ListRequest extends Listing {
	simplify: (entry: IDataObject) => IDataObject;
	/** What of a raw entry may be shown; all of it without this. */
	raw?: (entry: IDataObject) => IDataObject;
}

/** Stands in for the resource in nodes that have no menu of resources. */
export const ONLY_RESOURCE = 'joggAi';

/** One operation of a node: its words for the menu, its fields and what happens with them. */
export interface Operation extends INodePropertyOptions {
	value: string;
	/** The resource it belongs to, in nodes that have several. */
	resource?: string;
	fields: Field[];
	plan: Plan;
	/**
	 * Completes the request from several fields, or checks it with JoggAI's help (reads only), before anything of the
	 * run is sent. Throws a ProblemError for what the user should mend.
	 */
	prepare?: (preparation: Preparation) => Promise<void> | void;
}

/** What an operation may look at, and complete, before its request is sent. */
export interface Preparation {
	/** n8n's functions for the item, for its files. */
	context: IExecuteSingleFunctions;
	parameter: ReadParameter;
	/** The request as n8n collected it from the fields; its body may be changed. */
	request: IHttpRequestOptions;
	/** Asks JoggAI with GET. Throws a ProblemError when it is refused. */
	get: (url: string) => Promise<unknown>;
}
