import { doorbell, ringDoorbell } from '../../nodes/shared/description/doorbell';
import { hintsFor } from '../../nodes/shared/description/hints';
import { startJob } from '../../nodes/shared/description/startJob';
import type { Field } from '../../nodes/shared/pipeline/field';
import type { Operation } from '../../nodes/shared/pipeline/operation';

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
		expect(rest).toEqual(words);
		expect(takes).toEqual({ price: '1 credit', time: '2 to 5 minutes' });
		expect(execute.price).toBeInstanceOf(Function);
		expect(fields.map(({ name }) => name)).toEqual(['a', 'waitForCompletion', 'download', 'options']);
	});

	it('has its options by their names: own ones, those of the job and those of spending', () => {
		const operation = startJob({ ...words, starts, fields: [], options: [field('zebra'), field('aunt')] });
		expect(optionsOf(operation).map(({ name }) => name)).toEqual([
			'aunt',
			'failIfDownloadFails',
			'ifMadeBefore',
			'maximumWait',
			'mostCredits',
			'binaryPropertyName',
			'simplify',
			'lowestBalance',
			'madeWithinDays',
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

describe('the hints of a node', () => {
	it('tell before a run what it takes, and after it how not to pay twice', () => {
		const operation = startJob({ ...words, starts, price: '1 credit', fields: [] });
		const displayCondition =
			'={{ $parameter["operation"] === "create" && $parameter["resource"] === "joggAi" }}';
		expect(hintsFor([operation])).toEqual([
			{
				message: 'It usually takes 2 to 5 minutes and costs 1 credit.',
				whenToDisplay: 'beforeExecution',
				displayCondition,
				location: 'outputPane',
			},
			{
				message: expect.stringMatching(/^This was paid for\./),
				whenToDisplay: 'afterExecution',
				displayCondition,
				location: 'outputPane',
			},
		]);
	});

	it('know resources and unknown prices, and are none for what is free', () => {
		const unknown = startJob({ ...words, starts, resource: 'video', fields: [] });
		const [before] = hintsFor([unknown]);
		expect(before.message).toContain('costs credits; JoggAI does not publish how many');
		expect(before.displayCondition).toContain('$parameter["resource"] === "video"');
		expect(hintsFor([{ ...words, fields: [], execute: async () => [] }])).toEqual([]);
	});
});

describe('a call that wakes a sleeping execution', () => {
	it('is answered at once, and what it says is not believed', async () => {
		expect(doorbell).toEqual([
			{
				name: 'default',
				httpMethod: 'POST',
				path: '',
				restartWebhook: true,
				responseMode: 'onReceived',
				responseData: '',
			},
		]);
		expect(await ringDoorbell()).toEqual({ workflowData: [[]] });
	});
});
