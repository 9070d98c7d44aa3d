import type { INodeProperties } from 'n8n-workflow';
import { JoggAiAccount } from '../../nodes/Account/JoggAiAccount.node.ts';
import { JoggAiAiScript } from '../../nodes/AiScript/JoggAiAiScript.node.ts';
import { JoggAiListVoices } from '../../nodes/ListVoices/JoggAiListVoices.node.ts';
import { alphabetically } from '../../nodes/shared/vocabulary/choices';

const labelsOf = ({ options = [] }: INodeProperties): string[] => options.map(({ name }) => name);

it('orders the labels of long menus as a dictionary does', () => {
	const menus = [new JoggAiAccount(), new JoggAiAiScript(), new JoggAiListVoices()].flatMap(
		({ description }) => description.properties.map(labelsOf),
	);
	const labels = [...new Set(menus.flat())];

	expect(labels.length).toBeGreaterThan(80);
	expect([...labels].sort(alphabetically)).toEqual([...labels].sort((a, b) => a.localeCompare(b, 'en')));
});

it('does not put capital letters first', () => {
	expect(['b', 'C', 'a', 'A', 'B'].sort(alphabetically)).toEqual(['a', 'A', 'b', 'B', 'C']);
});
