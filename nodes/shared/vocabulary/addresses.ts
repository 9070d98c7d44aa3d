import type { Check, Complaint } from '../platform/field';

/** Web address, whoever fetches what is there. */
export function webAddress(value: unknown): string | undefined {
	const address = typeof value === 'string' ? value.trim() : '';
	if (/^https?:\/\/[^\s/]+[^\s]*$/i.test(address))
		return URL.canParse(address) ? undefined : 'must be a web address with a valid host name and port';
	return /^https?:\/\/\S.*\s/i.test(address)
		? 'must be one web address, without spaces or line breaks in it'
		: 'must be a web address that starts with https://';
}

/** Web address that JoggAI can reach from the internet; any where JoggAI itself is in the same network. */
export const reachable: Check = (value, { isLocal }) => {
	const wrong = webAddress(value);
	if (wrong) return wrong;
	const address = String(value).trim();
	const { hostname, username, password } = new URL(address);
	if (username || password)
		return 'must be an address without a user name and password in it, as JoggAI would store them';
	return isLocal || isPublicHost(hostname)
		? undefined
		: `must be an address that JoggAI can reach from the internet, which '${hostname}' is not`;
};

/** The same for what JoggAI calls, which it does over HTTPS only (spec). */
export const callable: Check = (value, where) => {
	const wrong = reachable(value, where);
	const address = String(value).trim();
	if (wrong || /^https:/i.test(address)) return wrong;
	return where.isLocal && !isPublicHost(new URL(address).hostname)
		? undefined
		: 'must be a web address that starts with https://, as JoggAI calls no others';
};

/** Address of a file that JoggAI can fetch. */
export const reachableFile: Check = (value, where) => reachable(value, where) ?? sharePage(String(value));

/** Address of a file that n8n fetches, from wherever it is. */
export const fileAddress: Check = (value) => webAddress(value) ?? sharePage(String(value));

/** Whether a host is one of this machine or of a network that nobody reaches from outside. */
export function isPublicHost(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/\.$/, '');
	if (host.startsWith('[')) return isPublicV6(host.slice(1, -1));
	return /^[\d.]+$/.test(host) ? isPublicV4(host) : host.includes('.') && !INNER_NAMES.test(host);
}

/** Endings that stand for a network of one's own (RFC 6761, 6762, 8375, and by custom). */
const INNER_NAMES =
	/\.(local|localhost|localdomain|internal|intranet|private|corp|lan|home|home\.arpa|onion)$/;

/** Private and reserved ranges (IANA registry), as address and length of the part that counts. */
const INNER_RANGES: ReadonlyArray<[string, number]> = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
];

const asNumberV4 = (address: string): number =>
	address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const isPublicV4 = (address: string): boolean =>
	!INNER_RANGES.some(([range, bits]) => {
		const size = 2 ** (32 - bits);
		return Math.floor(asNumberV4(address) / size) === Math.floor(asNumberV4(range) / size);
	});

/** Global unicast is 2000::/3; in it 2001:db8:: is for documents, and 2002: holds an old address of any kind. */
const isPublicV6 = (address: string): boolean =>
	/^[23][\da-f]{3}:/.test(address) && !/^(2001:0?db8|2002):/.test(address);

/** Services whose links open a page around the file, and how their links lead to the file itself. */
const SHARE_PAGES: ReadonlyArray<{
	service: string;
	host: RegExp;
	isPage: (url: URL) => boolean;
	direct: string;
}> = [
	{
		service: 'Google Drive',
		host: /^(drive|docs)\.google\.com$/,
		isPage: ({ pathname }) => !/^\/uc\b/.test(pathname) && !/\/export\b/.test(pathname),
		direct: 'https://drive.google.com/uc?export=download&id= and the ID in the link',
	},
	{
		service: 'Dropbox',
		host: /^(www\.)?dropbox\.com$/,
		isPage: ({ searchParams }) => searchParams.get('dl') !== '1' && searchParams.get('raw') !== '1',
		direct: 'the same link with dl=1 at its end',
	},
	{
		service: 'OneDrive',
		host: /^(1drv\.ms|onedrive\.live\.com|.+\.sharepoint\.com)$/,
		isPage: ({ pathname, searchParams }) =>
			!/download/i.test(pathname) && searchParams.get('download') !== '1',
		direct: 'the same link with download=1 at its end',
	},
	{
		service: 'YouTube',
		host: /^((www|m)\.youtube\.com|youtu\.be)$/,
		isPage: () => true,
		direct: '',
	},
];

/** Says that an address opens a page of a drive, and how its file is had. */
function sharePage(address: string): Complaint | undefined {
	const url = new URL(address.trim());
	const page = SHARE_PAGES.find(({ host, isPage }) => host.test(url.hostname) && isPage(url));
	if (!page) return undefined;
	const { service, direct } = page;
	const way = direct
		? `The direct form is ${direct}. Better: get the file with the node ${service}, operation Download, and use it from there.`
		: 'Get the file itself and use it from there.';
	return {
		what: `must be the address of the file itself, but this link opens a page of ${service}`,
		next: way,
	};
}
