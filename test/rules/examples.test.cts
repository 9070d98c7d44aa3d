import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLIC_AVATAR_AGES, PUBLIC_AVATAR_GENDERS } from '../../nodes/shared/vocabulary/avatars';
import { ASPECT_RATIOS } from '../../nodes/shared/vocabulary/choices';
import { LANGUAGES } from '../../nodes/shared/vocabulary/languages';
import { ROOT } from '../harness/nodeTypes.cts';

/** Sentences of ours stand here; what they say, and that a workflow may decide by, stands in `details`. */
const SENTENCE = String.raw`\b(?:error|message|warning)\b`;
const SEARCHES = String.raw`\.(?:includes|test|exec|match|matchAll|search|indexOf|startsWith|endsWith|split)\(`;
/** An expression that searches anything and speaks of a sentence, or that compares a sentence with words. */
const DECIDES = new RegExp(
	String.raw`(?=.*${SENTENCE})(?=.*${SEARCHES})|${SENTENCE}\S*\s*[!=]==?\s*['"\x60]\w|['"\x60]\s*[!=]==?\s*[$\w.?]*${SENTENCE}`,
	's',
);
/** What an If, Filter or Switch may ask of a sentence: whether there is one. */
const ASKS_FOR_PRESENCE = ['empty', 'notEmpty', 'exists', 'notExists'];

interface Condition {
	leftValue: unknown;
	operator: { operation: string };
}

/** Every text of a node's parameters that n8n evaluates, and every condition that it asks. */
function partsOf(value: unknown, key = ''): Array<string | Condition> {
	if (typeof value === 'string') return value.startsWith('=') || key === 'jsCode' ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	const inner = Object.entries(value).flatMap(([name, one]) => partsOf(one, name));
	return 'leftValue' in value && 'operator' in value ? [value as Condition, ...inner] : inner;
}

/** The parts of a node that decide by words of ours. */
const decidingByWords = (parameters: unknown): Array<string | Condition> =>
	partsOf(parameters).filter((part) =>
		typeof part === 'string'
			? DECIDES.test(part)
			: new RegExp(SENTENCE).test(String(part.leftValue)) &&
				!ASKS_FOR_PRESENCE.includes(part.operator.operation),
	);

const condition = (leftValue: string, operation: string) => ({
	conditions: { conditions: [{ leftValue, operator: { type: 'string', operation } }] },
});

describe('a node of an example that decides by words of ours', () => {
	it.each<[what: string, parameters: object]>([
		['a pattern', { value: "={{ /^JoggAI could not make/.test($json.error ?? '') ? 'failed' : '' }}" }],
		['a search', { value: "={{ $json.message.includes('charged') }}" }],
		['a search in several', { value: '={{ [$json.error, $json.message].join().match(/charged/) }}' }],
		['a comparison', { value: "={{ $json.error === 'The wait is over' ? 1 : 2 }}" }],
		['a comparison the other way round', { value: "={{ 'The wait is over' == $json.error ? 1 : 2 }}" }],
		['the code of a node', { jsCode: "return items.filter((one) => one.json.error.startsWith('JoggAI'))" }],
		['a condition', condition('={{ $json.warning }}', 'contains')],
	])('is noticed by %s', (_what, parameters) => {
		expect(decidingByWords(parameters)).toHaveLength(1);
	});

	it.each<[what: string, parameters: object]>([
		['shows the words', { value: '={{ $json.error }}: {{ $json.message }}' }],
		['decides by the data', { value: "={{ $json.details?.outcome === 'notMade' ? 'failed' : '' }}" }],
		['asks whether there are any', condition('={{ $json.warning }}', 'empty')],
		['searches something else', { value: "={{ ['A', 'B'].includes($prevNode.name) }}" }],
	])('is none that %s', (_what, parameters) => {
		expect(decidingByWords(parameters)).toEqual([]);
	});
});

const FOLDER = join(ROOT, 'examples');

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith('.json')))('%s', (name) => {
	const { nodes } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as {
		nodes: Array<{ name: string; parameters: object }>;
	};

	it('decides by details, never by a sentence of ours, which may become a better one', () => {
		expect(
			nodes.flatMap((node) => decidingByWords(node.parameters).map((part) => [node.name, part])),
		).toEqual([]);
	});
});

describe('the form of the example that chooses an avatar by its face', () => {
	interface Dropdown {
		fieldLabel: string;
		fieldOptions: { values: Array<{ option: string }> };
	}
	const { nodes } = JSON.parse(readFileSync(join(FOLDER, 'choose-an-avatar-by-its-face.json'), 'utf8')) as {
		nodes: Array<{ type: string; parameters: { formFields: { values: Dropdown[] } } }>;
	};
	const [{ parameters }] = nodes.filter(({ type }) => type === 'n8n-nodes-base.formTrigger');

	it.each([
		['Shape', ['any', ...Object.keys(ASPECT_RATIOS)]],
		['Gender', ['any', ...Object.keys(PUBLIC_AVATAR_GENDERS)]],
		['Age', ['any', ...Object.keys(PUBLIC_AVATAR_AGES)]],
		['Language', Object.keys(LANGUAGES)],
	])('offers as %s what JoggAI knows', (label, known) => {
		const field = parameters.formFields.values.find(({ fieldLabel }) => fieldLabel === label);
		const offered = field?.fieldOptions.values.map(({ option }) => option.toLowerCase().replace(' ', '_'));
		expect(offered?.sort()).toEqual([...known].sort());
	});
});
