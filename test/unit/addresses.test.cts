import {
	callable,
	fileAddress,
	isPublicHost,
	reachable,
	reachableFile,
	webAddress,
} from '../../nodes/shared/vocabulary/addresses';

const ANYWHERE = { isLocal: false };
const SANDBOX = { isLocal: true };

describe('a web address', () => {
	it.each([
		'https://example.com',
		'http://example.com/a/b.mp3?x=1#y',
		'HTTPS://EXAMPLE.COM/A',
		'  https://e.example/a  ',
		'https://localhost:5678/hook',
		'https://intranet',
	])('may be %j', (value) => {
		expect(webAddress(value)).toBeUndefined();
	});

	it.each([
		'example.com/a.mp3',
		'see https://example.com',
		'https://',
		'https:///a.mp3',
		'https:// example.com',
		'httpx://example.com',
		'ftp://example.com',
		5,
		null,
	])('is not %j', (value) => {
		expect(webAddress(value)).toBe('must be a web address that starts with https://');
	});

	it.each([
		'https://example.com:99999/a.png',
		'https://exa%mple.com/a.png',
		'http://[::1/a.png',
		'https://:443/a.png',
		'https://?x=1',
	])('has a host and a port that there can be: %j', (value) => {
		for (const check of [webAddress, reachable, callable, reachableFile, fileAddress])
			expect(check(value, SANDBOX)).toBe('must be a web address with a valid host name and port');
	});

	it.each(['https://example.com/a b', 'https://exa mple.com', 'https://a.example\nhttps://b.example'])(
		'has no spaces or line breaks in it: %j',
		(value) => {
			expect(webAddress(value)).toBe('must be one web address, without spaces or line breaks in it');
		},
	);
});

describe('a host that JoggAI can reach', () => {
	it.each([
		'example.com',
		'res.jogg.ai',
		'8.8.8.8',
		'172.15.0.1',
		'172.32.0.1',
		'100.63.0.1',
		'192.169.0.1',
		'223.255.255.255',
		'[2606:4700::1111]',
		'lan.example.com',
	])('is %s', (host) => {
		expect(isPublicHost(host)).toBe(true);
	});

	it.each([
		'localhost',
		'LOCALHOST.',
		'intranet',
		'n8n.local',
		'printer.lan',
		'a.internal',
		'x.home.arpa',
		'127.0.0.1',
		'0.0.0.0',
		'10.1.2.3',
		'100.64.0.1',
		'169.254.169.254',
		'172.16.0.1',
		'172.31.255.255',
		'192.168.1.1',
		'192.0.2.1',
		'198.19.0.1',
		'224.0.0.1',
		'255.255.255.255',
		'[::1]',
		'[::]',
		'[fc00::1]',
		'[fd12:3456::1]',
		'[fe80::1]',
		'[::ffff:7f00:1]',
		'[2001:db8::1]',
		'[2002:7f00:1::]',
		'[ff02::1]',
	])('is not %s', (host) => {
		expect(isPublicHost(host)).toBe(false);
	});
});

describe('an address for JoggAI', () => {
	it.each([
		'http://localhost:5678/video.mp4',
		'http://2130706433/video.mp4',
		'http://0x7f.1/video.mp4',
		'https://192.168.0.2/a',
		'https://[::1]/a',
		'https://n8n/a',
	])('is none that only its own network reaches, however it is written: %s', (address) => {
		expect(reachable(address, ANYWHERE)).toMatch(
			/^must be an address that JoggAI can reach from the internet/,
		);
		expect(reachable(address, SANDBOX)).toBeUndefined();
	});

	it('never with a password in it', () => {
		expect(reachable('http://anna:secret@127.0.0.1/a.mp4', SANDBOX)).toContain('without a user name');
	});

	it('holds no password, which JoggAI would store', () => {
		expect(reachable('https://me:secret@example.com/a.mp4', ANYWHERE)).toContain('without a user name');
	});

	it('is called over HTTPS only, but for one in the same network', () => {
		expect(callable('http://example.com/hook', ANYWHERE)).toContain('starts with https://, as JoggAI');
		expect(callable('https://example.com/hook', ANYWHERE)).toBeUndefined();
		expect(callable('http://127.0.0.1:5678/hook', SANDBOX)).toBeUndefined();
		expect(callable('http://example.com/hook', SANDBOX)).toContain('starts with https://, as JoggAI');
	});
});

describe('a link that opens a page around the file', () => {
	it.each([
		['https://drive.google.com/file/d/1aB/view?usp=sharing', 'Google Drive', 'uc?export=download&id='],
		['https://drive.google.com/open?id=1aB', 'Google Drive', 'node Google Drive, operation Download'],
		['https://docs.google.com/presentation/d/1aB/edit', 'Google Drive', 'direct form'],
		['https://www.dropbox.com/scl/fi/x/talk.mp4?rlkey=k&dl=0', 'Dropbox', 'dl=1'],
		['https://www.dropbox.com/s/x/talk.mp4', 'Dropbox', 'dl=1'],
		['https://1drv.ms/v/s!abc', 'OneDrive', 'download=1'],
		['https://contoso-my.sharepoint.com/:v:/p/x', 'OneDrive', 'download=1'],
		['https://www.youtube.com/watch?v=x', 'YouTube', 'Get the file itself'],
	])('%s is told as one of %s', (address, service, help) => {
		for (const check of [reachableFile, fileAddress])
			expect(check(address, ANYWHERE)).toEqual({
				what: `must be the address of the file itself, but this link opens a page of ${service}`,
				next: expect.stringContaining(help),
			});
	});

	it.each([
		'https://drive.google.com/uc?export=download&id=1aB',
		'https://www.dropbox.com/s/x/talk.mp4?dl=1',
		'https://dl.dropboxusercontent.com/s/x/talk.mp4',
		'https://contoso.sharepoint.com/x?download=1',
		'https://example.com/drive.google.com/file',
	])('%s is none', (address) => {
		expect(reachableFile(address, ANYWHERE)).toBeUndefined();
	});
});
