import type { Finding, Verdict } from './findings.cts';

const WORDS: Readonly<Record<Verdict, string>> = {
	expected: 'as expected',
	understood: 'understood, with news',
	empty: 'empty',
	skipped: 'skipped',
	'no permission': 'not in this plan',
	broken: '**NOT understood**',
};

/** Whether every node can work with what JoggAI answered. */
export const isFine = (findings: Finding[]): boolean => findings.every(({ verdict }) => verdict !== 'broken');

/** One line for a terminal. */
export const lineOf = ({ label, verdict }: Finding): string =>
	`${label}: ${WORDS[verdict].replaceAll('*', '')}`;

interface Circumstances {
	version: string;
	/** Whether the address is JoggAI's own; another one is nobody's business. */
	isJoggAi: boolean;
	date: Date;
}

/** The report in Markdown, to be pasted into an issue. */
export function reportOf(findings: Finding[], { version, isJoggAi, date }: Circumstances): string {
	const rows = findings.map(
		({ label, httpStatus, code, entries, verdict, notes }) =>
			`| ${[label, httpStatus ?? '–', code ?? '–', entries ?? '', WORDS[verdict], notes.map(cell).join('; ')].join(' | ')} |`,
	);
	const broken = findings.filter(({ verdict }) => verdict === 'broken').length;
	return [
		'### Check of the nodes against JoggAI',
		'',
		`Package ${version}, Node ${process.versions.node}, ${date.toISOString().slice(0, 10)}, ${isJoggAi ? 'api.jogg.ai' : 'another address than api.jogg.ai'}.`,
		'',
		'| Operation | HTTP | Code | Entries | Verdict | Notes |',
		'|---|---|---|---|---|---|',
		...rows,
		'',
		broken === 0
			? 'Every reply was understood.'
			: `${broken} of ${findings.length} replies were NOT understood.`,
	].join('\n');
}

const cell = (note: string): string => note.replace(/\s+/g, ' ').replaceAll('|', '\\|');
