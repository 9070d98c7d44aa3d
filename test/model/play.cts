import { type EngineOptions, type EngineResult, retry, wake } from '../harness/engine.cts';
import { ASK, CREATE, type World } from '../harness/world.cts';
import {
	FAULTS,
	type History,
	type Mishap,
	type Reads,
	type Script,
	type Step,
	type Stop,
	told,
} from './history.cts';
import { judge } from './judge.cts';
import { type Leg, watchWire } from './leg.cts';
import { type Bought, copyOf, leftBy, type Memory, nothingYet, restart } from './table.cts';
import { OneNodeWorkflow, READS } from './workflow.cts';

/** What n8n keeps of an execution. */
interface Execution {
	id: string;
	/** The executions that it is a retry of, and itself. */
	chain: string[];
	kind: Leg['kind'];
	scripts: Script[];
	memory: Memory;
	result?: EngineResult;
	/** As it was when it fell asleep last. */
	asleep?: { result: EngineResult; memory: Memory };
	wasStoppedAsleep?: boolean;
	wasRetried?: boolean;
}

type Awake = { reads: Reads; mishaps: Mishap[]; stop: Stop };
const UNDISTURBED: Awake = { reads: 'the same', mishaps: [], stop: undefined };
/** More than a video takes, however slowly it is ordered. */
const MOST_WAKES = 30;

const lastOf = <T,>(all: T[], which: (one: T) => boolean): T | undefined => all.filter(which).at(-1);
const isAsleep = ({ result, wasStoppedAsleep }: Execution): boolean =>
	result?.status === 'waiting' && wasStoppedAsleep !== true;

let executions = 0;

/** Lives a history through in n8n's engine; throws after the first step in which something is not as the table says. */
export async function play(world: World, callbacks: string, history: History): Promise<void> {
	const life = new Life(world, history, new OneNodeWorkflow(history.settings, world, callbacks));
	for (const [index, step] of history.steps.entries())
		await naming(`step ${index + 1}, ${told(step)}`, async () => await life.take(step));
	await naming('the end, when all sleepers are woken', async () => await life.wakeAll());
}

/** So that whoever reads of it knows when it happened. */
async function naming(where: string, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		throw new Error(`In ${where}: ${(error as Error).message}`, { cause: error });
	}
}

class Life {
	private readonly bought: Bought[] = [];
	private readonly past: Execution[] = [];

	constructor(
		private readonly world: World,
		private readonly history: History,
		private readonly workflow: OneNodeWorkflow,
	) {}

	/** A step for which there is nothing in n8n at the time, such as a sleeper, is none. */
	async take(step: Step): Promise<void> {
		const { workflow, past } = this;
		const sleeper = lastOf(past, isAsleep);
		if (step.do === 'run') await this.run(step);
		else if (step.do === 'retry') await this.retry(step.mishaps);
		else if (step.do === 'wake' && sleeper) await this.wake(sleeper, step);
		else if (step.do === 'wake once more from the same sleep') await this.wakeOnceMore();
		else if (step.do === 'stop asleep' && sleeper) sleeper.wasStoppedAsleep = true;
		else if (step.do === 'restart n8n') {
			workflow.restart();
			restart(this.bought);
		} else if (step.do === 'rename the node') workflow.rename();
		else if (step.do === 'renew the key') workflow.renewKey();
		else if (step.do === 'take the key of the other account') workflow.account = 1 - workflow.account;
		else if (step.do === 'spell the Base URL otherwise') workflow.respellBaseUrl();
		else if (step.do === 'an hour passes') await this.pass(3_600_000);
	}

	async wakeAll(): Promise<void> {
		for (const one of this.past)
			for (let wakes = 0; isAsleep(one); wakes++) {
				if (wakes > MOST_WAKES) throw new Error('an execution never ends');
				await this.wake(one, UNDISTURBED);
			}
	}

	private async run({ as, scripts, mishaps, stop }: Extract<Step, { do: 'run' }>): Promise<void> {
		const id = String(++executions);
		const one: Execution = { id, chain: [id], kind: as, scripts, memory: nothingYet() };
		this.past.push(one);
		await this.leg(one, { ...UNDISTURBED, mishaps, stop }, async (options) => await this.world.run(options));
	}

	/** n8n's Retry of the last production execution that failed or was stopped. */
	private async retry(mishaps: Mishap[]): Promise<void> {
		const failed = lastOf(this.past, (one) => this.canBeRetried(one));
		if (!failed) return;
		const { chain, scripts, memory } = failed;
		const id = String(++executions);
		const one: Execution = { id, chain: [...chain, id], kind: 'retry', scripts, memory: leftBy(memory) };
		this.past.push(one);
		const start = async (options: EngineOptions) => await retry(options, failed.result as EngineResult);
		await this.leg(one, { ...UNDISTURBED, mishaps }, start);
		failed.wasRetried = one.result?.status === 'success';
	}

	private canBeRetried({ kind, result, wasStoppedAsleep, wasRetried }: Execution): boolean {
		if (kind === 'test' || wasRetried) return false;
		// Where it goes on, n8n takes what was stopped for the node's output, and does not run it again.
		const wasStopped = result?.status === 'canceled' && !this.history.settings.goesOn;
		return wasStoppedAsleep === true || wasStopped || result?.status === 'error';
	}

	private async wake(one: Execution, awake: Awake): Promise<void> {
		const { result, memory } = one.asleep as NonNullable<Execution['asleep']>;
		await this.pass(Number(result.run.waitTill) - this.world.clock.now());
		// What n8n has stored of it is all that it knows.
		one.memory = copyOf(memory);
		await this.leg(one, awake, async (options) => await wake(options, result), true);
	}

	/** As two processes of n8n may do that find the same sleeper. */
	private async wakeOnceMore(): Promise<void> {
		const woken = lastOf(
			this.past,
			({ asleep, wasStoppedAsleep, result }) =>
				asleep !== undefined && !wasStoppedAsleep && result !== asleep.result,
		);
		if (woken) await this.wake(woken, UNDISTURBED);
	}

	/** Time that stands still otherwise: the next step follows at once. */
	private async pass(ms: number): Promise<void> {
		const { clock } = this.world;
		clock.release();
		await clock.sleep(ms);
		clock.hold();
	}

	private async leg(
		one: Execution,
		{ reads, mishaps, stop }: Awake,
		start: (options: EngineOptions) => Promise<EngineResult>,
		isWake = false,
	): Promise<void> {
		const { world, workflow } = this;
		const { id: execution, chain, kind, scripts } = one;
		for (const mishap of mishaps) this.bringAbout(mishap);
		const startedAt = world.clock.now();
		const passed = watchWire(world);
		world.clock.release();
		const { result, wasStopped } = await untilStop(
			stop,
			passed,
			async (onStart) => await start({ ...workflow.options(execution, kind, scripts, reads), onStart }),
		);
		world.clock.hold();
		// Whatever goes on after the end has its chance to.
		await world.clock.idle();
		world.joggAi.clearFaults();
		if (kind !== 'test') workflow.staticData = result.staticData;
		one.result = result;
		const leg: Leg = {
			...passed(),
			settings: this.history.settings,
			execution,
			chain,
			kind,
			isWake,
			account: workflow.account,
			items: scripts.map((script) => ({ script, reads: READS[reads](script) })),
			mishaps,
			wasStopped,
			result,
			stored: JSON.stringify(workflow.staticData),
			startedAt,
		};
		const wrong = judge(this.bought, leg, one.memory);
		if (result.status === 'waiting') one.asleep = { result, memory: copyOf(one.memory) };
		wrong.push(...workflow.lost.map((name) => `wiped what others had stored under ${name}`));
		if (wrong.length > 0) throw new Error(`the execution ${wrong.join('; ')}`);
	}

	private bringAbout({ what, after }: Mishap): void {
		const { on, ...fault } = FAULTS[what];
		const target = on === 'create' ? { match: CREATE } : { match: ASK, times: 'always' as const };
		this.world.joggAi.fault({ ...fault, ...target, skip: after });
	}
}

/** Runs an execution, and presses Stop at the moment that the history tells, if that comes. */
async function untilStop(
	stop: Stop,
	passed: ReturnType<typeof watchWire>,
	start: (onStart: EngineOptions['onStart']) => Promise<EngineResult>,
): Promise<{ result: EngineResult; wasStopped: boolean }> {
	let cancel = () => {};
	let isOver = false;
	const running = start((execution) => (cancel = () => execution.cancel())).finally(() => (isOver = true));
	const isTime = () => (stop === 'at the first order' ? passed().orders : passed().asked).length > 0;
	while (stop && !isOver && !isTime()) await new Promise(setImmediate);
	const wasStopped = stop !== undefined && !isOver;
	if (wasStopped) cancel();
	return { result: await running, wasStopped };
}
