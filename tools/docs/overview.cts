/** A row of the README's tables of operations. */
interface OverviewRow {
	give: string;
	get: string;
	credits: string;
}

/** What the README says about an operation. Throws when it says nothing. */
export function overviewRow(readme: string, node: string, operation: string): OverviewRow {
	const section = readme.split(`### ${node}\n`)[1]?.split(/\n##/)[0] ?? '';
	const rows = section.split('\n').map((line) => line.split(/(?<!\\)\|/).map((text) => text.trim()));
	const index = rows.findIndex(([, name]) => name === operation);
	if (index < 0) throw new Error(`The README has no row for ${node} → ${operation}`);
	const [, , give, get, credits] = rows[index];
	return { give, get: get.startsWith('The same') ? `${same(rows, index)}${get.slice(8)}` : get, credits };
}

/** What the nearest row above says in full. */
function same(rows: string[][], index: number): string {
	const above = rows.slice(0, index).filter(([, , , get]) => get && !get.startsWith('The same'));
	return above.at(-1)?.[3] ?? '';
}
