import { type Asked, keyOf } from '../../nodes/shared/purchases/key';

const ASKED: Asked = {
	workflow: 'w',
	node: 'n',
	method: 'POST',
	url: '/v2/create',
	body: { voice: { script: 'Hello.', speed: 1 }, styles: ['a', 'b'] },
	besides: ['webhook_url'],
	sameAsAbsent: { quality: 'medium', 'voice.speed': 1 },
};
const with_ = (changes: Partial<Asked>): string => keyOf({ ...ASKED, ...changes });
const body = (changes: object): string => with_({ body: { ...(ASKED.body as object), ...changes } });

describe('the key of what is to be made', () => {
	it('is this one, in this version and in every other', () => {
		expect(keyOf(ASKED)).toBe('6d53feb7cf8bef8779ee5f2a865ab9e5');
	});

	it.each([
		['an order of the fields', body({ styles: ['a', 'b'], voice: { speed: 1, script: 'Hello.' } })],
		['a field without a value', body({ title: '', caption: null, music: undefined, tags: [], more: {} })],
		['an address for the result', body({ webhook_url: 'https://example.com/execution/7' })],
		['what JoggAI does anyway', body({ quality: 'medium', voice: { script: 'Hello.' } })],
	])('does not hold %s', (_what, key) => {
		expect(key).toBe(keyOf(ASKED));
	});

	it.each([
		['workflow', with_({ workflow: 'other' })],
		['node', with_({ node: 'other' })],
		['method', with_({ method: 'PUT' })],
		['address', with_({ url: '/v2/other' })],
		['text', body({ voice: { script: 'Hello!', speed: 1 } })],
		['order of a list', body({ styles: ['b', 'a'] })],
		['further field', body({ quality: 'high' })],
		['truth', body({ caption: false })],
		['type of a value', body({ voice: { script: 'Hello.', speed: '1' } })],
		['file', with_({ files: { file: 'digest' } })],
	])('is another one for another %s', (_what, key) => {
		expect(key).not.toBe(keyOf(ASKED));
		expect(key).toMatch(/^[0-9a-f]{32}$/);
	});

	it('tells nothing of what is in it', () => {
		expect(with_({ body: { script: 'Secret plan' } })).not.toContain('Secret');
	});
});
