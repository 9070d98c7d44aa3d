import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import type { EngineOptions, EngineResult } from './engine.cts';
import { numbered } from './wire.cts';
import { AVATAR_VIDEO, type World } from './world.cts';

type NodeOptions = Omit<EngineOptions, 'credentials'> & Partial<Pick<EngineOptions, 'credentials'>>;

const copy = <T,>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** A published workflow of one node, run after run, with what n8n keeps for it; for all tests of a file. */
export function inProduction(at: { readonly world: World }) {
	let executions = 0;
	let kept: IDataObject = {};
	beforeEach(() => void (kept = {}));

	/** The options of so many videos that differ in their scripts. */
	const videos = (
		count: number,
		parameters: INodeParameters = {},
		options: Partial<EngineOptions> = {},
	): NodeOptions => ({
		type: new JoggAiAvatarVideo(),
		parameters: { ...AVATAR_VIDEO, script: '=Row {{ $json.n }}', waitForCompletion: 'none', ...parameters },
		items: numbered(count),
		executionId: `run ${++executions}`,
		...options,
	});

	/** Runs in production: with what n8n keeps for the workflow, which the run changes. */
	async function runs(options: NodeOptions): Promise<EngineResult> {
		const executionId = `run ${++executions}`;
		const result = await at.world.run({ executionId, ...options, mode: 'trigger', staticData: copy(kept) });
		kept = copy(result.staticData ?? {});
		return result;
	}

	/** Runs that begin with the same memory and end one after the other: n8n stores what the last one says. */
	async function runTogether(...all: NodeOptions[]): Promise<EngineResult[]> {
		const before = copy(kept);
		const ended: EngineResult[] = [];
		await Promise.all(
			all.map(async (options) => {
				const staticData = copy(before);
				ended.push(await at.world.run({ ...options, mode: 'trigger', staticData }));
			}),
		);
		kept = copy(ended[ended.length - 1].staticData ?? {});
		return ended;
	}

	/** n8n is started anew: nothing is left in the process. */
	async function restarted(
		work: (type: EngineOptions['type']) => Promise<unknown>,
		node = 'AvatarVideo',
	): Promise<void> {
		await jest.isolateModulesAsync(async () => {
			const { clock } = jest.requireActual<{ clock: object }>('../../nodes/shared/platform/clock');
			const { now, sleep } = at.world.clock;
			Object.assign(clock, { now, wallTime: now, sleep });
			const fresh = jest.requireActual<Record<string, new () => EngineOptions['type']>>(
				`../../nodes/${node}/JoggAi${node}.node`,
			);
			await work(new fresh[`JoggAi${node}`]());
		});
	}

	return {
		videos,
		runs,
		runTogether,
		restarted,
		published: async (...what: Parameters<typeof videos>) => await runs(videos(...what)),
		/** In the editor. */
		tried: async (...what: Parameters<typeof videos>) =>
			await at.world.run({ ...videos(...what), mode: 'manual' }),
		kept: () => kept,
	};
}

export const ALWAYS = { options: { ifMadeBefore: 'always' } };
export const NEVER = { options: { ifMadeBefore: 'never' } };
