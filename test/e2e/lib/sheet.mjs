/** A Data table of n8n as the people do who keep their sheet in it. */

const THEIRS = ['sku', 'name', 'description', 'audience'];

/** The Data table of this name; `fill(rows)` makes their columns say this, row by row. */
export async function openSheet(n8n, tableName) {
	const project = await n8n.request('GET', '/rest/projects/personal');
	const tables = `/rest/projects/${project.id}/data-tables`;
	const filter = encodeURIComponent(JSON.stringify({ name: tableName.toLowerCase() }));
	const { data } = await n8n.request('GET', `${tables}?filter=${filter}&take=100`);
	const { id: table } = data.find(({ name }) => name === tableName);
	const path = `${tables}/${table}`;

	const rows = async () => {
		const found = await n8n.request('GET', `${path}/rows?take=250`);
		return found.data.sort((a, b) => a.id - b.id);
	};
	const onlyRow = ({ id }) => ({
		type: 'and',
		filters: [{ columnName: 'id', condition: 'eq', value: id }],
	});
	const differs = (one, other) => THEIRS.some((column) => one[column] !== other[column]);

	/** Mending a row that failed includes what `problem` asks for: its status is emptied. */
	async function fill(wanted) {
		const standing = await rows();
		for (const [index, row] of wanted.entries()) {
			const there = standing[index];
			if (!there) {
				await n8n.request('POST', `${path}/insert`, { data: [row] });
			} else if (differs(row, there)) {
				const emptied = /empty its status/.test(there.problem ?? '') && { status: '' };
				await n8n.request('PATCH', `${path}/rows`, { filter: onlyRow(there), data: { ...row, ...emptied } });
			}
		}
		for (const { id } of standing.slice(wanted.length)) {
			const query = encodeURIComponent(JSON.stringify(onlyRow({ id })));
			await n8n.request('DELETE', `${path}/rows?filter=${query}`);
		}
	}

	const write = (id, columns) =>
		n8n.request('PATCH', `${path}/rows`, { filter: onlyRow({ id }), data: columns });

	return { fill, rows, write };
}
