import type { IExecutePaginationFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { type Problem, ProblemError } from '../../nodes/shared/api/problem';
import { Batch, BatchEnded } from '../../nodes/shared/pipeline/batch';
import { fail } from '../../nodes/shared/pipeline/failure';
import { bought, lost, memory } from '../harness/memory.cts';

const node = { name: 'Video', type: 'n', typeVersion: 1, parameters: {}, id: 'n', position: [0, 0] };
const refused: Problem = { what: 'Refused', next: 'Mend it.' };

/** Item 1 of a node execution, with what n8n was told. */
function failing({
	continues = false,
	stop = new AbortController(),
	onError,
}: { continues?: boolean; stop?: AbortController; onError?: INode['onError'] } = {}) {
	const told: string[] = [];
	const context = {
		getNode: () => ({ ...node, onError }),
		continueOnFail: () => continues,
		getItemIndex: () => 1,
		getExecutionId: () => '42',
		getWorkflow: () => ({ id: 'w' }),
		getWorkflowDataProxy: () => ({
			$execution: { customData: { set: (name: string, text: string) => told.push(`${name}: ${text}`) } },
		}),
		logger: { warn: (line: string) => told.push(`warn ${line}`) },
	} as unknown as IExecutePaginationFunctions;
	const batch = new Batch({ size: 9, stopsOnFailure: !continues, cancelSignal: stop.signal });
	const purchases = memory();
	const end = async (error: Error) =>
		await fail({ context, batch, purchases, itemIndex: 1 }, error).catch(
			(thrown: Error & { description?: string }) => ({
				message: thrown.message,
				description: thrown.description,
			}),
		);
	return { purchases, batch, stop, told, end };
}

const SCRIPT = { kind: 'aiScript' as const };
const FREE = { credits: 0 };

describe('an item that fails where the run goes on', () => {
	it('becomes an error item with the problem and its advice', async () => {
		const { end } = failing({ continues: true });
		expect(await end(new ProblemError(refused))).toEqual([
			{
				json: {
					error: 'Refused',
					message: 'Mend it.',
					details: { outcome: 'invalidInput', charged: false, tryAgain: false },
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it('names its own jobs, those still to be had and those that JoggAI could not make', async () => {
		const { end, purchases } = failing({ continues: true });
		bought(purchases, 1, 'lost', { failed: true });
		bought(purchases, 2, 'lost elsewhere', { failed: true });
		bought(purchases, 1, ['a', 'b']);
		bought(purchases, 2, 'other');
		bought(purchases, 1, 'c', SCRIPT);

		const [{ json }] = (await end(new ProblemError(refused))) as Array<{ json: { message: string } }>;

		expect(json.message).toBe(
			'Mend it. ' +
				'This item had started: avatar video a, b (fetch with JoggAI Avatar Video → Get); AI script c (fetch with JoggAI AI Script → Get). ' +
				'Started, but JoggAI could not make them: avatar video lost.',
		);
	});
});

describe('an item for the error output', () => {
	const failed = async (onError: INode['onError']) => {
		const items = await failing({ continues: true, onError }).end(new ProblemError(refused));
		return (items as INodeExecutionData[])[0];
	};

	it('is known to an n8n that asks for an error beside the data, which it does not find in a copy', async () => {
		const item = await failed('continueErrorOutput');

		expect(item.error).toEqual({ message: 'Refused' });
		// So n8n 1.123 and 2.0 make the item of the error output, and would put that message in the place of the data.
		expect({ ...item }).not.toHaveProperty('error');
		// So does n8n 1.88, which takes it away.
		expect(() => void (item.error = undefined)).not.toThrow();
	});

	it('has none where n8n has no such output, as n8n would put its message in the place of the data', async () => {
		expect(await failed('continueRegularOutput')).not.toHaveProperty('error');
	});
});

describe('an item that fails where the run ends', () => {
	it('names all jobs of the run and the other items of which nobody knows', async () => {
		const { end, purchases } = failing();
		bought(purchases, 0, 'a', FREE);
		bought(purchases, 2, 'lost', { ...SCRIPT, ...FREE, failed: true });
		for (const item of [3, 1]) lost(purchases, item, FREE);

		expect(await end(new ProblemError(refused))).toEqual({
			message: 'Refused',
			description:
				'Mend it. ' +
				'Already started in this run, paid for and still to be had: avatar video a (fetch with JoggAI Avatar Video → Get). ' +
				'Started, but JoggAI could not make them: AI script lost. ' +
				'It is not known either whether JoggAI accepted and charged item 3: look for the results in your projects at app.jogg.ai before you run it once more.',
		});
	});

	it('tells what was spent, about', async () => {
		const { end, purchases } = failing();
		bought(purchases, 0, 'a', { credits: 1.204 });
		expect(await end(new ProblemError(refused))).toMatchObject({
			description: expect.stringMatching(
				/ By JoggAI's price list this node has spent about 1\.2 credits in this execution\.$/,
			),
		});
	});

	it('speaks of several unknown items as several', async () => {
		const { end, purchases } = failing();
		for (const item of [5, 3]) lost(purchases, item);

		expect(await end(new ProblemError(refused))).toMatchObject({
			description: expect.stringMatching(/charged items 3, 5: .* before you run them once more\./),
		});
	});

	it('says no more than the error itself where nothing was started', async () => {
		expect(await failing().end(new Error('broken'))).toMatchObject({ message: 'broken' });
		expect(await failing().end(new ProblemError(refused))).toEqual({
			message: 'Refused',
			description: 'Mend it.',
		});
	});

	it('ends the batch for the others, which then yield nothing', async () => {
		const { end, batch } = failing();
		const signal = batch.enter(2);
		await end(new ProblemError(refused));
		expect(signal.reason).toBeInstanceOf(BatchEnded);
		expect(await end(new BatchEnded())).toEqual([]);
	});
});

describe('an item at Stop', () => {
	it('tells n8n that it was canceled, and the log and the execution which jobs go on', async () => {
		const { end, purchases, stop, told } = failing();
		bought(purchases, 0, 'a');
		lost(purchases, 3);
		stop.abort();
		const goesOn = 'avatar video a (fetch with JoggAI Avatar Video → Get).';
		const notKnown =
			'It is not known either whether JoggAI accepted and charged item 3: look for the results in your projects at app.jogg.ai before you run it once more.';

		expect(await end(new BatchEnded())).toEqual({
			message: 'The execution was canceled',
			description: `${notKnown} Stopped while JoggAI goes on making: ${goesOn}`,
		});
		expect(told).toEqual([
			`warn Video (workflow w, execution 42, item 1): ${notKnown} Stopped while JoggAI goes on making: ${goesOn}`,
			`joggAi: ${notKnown} JoggAI goes on making: ${goesOn}`,
		]);
	});

	it('tells each job once, but leaves all of them with the execution', async () => {
		const { end, purchases, stop, told } = failing({ continues: true });
		stop.abort();
		bought(purchases, 0, 'a');
		await end(new ProblemError(refused));
		expect(await end(new BatchEnded())).toMatchObject({ message: 'The execution was canceled' });
		expect(told).toHaveLength(2);

		bought(purchases, 2, 'b');
		await end(new BatchEnded());
		expect(told[2]).toContain('making: avatar video a, b (');
		expect(told[3]).toContain('making: avatar video a, b (');
	});

	it('says nothing where nothing was started', async () => {
		const { end, stop, told } = failing();
		stop.abort();
		await end(new BatchEnded());
		expect(told).toEqual([]);
	});

	it('cuts a long list of IDs into entries of their own, never an ID, what nobody knows first', async () => {
		const { end, purchases, stop, told } = failing();
		const ids = Array.from({ length: 40 }, (_, index) => String(index).padStart(32, 'a'));
		ids.forEach((id, index) => bought(purchases, index, id));
		lost(purchases, 99);
		stop.abort();
		await end(new BatchEnded());

		const entries = told.slice(1);
		expect(entries[0]).toMatch(/^joggAi: It is not known either/);
		expect(entries.map((entry) => entry.split(':')[0])).toEqual(['joggAi', 'joggAi2', 'joggAi3', 'joggAi4']);
		for (const entry of entries) expect(entry.split(/: (.*)/)[1].length).toBeLessThanOrEqual(512);
		for (const id of ids) expect(entries.join('\n')).toContain(id);
	});

	it('says where the rest stands when it is too much for n8n', async () => {
		const { end, purchases, stop, told } = failing();
		for (let item = 0; item < 200; item++) bought(purchases, item, String(item).padStart(32, 'a'));
		stop.abort();
		await end(new BatchEnded());

		expect(told).toHaveLength(9);
		expect(told[8]).toBe("joggAi8: The others stand in n8n's log.");
		expect(told[0]).toContain(String(199).padStart(32, 'a'));
	});
});
