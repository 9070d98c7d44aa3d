/** JoggAI's public OpenAPI document: where it is, and getting it. */
import { parse } from 'yaml';
import { Failure } from '../lib/failure.mjs';

/** The index of JoggAI's documentation, which names the documents that its pages are made from. */
export const INDEX = 'https://docs.jogg.ai/llms.txt';

const ADVICE =
	'Look it up in the documentation of JoggAI and give its address: npm run check:document -- --address https://…';

/** Text of the document at `address`, or of the one that the index at `index` names. Throws a Failure. */
export async function findDocument({ address, index = INDEX }) {
	if (address) return asDocument(await textAt(address), address);
	const links = documentLinks(await textAt(index), index);
	for (const link of links) {
		try {
			return asDocument(await textAt(link), link);
		} catch (error) {
			console.error(error.message);
		}
	}
	throw new Failure(`${index} names no OpenAPI document of JoggAI's API v2`, { advice: ADVICE });
}

/** Addresses in a Markdown page that look like an OpenAPI document. */
const documentLinks = (page, base) => [
	...new Set(
		[...page.matchAll(/\]\(([^)\s]+\.(?:ya?ml|json))\)/g)].map(([, link]) => new URL(link, base).href),
	),
];

async function textAt(address) {
	try {
		const reply = await fetch(address);
		if (!reply.ok) throw new Error(`it answers ${reply.status}`);
		return await reply.text();
	} catch (error) {
		const reason = error.cause?.code ?? error.message;
		throw new Failure(`${address} cannot be read: ${reason}`, { advice: ADVICE });
	}
}

/** JSON is YAML, too. */
function asDocument(text, address) {
	let document;
	try {
		document = parse(text);
	} catch {
		document = undefined;
	}
	const paths = Object.keys(document?.paths ?? {});
	if (!paths.some((path) => path.startsWith('/v2/')))
		throw new Failure(`${address} is no OpenAPI document of JoggAI's API v2`, { advice: ADVICE });
	return { text, address };
}
