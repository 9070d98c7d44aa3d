// Whether many items cost more each than few: processor time of n8n's process for each, JoggAI being another process.
import './lib/outsideJest.cts';
import type { INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node.ts';
import { execute } from '../harness/engine.cts';
import { numbered } from '../harness/wire.cts';
import { AVATAR_VIDEO } from '../harness/world.cts';
import { type Figure, report } from './lib/figures.cts';
import { median } from './lib/numbers.cts';
import { startOtherSandbox } from './lib/sandbox.cts';

const ROUNDS = 3;

interface Comparison {
	many: number;
	few: number;
	parameters: INodeParameters;
}

async function measure(): Promise<Figure[]> {
	const joggAi = await startOtherSandbox();
	const credentials = { apiKey: 'sandbox-key', domain: joggAi.url, requestsPerMinute: 1_000_000 };
	const type = new JoggAiAvatarVideo();

	const run = async (parameters: INodeParameters, count: number) => {
		const { items, error } = await execute({ type, parameters, items: numbered(count), credentials });
		if (error || items.length !== count) throw error ?? new Error(`${items.length} of ${count} items`);
		return items;
	};
	/** Processor time of one run for each item, in microseconds. */
	const costOfOne = async (parameters: INodeParameters, count: number, runs: number) => {
		global.gc?.();
		const before = process.cpuUsage();
		for (let done = 0; done < runs; done++) await run(parameters, count);
		const { user, system } = process.cpuUsage(before);
		return (user + system) / (count * runs);
	};
	/** Both sizes in turn, as many items of each. */
	const ratio = async ({ many, few, parameters }: Comparison): Promise<number> => {
		const ratios: number[] = [];
		await run(parameters, many);
		for (let round = 0; round < ROUNDS; round++) {
			const one = await costOfOne(parameters, many, 1);
			ratios.push(one / (await costOfOne(parameters, few, many / few)));
		}
		return median(ratios);
	};

	const create = { ...AVATAR_VIDEO, script: '=Sentence {{ $json.n }}.', waitForCompletion: 'none' };
	const creating = await ratio({ many: 500, few: 100, parameters: create });
	await joggAi.reset();
	const [{ json }] = await run(create, 1);
	const get = { operation: 'get', videoId: `={{ $json.n >= 0 ? '${json.id as string}' : '' }}` };
	const getting = await ratio({ many: 2000, few: 200, parameters: get });
	joggAi.stop();
	return [
		{
			what: '500 creations in one run: time per item / in a run of 100',
			measured: creating,
			bar: { atMost: 1.2 },
		},
		{
			what: '2,000 items through Get: time per item / in a run of 200',
			measured: getting,
			bar: { atMost: 1.2 },
		},
	];
}

void report(measure);
