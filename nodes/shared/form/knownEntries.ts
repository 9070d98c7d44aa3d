import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import type { QueriedListing } from '../api/listCache';
import type { Entries, Listing } from '../api/pages';
import { ProblemError, problemOf } from '../api/problem';
import type { Field } from '../platform/field';
import { type FilledField, isSourceRight } from './filledFields';
import { shown } from '../vocabulary/shown';
import { blamed } from './validation';

/** An entry as a user sees it; one without an ID cannot be chosen. */
export type PickerItem = Omit<INodeListSearchItems, 'value'> & {
	value: string | number | undefined;
	/** What stands behind the name. */
	details?: Array<string | undefined>;
	/** What stands there as well where another entry would look the same. */
	marks?: Array<string | undefined>;
	/** What a search finds the entry by, beside its name and its ID. */
	keywords?: Array<string | undefined>;
	/** What to think of before it is paid for, as a sentence. */
	warning?: string;
};

/** One list behind a picker: where it is, what is asked of it and how an entry looks. */
export interface PickerList extends QueriedListing {
	/** The entry as an item of the list; none for entries that cannot be chosen. */
	toItem: (entry: IDataObject) => PickerItem | undefined;
}

/** What another field of the form holds. */
export type Chosen = (name: string) => unknown;

/** The lists behind a picker, by what the other fields of the form hold. */
export type ListsOf = (chosen: Chosen) => PickerList[];

/** A field whose value is an entry of one of JoggAI's lists. */
export interface PickerField extends Field {
	lists: ListsOf;
}

/** How the lists are to be asked. */
interface Asking {
	chosen: Chosen;
	/**
	 * All of a list: what narrows it for the eye is no reason to refuse an entry. Throws a ProblemError where it cannot be
	 * had.
	 */
	read: (list: Listing) => Promise<Entries>;
}

/**
 * Looks up in JoggAI's lists what the pickers of a form hold. Returns warnings, also for what nobody can tell because a
 * list cannot be had whole. Throws a ProblemError for an entry that JoggAI does not have.
 */
export async function warningsOf(fields: FilledField[], asking: Asking): Promise<string[]> {
	const pickers = fields.filter(({ field, value }) => 'lists' in field && !isNone(value));
	const warnings = await Promise.all(pickers.map(async (one) => await warningOf(one, fields, asking)));
	return warnings.flatMap((warning) => warning ?? []);
}

/** Nothing was chosen; 0 stands for no music. */
const isNone = (value: unknown): boolean => ['', '0'].includes(String(value ?? '').trim());

/** JoggAI's lists differ from its requests in case. */
const plain = (id: unknown): string => String(id).trim().toLowerCase();

async function warningOf(
	{ field, value }: FilledField,
	fields: FilledField[],
	{ chosen, read }: Asking,
): Promise<string | undefined> {
	const id = plain(value);
	let silence: string | undefined;
	try {
		for (const list of (field as PickerField).lists(chosen)) {
			const { entries, isCut } = await read(list);
			const found = entries
				.flatMap((entry) => list.toItem(entry) ?? [])
				.find((one) => plain(one.value) === id);
			if (found) return found.warning;
			if (isCut) silence = 'its list is too long to be read whole';
		}
	} catch (error) {
		silence = problemOf(error as Error).what;
	}
	if (silence) return `Nobody can tell whether JoggAI has what '${field.displayName}' names: ${silence}.`;
	throw new ProblemError({
		what: `'${field.displayName}' is not in JoggAI's list`,
		next: [`The value here is ${shown(value)}. Choose an entry from the list.`, isSourceRight(field, fields)]
			.filter(Boolean)
			.join(' '),
		field: blamed(field.displayName, value),
	});
}
