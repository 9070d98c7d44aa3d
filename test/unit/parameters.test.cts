import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { parametersOf } from '../../nodes/shared/platform/parameters';

/** A context that counts how often n8n had to evaluate a field. */
function fields(values: Record<string, unknown>) {
	const reads: string[] = [];
	const getNodeParameter = (name: string, fallback: unknown) => {
		reads.push(name);
		return values[name] ?? fallback;
	};
	return { reads, parameter: parametersOf({ getNodeParameter } as unknown as IExecuteSingleFunctions) };
}

it('has n8n evaluate a field once, however often it is read', () => {
	const { reads, parameter } = fields({ videoId: 'v7' });

	expect([parameter('videoId'), parameter('videoId'), parameter('videoId', 'other')]).toEqual([
		'v7',
		'v7',
		'v7',
	]);
	expect(reads).toEqual(['videoId']);
});

it('never takes one reader’s fallback for the value of the field', () => {
	const { parameter } = fields({});

	expect(parameter('download', false)).toBe(false);
	expect(parameter('download', true)).toBe(true);
});

it('reads what was chosen or entered in a picker', () => {
	const { parameter } = fields({ avatar: { __rl: true, mode: 'id', value: '81' } });

	expect([parameter('avatar'), parameter('avatar')]).toEqual(['81', '81']);
});
