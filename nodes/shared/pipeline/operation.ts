import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { Field } from '../platform/field';
import type { Account } from '../api/account';
import type { InputFile } from './inputFiles';
import type { ItemContext } from './item';
import type { ReadParameter } from '../platform/parameters';
import type { FormPrice } from '../vocabulary/jobs/formPrices';

/** Carries out an operation for one item and returns its output. Throws ProblemError, NotYet or BatchEnded. */
export interface Execute {
	(item: ItemContext): Promise<INodeExecutionData[]>;
	/** What it starts is paid for: what that is going to cost, before anything is asked. */
	foretell?: (item: ItemContext) => Foretold;
}

export interface Foretold {
	/** By JoggAI's price list, about. */
	credits: number;
	/** It was made before, and will be used again. */
	isMade: boolean;
}

/** Stands in for the resource in nodes that have no menu of resources. */
export const ONLY_RESOURCE = 'joggAi';

/** One operation of a node: its words for the menu, its fields and what happens with them. */
export interface Operation extends INodePropertyOptions {
	value: string;
	/** The resource it belongs to, in nodes that have several. */
	resource?: string;
	fields: Field[];
	/** The output fields for which it is used. */
	returns: string;
	/** What an operation that spends credits takes, in words; no price where JoggAI does not publish one. */
	takes?: { price?: string; time: string; byForm?: FormPrice[] };
	/** Made by one of `startsJob`, `getsJob`, `lists`, `calls` and `uploads`. */
	execute: Execute;
	/**
	 * Completes the request from several fields, or checks it with JoggAI's help (reads only), before anything of the
	 * batch is sent. Throws a ProblemError for what the user should mend.
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
	account: Account;
	/** Files of the item whose addresses the request wants; more may be added. */
	files: InputFile[];
	/** Asks JoggAI with GET, once for all items that ask alike. Throws a ProblemError when it is refused. */
	get: (url: string) => Promise<unknown>;
}
