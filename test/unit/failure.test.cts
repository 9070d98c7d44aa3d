import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { type Problem, ProblemError } from '../../nodes/shared/api/problem';
import { Batch, BatchEnded } from '../../nodes/shared/pipeline/batch';
import { Budget } from '../../nodes/shared/pipeline/budget';
import { fail } from '../../nodes/shared/pipeline/failure';
import { Ledger } from '../../nodes/shared/pipeline/ledger';

const node = { name: 'Video', type: 'n', typeVersion: 1, parameters: {}, id: 'n', position: [0, 0] };
const refused: Problem = { what: 'Refused', next: 'Mend it.' };
const unknown: Problem = { what: 'Broken off', next: '', outcomeUnknown: true };

/** Item 1 of a node execution, with what n8n was told. */
function failing({ continues = false, stop = new AbortController(), execution = '42' } = {}) {
	const told: string[] = [];
	const data = {};
	const context = {
		getNode: () => node,
		continueOnFail: () => continues,
		getItemIndex: () => 1,
		getExecutionId: () => execution,
		getContext: () => data,
		getWorkflow: () => ({ id: 'w' }),
		getWorkflowDataProxy: () => ({
			$execution: { customData: { set: (name: string, text: string) => told.push(`${name}: ${text}`) } },
		}),
		logger: { warn: (line: string) => told.push(`warn ${line}`) },
	} as unknown as IExecutePaginationFunctions;
	const batch = new Batch({ size: 9, stopsOnFailure: !continues, cancelSignal: stop.signal });
	const ledger = new Ledger();
	const end = async (error: Error) =>
		await fail({ context, batch, ledger, itemIndex: 1 }, error).catch(
			(thrown: Error & { description?: string }) => ({
				message: thrown.message,
				description: thrown.description,
			}),
		);
	return { ledger, batch, stop, told, end, item: { context } };
}

const video = (id: string, itemIndex: number) => ({ kind: 'avatarVideo' as const, id, itemIndex });
const script = (id: string, itemIndex: number) => ({ kind: 'aiScript' as const, id, itemIndex });

describe('an item that fails where the run goes on', () => {
	it('becomes an error item with the problem and its advice', async () => {
		const { end } = failing({ continues: true });
		expect(await end(new ProblemError(refused))).toEqual([
			{ json: { error: 'Refused', message: 'Mend it.' }, pairedItem: { item: 1 } },
		]);
	});

	it('names its own jobs, those still to be had and those that JoggAI could not make', async () => {
		const { end, ledger } = failing({ continues: true });
		for (const job of [video('a', 1), video('other', 2), video('b', 1), script('c', 1)]) ledger.addJob(job);
		ledger.addJob({ ...video('lost', 1), failed: true });
		ledger.addJob({ ...video('lost elsewhere', 2), failed: true });

		const [{ json }] = (await end(new ProblemError(refused))) as Array<{ json: { message: string } }>;

		expect(json.message).toBe(
			'Mend it. ' +
				'This item had started: avatar video a, b (fetch with JoggAI Avatar Video → Get); AI script c (fetch with JoggAI AI Script → Get). ' +
				'Started, but JoggAI could not make them: avatar video lost.',
		);
	});
});

describe('an item that fails where the run ends', () => {
	it('names all jobs of the run and the other items of which nobody knows', async () => {
		const { end, ledger } = failing();
		ledger.addJob(video('a', 0));
		ledger.addJob({ ...script('lost', 2), failed: true });
		ledger.record(1, { problem: unknown });
		ledger.record(3, { problem: unknown });

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
		const { end, item } = failing({ execution: 'that has spent' });
		new Budget(item).count(1.204);
		expect(await end(new ProblemError(refused))).toEqual({
			message: 'Refused',
			description: "Mend it. By JoggAI's price list this node has spent about 1.2 credits in this execution.",
		});
	});

	it('speaks of several unknown items as several', async () => {
		const { end, ledger } = failing();
		for (const item of [3, 5]) ledger.record(item, { problem: unknown });

		expect(await end(new ProblemError(refused))).toMatchObject({
			description: expect.stringMatching(/charged items 3, 5: .* before you run them once more\.$/),
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
		const { end, ledger, stop, told } = failing();
		ledger.addJob(video('a', 0));
		ledger.record(3, { problem: unknown });
		stop.abort();
		const goesOn = 'avatar video a (fetch with JoggAI Avatar Video → Get).';
		const notKnown =
			'It is not known either whether JoggAI accepted and charged item 3: look for the results in your projects at app.jogg.ai before you run it once more.';

		expect(await end(new BatchEnded())).toEqual({
			message: 'The execution was canceled',
			description: `Stopped while JoggAI goes on making: ${goesOn} ${notKnown}`,
		});
		expect(told).toEqual([
			`warn Video (workflow w, execution 42, item 1): Stopped while JoggAI goes on making: ${goesOn} ${notKnown}`,
			`joggAi: JoggAI goes on making: ${goesOn} ${notKnown}`,
		]);
	});

	it('tells each job once, but leaves all of them with the execution', async () => {
		const { end, ledger, stop, told } = failing({ continues: true });
		stop.abort();
		ledger.addJob(video('a', 0));
		await end(new ProblemError(refused));
		expect(await end(new BatchEnded())).toMatchObject({ message: 'The execution was canceled' });
		expect(told).toHaveLength(2);

		ledger.addJob(video('b', 2));
		await end(new BatchEnded());
		expect(told[2]).toContain('making: avatar video b (');
		expect(told[3]).toContain('making: avatar video a, b (');
	});

	it('says nothing where nothing was started', async () => {
		const { end, stop, told } = failing();
		stop.abort();
		await end(new BatchEnded());
		expect(told).toEqual([]);
	});
});
