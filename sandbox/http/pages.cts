/** What stands between a caller and JoggAI answers in HTML. */
export const proxyPage = (status: number, title: string): string =>
	`<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n<center><h1>${status} ${title}</h1></center>\r\n` +
	`<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n`;

const TITLES: Record<number, string> = {
	403: 'Forbidden',
	404: 'Not Found',
	413: 'Request Entity Too Large',
	500: 'Internal Server Error',
	502: 'Bad Gateway',
	503: 'Service Temporarily Unavailable',
	504: 'Gateway Time-out',
};

export const titleOf = (status: number): string => TITLES[status] ?? 'Unexpected Answer';
