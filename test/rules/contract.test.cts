import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';
import { brokenPromises } from '../../tools/contract/compare.cts';
import { type Contract, contractOf } from '../../tools/contract/contract.cts';
import { contractOfToday, releasedContract } from '../../tools/contract/today.cts';

const promised = releasedContract();
const today = contractOfToday((file) => jest.requireActual(file));

const NODE = 'n8n-nodes-joggai-video.joggAiAvatarVideo';

/** What would be said of a checkout that differs from today's by this. */
function saidAfter(change: (contract: Contract) => void): string[] {
	const changed = structuredClone(today);
	change(changed);
	return brokenPromises(today, changed);
}

const create = (contract: Contract) => contract.nodes[NODE]['1'].create;

describe('the contract with saved workflows', () => {
	it('is kept by the nodes of today', () => {
		expect(brokenPromises(promised, today)).toEqual([]);
	});

	it('holds every node, operation, field, output, event and field of the credential', () => {
		expect(Object.keys(today.nodes)).toHaveLength(14);
		expect(Object.keys(today.credentials.joggAiApi)).toEqual(
			expect.arrayContaining(['apiKey', 'domain', 'requestsPerMinute']),
		);
		expect(create(today).fields['options.captions']).toEqual([{ type: 'boolean', default: true }]);
		expect(create(today).outputs).toEqual(expect.arrayContaining(['id', 'status', 'videoUrl']));
		const trigger = today.nodes['n8n-nodes-joggai-video.joggAiTrigger']['1'][''];
		expect(trigger.fields.events[0].values).toHaveLength(22);
		expect(trigger.outputs).toEqual(expect.arrayContaining(['event', 'kind', 'reason', 'videoUrl']));
	});

	it.each<[what: string, change: (contract: Contract) => void, said: string]>([
		['a version of a node', ({ nodes }) => delete nodes[NODE]['1'], `${NODE} version 1 is gone`],
		['an operation', ({ nodes }) => delete nodes[NODE]['1'].create, 'create: the operation is gone'],
		['a field', (one) => delete create(one).fields.script, 'create: the field script is gone'],
		[
			'an option',
			(one) => delete create(one).fields['options.captions'],
			'create: the field options.captions is gone',
		],
		[
			'the type of a field',
			(one) => (create(one).fields.script[0].type = 'json'),
			'create: the field script is no longer {"type":"string","default":""}',
		],
		[
			'a default',
			(one) => (create(one).fields['options.captions'][0].default = false),
			'create: the field options.captions is no longer {"type":"boolean","default":true}',
		],
		[
			'a choice of a menu',
			(one) => create(one).fields.aspectRatio[0].values?.pop(),
			'create: the field aspectRatio is no longer',
		],
		['an output field', (one) => create(one).outputs.pop(), 'create: the output field'],
		['what a failure tells', ({ failures }) => failures.details.shift(), 'a failed item: outcome among its'],
		['an outcome', ({ failures }) => failures.outcomes.pop(), 'unknown among its outcomes is gone'],
		[
			'an event',
			({ nodes }) =>
				nodes['n8n-nodes-joggai-video.joggAiTrigger']['1'][''].fields.events[0].values?.splice(3, 1),
			'the field events is no longer',
		],
		['a credential', ({ credentials }) => delete credentials.joggAiApi, 'credential joggAiApi is gone'],
		[
			'a field of the credential',
			({ credentials }) => delete credentials.joggAiApi.domain,
			'credential joggAiApi: the field domain is gone',
		],
	])('says so when %s goes or changes', (_what, change, said) => {
		const sentences = saidAfter(change);
		expect(sentences).toHaveLength(1);
		expect(sentences[0]).toContain(said);
	});

	it('says so when a node goes', () => {
		expect(saidAfter(({ nodes }) => delete nodes[NODE])).toContain(`${NODE} version 1 is gone`);
	});

	it('lets everything be added', () => {
		expect(
			saidAfter((contract) => {
				create(contract).fields.added = [{ type: 'string', default: '' }];
				create(contract).fields.aspectRatio[0].values?.push('round');
				create(contract).outputs.push('added');
				contract.failures.details.push('added');
				contract.nodes.added = {};
				contract.nodes[NODE]['1'].added = create(contract);
			}),
		).toEqual([]);
	});
});

describe('a change that must break what was saved', () => {
	const field = (usual: boolean, versions: unknown): INodeProperties =>
		({
			displayName: 'Captions',
			name: 'captions',
			type: 'boolean',
			default: usual,
			displayOptions: { show: { '@version': versions } },
		}) as INodeProperties;

	const contractWith = (version: number[], properties: INodeProperties[]): Contract =>
		contractOf({
			name: 'invented',
			version: '1.0.0',
			credentials: [] as ICredentialType[],
			nodes: [
				{ description: { name: 'node', displayName: 'Node', group: ['trigger'], version, properties } },
			] as unknown as INodeType[],
		});

	const before = contractWith([1], [field(true, [1])]);

	it('leaves version 1 of the node as it was and shows the new field from version 2 on', () => {
		const after = contractWith([1, 2], [field(true, [1]), field(false, [{ _cnd: { gte: 2 } }])]);
		expect(brokenPromises(before, after)).toEqual([]);
		expect(after.nodes['invented.node']['2'][''].fields.captions).toEqual([
			{ type: 'boolean', default: false },
		]);
	});

	it('is noticed when the old version gets the new field, too', () => {
		const after = contractWith([1, 2], [field(false, [1, 2])]);
		expect(brokenPromises(before, after)).toEqual([
			expect.stringContaining('the field captions is no longer {"type":"boolean","default":true}'),
		]);
	});
});
