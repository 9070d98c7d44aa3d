/** Settings → Community nodes, as n8n's editor asks for what is pressed there. */

/** npm is started four times, on a machine that may be busy. */
const CHANGED_MS = 120_000;
const PATH = '/rest/community-packages';

export function communityNodesOf(n8n) {
	const change = (method, path, body) => n8n.request(method, path, body, { timeoutMs: CHANGED_MS });

	return {
		install: (name, version) => change('POST', PATH, { name, version }),
		update: (name, version) => change('PATCH', PATH, { name, version }),
		uninstall: (name) => change('DELETE', `${PATH}?name=${name}`),
		/** What the page lists, by name. */
		async installed() {
			const list = await change('GET', PATH);
			return Object.fromEntries(list.map(({ packageName, ...rest }) => [packageName, rest]));
		},
	};
}
