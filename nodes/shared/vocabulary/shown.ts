/** What may be an address, whatever its scheme, with an unfinished one or without. */
const LIKE_AN_ADDRESS = /\/\/|:\/|\w\.\w/;

/** An address without query and login, and with the signs that close it in a sentence. */
const bare = (address: string): string =>
	address
		.replace(/^([^/]*:\/{1,2}|\/\/)(?:[^/@:]*:(?!\d+(?:[/?#]|$))[^]*|[^/?#]*)@/, '$1')
		.replace(/^[^/:]+:[^/]*@/, '')
		.replace(/[?#][^]+?('?[.,;:)]{0,3})$/, '$1');

/** Words in which no address shows its query or login: that is where signatures, tokens and passwords stand. */
export const withoutQueries = (words: string): string =>
	words.replace(/[^\s"<>]+/g, (word) => (LIKE_AN_ADDRESS.test(word) ? bare(word) : word));

/** The same of a value that may be an address itself, with blanks and quotation marks in it. */
const withoutQuery = (value: string): string =>
	LIKE_AN_ADDRESS.test(/^\s*\S*/.exec(value)?.[0] ?? '') ? bare(value) : withoutQueries(value);

const SHOWN_VALUE_LIMIT = 60;

/** A value for people, short and without what a signed address carries. */
export function shown(value: unknown): string {
	const plain = (one: unknown) => (typeof one === 'string' ? withoutQuery(one) : one);
	const text =
		typeof value === 'string' ? `"${withoutQuery(value)}"` : JSON.stringify(value, (_, one) => plain(one));
	const letters = [...text];
	return letters.length > SHOWN_VALUE_LIMIT ? `${letters.slice(0, SHOWN_VALUE_LIMIT).join('')}…` : text;
}
