import type { IDataObject } from 'n8n-workflow';
import type { Problem } from '../../nodes/shared/api/problem';
import { type Finding, findingOf } from './findings.cts';
import { FREE_READS } from './operations.cts';
import { readingOf } from './reading.cts';
import { runRead } from './run.cts';
import type { Wire } from './wire.cts';

/** Asks for everything that costs nothing and judges each reply; stops where all others would end alike. */
export async function checkReads(wire: Wire, onFinding: (finding: Finding) => void): Promise<Finding[]> {
	const findings: Finding[] = [];
	const firsts = new Map<string, IDataObject>();
	const tell = (finding: Finding) => {
		findings.push(finding);
		onFinding(finding);
	};
	for (const read of FREE_READS) {
		const { label, operation, isList = false } = read;
		const parameters = read.parameters ? read.parameters((earlier) => firsts.get(earlier)) : {};
		if (!parameters) {
			tell({ label, verdict: 'skipped', notes: ['this account has none'] });
			continue;
		}
		const before = wire.exchanges.length;
		const outcome = await runRead(wire, operation, parameters);
		const exchanges = wire.exchanges.slice(before);
		const reading = await readingOf(operation, parameters, isList);
		tell(findingOf(read, { exchanges, reading, outcome }));
		if (outcome.data?.[0]) firsts.set(label, outcome.data[0]);
		if (outcome.problem && (exchanges.length === 0 || refusesKey(outcome.problem, findings))) break;
	}
	return findings;
}

/** A key that JoggAI did not take from the very beginning. */
const refusesKey = ({ fatal }: Problem, findings: Finding[]): boolean =>
	findings.length === 1 && fatal === true;
