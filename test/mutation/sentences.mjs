import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Three words and more are for people; shorter texts may be names, addresses or JoggAI's words. */
const SENTENCE = /\p{L}[\p{L}'’,:;.]* +\p{L}[\p{L}'’,:;.]* +\p{L}/u;

/**
 * Leaves sentences alone: how something is said is no behaviour, and tests that repeat every word would only have to be
 * changed along with them. What a sentence says of a run (IDs, numbers, causes) stands in templates, which are mutated.
 */
const sentences = {
	shouldIgnore: ({ node }) =>
		node.type === 'StringLiteral' && SENTENCE.test(node.value) ? 'words for people' : undefined,
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'sentences', sentences)];
