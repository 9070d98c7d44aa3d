import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { clock, DAY_MS } from '../platform/clock';
import { staticDataOf, storedContext } from '../platform/engine';
import { setNewest } from '../platform/newest';
import { asObject } from '../vocabulary/values';
import { Place, type Store } from './place';
import { isSame, type Purchase } from './purchase';

/** Of so many nodes the process knows what they have made, and so many requests of each. */
const MOST_NODES = 1000;
const MOST_REQUESTS = { process: 5000, workflow: 1000 };
/** What is stored for a node with its workflow, as JSON. */
const MOST_BYTES = 250_000;
/** Of what JoggAI tells once, for one thing. */
const MOST_BYTES_OF_ANSWER = 1000;
/** What a failed run owes is of no use to anybody after so long. */
const MOST_DAYS_OWED = 30;

/** What was made since n8n started, by the node. */
const inProcess = new Map<string, Store>();

/** As it lies in the static data of the workflow, under the ID of the node and the key. */
type Packed = Pick<Purchase, 'kind' | 'parts' | 'at' | 'state' | 'answer' | 'missing' | 'owner'> & {
	execution: string;
};

/** The places of a node in one execution: that one itself, the process, and the workflow as far as n8n has loaded it. */
export interface Places {
	own: Place;
	process: Place;
	workflow?: Place;
	/** Hands what is to be known on other days to n8n, which stores it when a production execution ends. */
	save: () => void;
}

export function placesOf(context: IExecuteSingleFunctions): Places {
	const stored = storedContext(context);
	stored.purchases ??= {};
	const own = new Place(stored.purchases as unknown as Store);
	const scope = `${context.getWorkflow().id} ${context.getNode().id}`;
	const known = inProcess.get(scope) ?? {};
	setNewest(inProcess, scope, known, MOST_NODES);
	const process = new Place(known, { most: MOST_REQUESTS.process });
	const staticData = staticDataOf(context);
	if (!staticData) return { own, process, save: () => {} };
	const node = context.getNode().id;
	const before = asObject(asObject(staticData.joggAi)[node]) as unknown as Record<string, Packed[]>;
	const workflow = new Place(unpacked(before), { keeps: staysWithWorkflow, most: MOST_REQUESTS.workflow });
	const states = new Map(process.all.map((one) => [one, one.state]));
	const isNews = (one: Purchase): boolean => {
		const stored = workflow.of(one.key).find((other) => isSame(one, other));
		return states.get(one) !== one.state || (stored !== undefined && stored.state !== one.state);
	};
	let saved = JSON.stringify(packed(workflow.store));
	const save = () => {
		// Of executions at the same time each would write what it has loaded, without what the others have come to.
		for (const one of process.all.filter(isNews))
			if (one.isReplaced) workflow.remove(one);
			else workflow.put(one);
		const now = fitting(packed(workflow.store));
		const text = JSON.stringify(now);
		if (text === saved) return;
		saved = text;
		staticData.joggAi = { ...asObject(staticData.joggAi), [node]: now } as unknown as IDataObject;
	};
	return { own, process, workflow, save };
}

const staysWithWorkflow = ({ state, isKept }: Purchase): boolean =>
	state === 'owed' || (isKept === true && (state === 'held' || state === 'handedOn'));

const packed = (store: Store): Record<string, Packed[]> =>
	Object.fromEntries(
		Object.entries(store).map(([key, purchases]) => [
			key,
			purchases.map(
				({ kind, parts, at, state, answer, missing, owner, holder: { execution } }): Packed => ({
					kind,
					parts,
					at,
					state,
					execution,
					...(answer && { ...short(answer, missing), owner }),
				}),
			),
		]),
	);

function unpacked(stored: Record<string, Packed[]>): Store {
	const since = clock.wallTime() - MOST_DAYS_OWED * DAY_MS;
	const isOfUse = ({ state, at }: Packed) => state !== 'owed' || at > since;
	return Object.fromEntries(
		Object.entries(stored).flatMap(([key, purchases]) => {
			const left = purchases.filter(isOfUse).map(
				({ execution, ...rest }): Purchase => ({
					...rest,
					key,
					credits: 0,
					holder: { execution, run: 0, item: 0 },
					...(rest.state !== 'owed' && { isKept: true }),
				}),
			);
			return left.length > 0 ? [[key, left]] : [];
		}),
	);
}

/** Without the longest where all of it is too long. */
function short(answer: IDataObject, before: string[] = []): Pick<Purchase, 'answer' | 'missing'> {
	const fields = Object.entries(answer)
		.filter(([, value]) => value !== undefined)
		.sort(([, a], [, b]) => JSON.stringify(a).length - JSON.stringify(b).length);
	let bytes = 0;
	const kept = fields.filter((field) => (bytes += JSON.stringify(field).length) <= MOST_BYTES_OF_ANSWER);
	const missing = [...before, ...fields.slice(kept.length).map(([name]) => name)];
	return { answer: Object.fromEntries(kept), ...(missing.length > 0 && { missing }) };
}

/** Without the oldest where all of it is too long. */
function fitting(store: Record<string, Packed[]>): Record<string, Packed[]> {
	let bytes = 0;
	const newestFirst = Object.entries(store).reverse();
	const last = newestFirst.findIndex((entry) => (bytes += JSON.stringify(entry).length) > MOST_BYTES);
	return Object.fromEntries((last < 0 ? newestFirst : newestFirst.slice(0, last)).reverse());
}
