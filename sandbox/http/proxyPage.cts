// Not node's STATUS_CODES: nginx has words of its own.
const TITLES: Record<number, string> = {
	403: 'Forbidden',
	404: 'Not Found',
	413: 'Request Entity Too Large',
	500: 'Internal Server Error',
	502: 'Bad Gateway',
	503: 'Service Temporarily Unavailable',
	504: 'Gateway Time-out',
};

/** What stands between a caller and JoggAI replies in HTML. */
export function proxyPage(status: number): string {
	const title = `${status} ${TITLES[status] ?? 'Unexpected Answer'}`;
	return (
		`<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n` +
		`<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n`
	);
}
