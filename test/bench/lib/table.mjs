/** Whether a figure misses its bar; one that is no number misses every bar. */
export function fallsShort({ measured, bar }) {
	if (!bar) return false;
	return !('atMost' in bar ? measured <= bar.atMost : measured >= bar.atLeast);
}

const barOf = ({ bar }) => {
	if (!bar) return '';
	return 'atMost' in bar ? `≤ ${bar.atMost}` : `≥ ${bar.atLeast}`;
};

const verdictOf = (figure) => (figure.bar ? (fallsShort(figure) ? 'short' : 'reached') : '');

/** Three digits say all that a noisy machine can tell. */
const shown = (value) => String(Number.isInteger(value) ? value : Number(value.toPrecision(3)));

/** A table for people, which is Markdown at the same time. */
export function table(figures) {
	const rows = [
		['What', 'Measured', 'Bar', ''],
		...figures.map((figure) => [figure.what, shown(figure.measured), barOf(figure), verdictOf(figure)]),
	];
	const widths = rows[0].map((_, column) => Math.max(3, ...rows.map((row) => row[column].length)));
	const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	const [head, ...body] = rows.map(line);
	return [head, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body].join('\n');
}
