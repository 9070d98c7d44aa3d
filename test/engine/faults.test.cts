import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { Details } from '../../nodes/shared/purchases/outcome';
import type { Fault } from '../../sandbox/index.cts';
import { fullForm } from '../harness/dialectValues.cts';
import type { EngineResult } from '../harness/engine.cts';
import { filledForms } from '../harness/filledForm.cts';
import { actionOperations, ROOT } from '../harness/nodeTypes.cts';
import { eachInAPreparedWorld, type PreparedWorld } from '../harness/preparedWorld.cts';
import { everythingIn, writes } from '../harness/wire.cts';

const at = eachInAPreparedWorld();

type Effect = Fault extends infer One ? (One extends Fault ? Omit<One, 'match'> : never) : never;

/** What can go wrong with the first request that changes something, or else with the first that asks. */
const FAULTS: Record<string, Effect> = {
	'a refusal of the values': { kind: 'code', code: 40000 },
	'an unknown code': { kind: 'code', code: 12345, msg: 'Reticulating splines' },
	'a key without permission': { kind: 'code', code: 18025 },
	'no credits': { kind: 'code', code: 18020 },
	'a wrong key': { kind: 'code', code: 10105, httpStatus: 401 },
	'too many requests, once': { kind: 'code', code: 429, retryAfter: 3 },
	'a fault on JoggAI’s side': { kind: 'code', code: 50000, httpStatus: 500 },
	'a page of a proxy': { kind: 'html', httpStatus: 502 },
	'a page with status 200': { kind: 'html', httpStatus: 200 },
	'an empty reply': { kind: 'empty' },
	'half a reply': { kind: 'truncated' },
	'a reply without data': { kind: 'noData' },
	'a connection cut before': { kind: 'resetBefore' },
	'a connection cut after': { kind: 'resetAfter' },
	'no reply at all': { kind: 'hang' },
	'a status nobody knows': { kind: 'status', status: 'Reticulating' },
	'no address of the file': { kind: 'noUrl' },
	'a job that fails': { kind: 'failJob', message: 'the face is not visible' },
};

const cases = actionOperations(({ displayName }) => displayName);

type Case = (typeof cases)[number];

/** A reply that never comes is waited for only so long. */
const requestOptions = { timeout: 2000 };

/** One run of the operation after which the fault, if any, has hit. */
async function runWith(world: PreparedWorld, { node, chosen }: Case, effect?: Effect) {
	const { joggAi } = world;
	const [{ parameters, items }] = filledForms(node, chosen, fullForm(world, node.description.name));
	joggAi.requests.length = 0;
	const charged = joggAi.charges.length;
	if (effect) hit(world, effect);
	const result = await world.run({
		type: node.type,
		parameters: { ...parameters, requestOptions },
		items: items.slice(0, 1),
	});
	joggAi.clearFaults();
	return {
		result,
		charges: joggAi.charges.slice(charged),
		posts: writes(world).filter(({ path }) => path.startsWith('/v')),
		effect,
	};
}

/** Whether an operation changes something is not known beforehand: what comes first is hit. */
function hit({ joggAi }: PreparedWorld, effect: Effect): void {
	for (const match of ['POST /v*', 'PUT /v*', 'DELETE /v*', 'GET /v*'])
		joggAi.fault({ match, ...effect } as Fault);
}

type Outcome = Awaited<ReturnType<typeof runWith>>;

const isJob = ({ json }: EngineResult['items'][number]) => typeof json.status === 'string' && 'kind' in json;

/** Success is what the operation was asked for, or says on its face that something is missing. */
function isHonest({ json, ...item }: EngineResult['items'][number], like: IDataObject): boolean {
	if (typeof json.warning === 'string' || typeof json.joggAiStatus === 'string') return true;
	if (isJob({ json, ...item }))
		return json.status === 'completed' && Object.keys(like).every((key) => key in json);
	return Object.keys(like).every((key) => key in json);
}

/** What is told as data is what happened: where nothing was charged, JoggAI has charged nothing. */
function checkDetails(details: Details, { charges }: Outcome): void {
	const { charged, jobs = [], outcome, tryAgain } = details;
	const told = JSON.stringify(details);
	if (charged === false && charges.length > 0) throw new Error(`charged all the same: ${told}`);
	if (charged === true && charges.length === 0) throw new Error(`not charged: ${told}`);
	if ((charged === null) !== (outcome === 'unknown' && !tryAgain)) throw new Error(`contradicts: ${told}`);
	if (tryAgain && charged !== false) throw new Error(`would be paid for twice: ${told}`);
	if (charged && !charges.some(({ id }) => jobs.some((job) => job.id === id)))
		throw new Error(`the job is lost: ${told}`);
}

function checkError(outcome: Outcome): void {
	const {
		result: { error },
		charges,
		posts,
	} = outcome;
	checkDetails(error?.context?.details as unknown as Details, outcome);
	const told = `${error?.message} ${error?.description}`;
	expect(error?.message).toMatch(/^\S.{9,250}$/s);
	expect(error?.description).toMatch(/\w{3}/);
	expect(told).not.toMatch(/undefined|\[object|NaN|null,|at .*\.js:/);
	for (const { id } of charges) {
		const isUnknown = told.includes('It is not known whether JoggAI accepted');
		const mayBeThere = told.includes('It may have been charged');
		if (!told.includes(id) && !isUnknown && !mayBeThere) throw new Error(`${id} is lost: ${told}`);
	}
	if (charges.length > 0) expect(posts.length).toBeLessThanOrEqual(2);
}

/** Entries of a list (`isList`) are told as JoggAI lists them. */
function check(outcome: Outcome, baseline: Outcome, isList: boolean): void {
	const { result, posts, charges, effect } = outcome;
	const isRefusedOnce = effect?.kind === 'code' && effect.code === 429;
	const usual = baseline.posts.length;
	// To announce a file is free, so it is repeated where nobody knows what came of it.
	const isFree = posts.every(({ path }) => path === '/v2/upload/asset');
	expect(posts.length).toBeLessThanOrEqual(isFree ? 3 * usual : usual + (isRefusedOnce ? 1 : 0));
	expect(charges.length).toBeLessThanOrEqual(baseline.charges.length);
	expect(everythingIn([result.error, result.items])).not.toMatch(/sandbox-key/);
	if (result.error) return checkError(outcome);
	for (const { json } of result.items)
		if (json.details) checkDetails(json.details as unknown as Details, outcome);
	const like = baseline.result.items[0]?.json ?? {};
	const isListed = ({ json }: EngineResult['items'][number]) => isList && 'id' in json && 'status' in json;
	if (!result.items.every((item) => isListed(item) || isHonest(item, like)))
		throw new Error(`looks like success: ${JSON.stringify(result.items.map(({ json }) => json))}`);
	if (baseline.result.items.length > 0) expect(result.items.length).toBeGreaterThan(0);
}

describe.each(cases)('$name', (one) => {
	it('never hangs, never looks like success, never buys twice and never loses an ID, whatever goes wrong', async () => {
		const world = await at.open('spec');
		const baseline = await runWith(world, one);
		expect(baseline.result.error).toBeUndefined();

		for (const [fault, effect] of Object.entries(FAULTS)) {
			const outcome = await runWith(world, one, effect);
			try {
				check(outcome, baseline, one.chosen.operation === 'getMany');
			} catch (error) {
				throw new Error(`${fault}: ${(error as Error).message}`);
			}
		}
	});
});

it('docs/reliability.md says how much of this is run', () => {
	const page = readFileSync(join(ROOT, 'docs', 'reliability.md'), 'utf8');
	const runs = cases.length * Object.keys(FAULTS).length;
	expect(page).toContain(`${cases.length} operations × ${Object.keys(FAULTS).length} faults = ${runs} runs`);
	for (const fault of Object.keys(FAULTS)) expect(page).toContain(fault);
});
