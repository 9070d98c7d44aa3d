import type { IDataObject } from 'n8n-workflow';
import { builderHintFor } from '../../nodes/shared/description/words';
import { hintsFor } from '../../nodes/shared/description/words';
import { startJob } from '../../nodes/shared/description/jobOperations';
import type { Field } from '../../nodes/shared/platform/field';
import type { Operation } from '../../nodes/shared/pipeline/operation';
import { jobItem } from '../harness/jobItem.cts';

const field = (name: string, more: Partial<Field> = {}): Field => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});
const words = { name: 'Create', value: 'create', action: 'Create it', description: 'Creates it' };
const starts = { job: 'avatarVideo' as const, request: { method: 'POST' as const, url: '/v2/x' } };
const optionsOf = ({ fields }: Operation) =>
	fields.find(({ name }) => name === 'options')?.options as Field[];

describe('an operation that starts a job', () => {
	it('shows its own fields, then whether to wait and to download, and has the rest as options', () => {
		const { fields, takes, execute, ...rest } = startJob({
			...words,
			starts,
			price: '1 credit',
			fields: [field('a')],
		});
		expect(rest).toEqual({ ...words, returns: 'videoUrl, coverUrl' });
		expect(takes).toMatchObject({ price: '1 credit', time: '2 to 5 minutes' });
		expect(execute.foretell).toBeInstanceOf(Function);
		expect(fields.map(({ name }) => name)).toEqual(['a', 'waitForCompletion', 'download', 'options']);
		expect(fields[1].default).toBe('wait');
	});

	it('has its options by their names: own ones, those of the job and those of spending', () => {
		const operation = startJob({ ...words, starts, fields: [], options: [field('zebra'), field('aunt')] });
		expect(optionsOf(operation).map(({ name }) => name)).toEqual([
			'aunt',
			'checkOnly',
			'failIfDownloadFails',
			'ifMadeBefore',
			'madeWithinDays',
			'maximumWait',
			'mostCredits',
			'binaryPropertyName',
			'simplify',
			'zebra',
		]);
	});

	it('shows other fields of the job where it says so', () => {
		const { fields } = startJob({ ...words, starts, fields: [], shown: ['simplify'] });
		expect(fields.map(({ name }) => name)).toEqual(['simplify', 'options']);
	});

	it('needs an option once it is added, and refers to the form with a slash', () => {
		const named = (name: string) =>
			optionsOf(startJob({ ...words, starts, fields: [] })).find((one) => one.name === name);
		expect(named('binaryPropertyName')).toMatchObject({
			isNeededWhenAdded: true,
			displayOptions: { show: { '/download': [true] } },
		});
		expect(named('binaryPropertyName')).not.toHaveProperty('required');
		expect(named('simplify')).not.toHaveProperty('displayOptions');
		expect(named('simplify')).not.toHaveProperty('isNeededWhenAdded');
	});
});

describe('an operation that starts a job, carried out', () => {
	let count = 0;
	/** What comes of it with these fields of the form. */
	const run = async (parameters: IDataObject, shown?: string[]) => {
		const { execute } = startJob({ ...words, starts, fields: [], shown });
		const data = { video_id: 'v1', seed: 7 };
		const { item } = jobItem({ name: `options ${++count}`, post: [{ code: 0, data }], parameters });
		return (await execute(item))[0].json;
	};
	const simple = { id: 'v1', status: 'processing', kind: 'avatarVideo', estimatedCredits: 1 };
	const raw = { video_id: 'v1', seed: 7 };

	it('reads an option where it stands, and takes its usual value where it was not added', async () => {
		expect(await run({})).toEqual(simple);
		expect(await run({ options: {} })).toEqual(simple);
		expect(await run({ options: { simplify: false } })).toEqual(raw);
		expect(await run({ simplify: false })).toEqual(simple);
	});

	it('reads a field of the form in the form', async () => {
		const shown = ['waitForCompletion', 'simplify'];
		expect(await run({ simplify: false }, shown)).toEqual(raw);
		expect(await run({ options: { simplify: false } }, shown)).toEqual(simple);
	});
});

describe('what an AI that builds workflows is told about a node', () => {
	it('is a line for each operation: what it does, takes, costs and gives back', () => {
		const starting = startJob({ ...words, starts, fields: [] });
		const free = {
			...words,
			action: 'List them',
			description: 'Lists all',
			returns: 'names',
			fields: [],
			execute: async () => [],
		};
		expect(builderHintFor([starting, free])).toEqual({
			searchHint: [
				'Create it: Creates it. It usually takes 2 to 5 minutes and costs credits; JoggAI does not publish how many. Returns videoUrl, coverUrl.',
				'List them: Lists all. It costs nothing. Returns names.',
			].join('\n'),
		});
	});
});

describe('the hints of a node', () => {
	it('tell before a run what it takes and how not to pay twice, and nothing above what came of it', () => {
		const operation = startJob({ ...words, starts, price: '1 credit', fields: [] });
		const hints = hintsFor([operation]);
		expect(hints.map(({ whenToDisplay }) => whenToDisplay)).toEqual(hints.map(() => 'beforeExecution'));
		expect(hints[0]).toMatchObject({
			message:
				'It usually takes 2 to 5 minutes and costs 1 credit. Another test run of the same is free, as long as "If It Was Made Before" stays as it is.',
			location: 'outputPane',
		});
	});

	it('know resources and unknown prices, and are none for what is free', () => {
		const unknown = startJob({ ...words, starts, resource: 'video', fields: [] });
		const [before] = hintsFor([unknown]);
		expect(before.message).toContain('costs credits; JoggAI does not publish how many');
		expect(before.displayCondition).toContain('$parameter["resource"] === "video"');
		expect(hintsFor([{ ...words, returns: 'it', fields: [], execute: async () => [] }])).toEqual([]);
	});
});
