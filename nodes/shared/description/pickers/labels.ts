import type { INodeListSearchItems } from 'n8n-workflow';
import type { PickerItem } from '../../form/knownEntries';

/** An entry as n8n wants it, and everything by which a search finds it. */
export interface Labelled {
	item: INodeListSearchItems;
	words: string;
}

/** So much of an ID is enough to find it again. */
const END_OF_ID = 8;

type Details = (one: PickerItem) => Array<string | undefined>;

/** What stands behind a name: no more than is needed to tell two entries of the same name apart. */
const STEPS: Details[] = [
	({ details = [] }) => details,
	({ details = [], marks = [] }) => [...details, ...marks],
	({ details = [], marks = [], value }) => [...details, ...marks, `ID ${shortened(String(value))}`],
];

/**
 * The entries as n8n wants them, each of them once: JoggAI may return the same avatar in two of its lists. IDs are texts
 * here, whatever JoggAI's are: the editor recognises a chosen entry only by the very same value.
 */
export function labelled(items: PickerItem[]): Labelled[] {
	const once = [...new Map(items.map((one) => [String(one.value ?? ''), one])).values()];
	const chosen = once.filter(({ value }) => String(value ?? '') !== '');
	let labels = chosen.map((one) => withDetails(one, STEPS[0]));
	for (const step of STEPS.slice(1)) {
		const twice = repeated(labels);
		labels = labels.map((label, index) => (twice.has(label) ? withDetails(chosen[index], step) : label));
	}
	return chosen.map(({ value, url, marks = [], keywords = [] }, index) => {
		const item = { name: labels[index], value: String(value), url };
		const words = [item.name, item.value, ...marks, ...keywords].filter(Boolean).join(' ').toLowerCase();
		return { item, words };
	});
}

const repeated = (labels: string[]): Set<string> => {
	const seen = new Set<string>();
	return new Set(labels.filter((label) => seen.size === seen.add(label).size));
};

/** "Name (detail, detail)". */
function withDetails(one: PickerItem, details: Details): string {
	const known = details(one).filter(Boolean).join(', ');
	return known ? `${one.name} (${known})` : one.name;
}

const shortened = (id: string): string => (id.length > END_OF_ID ? `…${id.slice(-END_OF_ID)}` : id);
