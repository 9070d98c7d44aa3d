import fc from 'fast-check';
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiPhotoAvatar } from '../../nodes/PhotoAvatar/JoggAiPhotoAvatar.node';
import { JoggAiProductVideo } from '../../nodes/ProductVideo/JoggAiProductVideo.node';
import { estimatedCredits, shownCredits } from '../../nodes/shared/vocabulary/jobs/prices';
import { expressionOf } from '../harness/expression.cts';

/** What n8n shows beside a form before a run. */
function shownBeside(type: INodeType, parameters: INodeParameters): string[] {
	const { hints = [] } = type.description;
	return hints
		.filter(({ displayCondition }) => expressionOf(type, displayCondition, parameters) === true)
		.map(({ message }) => message);
}

const avatarVideo = new JoggAiAvatarVideo();
const script = (text: string, more: INodeParameters = {}) =>
	shownBeside(avatarVideo, { operation: 'create', script: text, ...more });

describe('the price beside the form', () => {
	it('is the price by which an avatar video is counted, whatever its script', () => {
		const word = fc.constantFrom('word', 'naïve', '物', 'これは', 'สวัสดี', "it's");
		const text = fc
			.tuple(fc.array(word, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 400 }))
			.map(([words, times]) => `${words.join(' ')} `.repeat(times));
		fc.assert(
			fc.property(text, (words) => {
				const credits = estimatedCredits('avatarVideo', { voice: { script: words } });
				const price = credits > 3 ? 'more than 3 credits' : `about ${credits} credit`;
				const shown = script(words);
				expect(shown).toHaveLength(1);
				expect(shown[0]).toContain(`costs ${price}`);
			}),
			{ numRuns: 150 },
		);
	});

	it('says why a script costs more', () => {
		expect(script('word '.repeat(301))[0]).toContain(
			'costs about 2 credits, because this script takes longer than 2 minutes.',
		);
	});

	it('stays general where nobody knows the length: an empty script, a recording', () => {
		for (const shown of [script(''), script('x', { speechFrom: 'audio' })])
			expect(shown).toEqual([expect.stringContaining('costs 1 credit per started 2 minutes.')]);
	});

	it('counts the styles of previews, each of them once', () => {
		const previews = (visualStyles: string[]) =>
			shownBeside(new JoggAiProductVideo(), { resource: 'preview', operation: 'create', visualStyles });
		expect(previews(['A'])).toEqual([expect.stringContaining('about 0.5 credits for 1 visual style.')]);
		expect(previews(['A', 'B', 'B'])).toEqual([
			expect.stringContaining('about 1 credit for 2 visual styles.'),
		]);
		expect(previews([])).toEqual([expect.stringContaining('0.5 credits per style and started 2 minutes.')]);
	});

	it.each(['1.0', '2.0', '2.0-Pro', '3.0'])('knows what the motion model %s costs', (motionModel) => {
		const credits = shownCredits(estimatedCredits('photoAvatar', { model: motionModel }));
		expect(shownBeside(new JoggAiPhotoAvatar(), { operation: 'createAvatar', motionModel })).toEqual([
			expect.stringContaining(`costs ${credits} credits with this motion model.`),
		]);
	});

	it('is none where the form only checks', () => {
		expect(script('word', { options: { checkOnly: true } })).toEqual([
			'With "Check Only", nothing is sent and nothing is charged.',
		]);
	});
});
