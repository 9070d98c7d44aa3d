import { estimatedCredits, shownCredits } from '../../nodes/shared/vocabulary/jobs/prices';
import type { JobKind } from '../../nodes/shared/vocabulary/jobs/kinds';

const spoken = (words: number) => ({ voice: { script: Array(words).fill('word').join(' \n ') } });

describe('the price of a job, about', () => {
	it.each<[JobKind, unknown, number]>([
		['aiScript', {}, 0.2],
		['avatarVideo', spoken(1), 1],
		['avatarVideo', spoken(300), 1],
		['avatarVideo', spoken(301), 2],
		['avatarVideo', spoken(601), 3],
		['avatarVideo', { voice: { script: '会'.repeat(600) } }, 1],
		['avatarVideo', { voice: { script: `${'会'.repeat(600)} word` } }, 2],
		['avatarVideo', { voice: { script: 'a会'.repeat(201) } }, 2],
		['avatarVideo', { voice: { audio_url: 'https://m/a.mp3' } }, 1],
		['avatarVideo', undefined, 1],
		['productVideo', { video_spec: { length: '120' } }, 1],
		['productVideo', { video_spec: { length: 121 } }, 2],
		['productVideo', {}, 1],
		['productPreview', { visual_styles: ['a', 'b', 'c'], video_spec: { length: '60' } }, 1.5],
		['productPreview', { visual_styles: 'a', video_spec: { length: '130' } }, 1],
		['productPreview', {}, 0.5],
		['templateVideo', {}, 1],
		['lipSync', {}, 0.48],
		['videoTranslation', {}, 1.5],
		['photoImages', {}, 0.2],
		['photoAvatar', { model: '1.0' }, 2],
		['photoAvatar', { model: '2.0-Pro' }, 3],
		['photoAvatar', {}, 2],
		['productImages', { quality: 'high', num_images: 3 }, 1.5],
		['productImages', { quality: 'low' }, 0.1],
		['productImages', { num_images: '2' }, 0.4],
		['productAvatar', {}, 2],
		['legacyProject', {}, 0],
	])('%s (%#)', (kind, body, credits) => {
		expect(estimatedCredits(kind, body)).toBe(credits);
	});

	it('is shown with two digits at most', () => {
		expect([3, 0.1 + 0.2, 1.005, 2 / 3].map(shownCredits)).toEqual(['3', '0.3', '1', '0.67']);
	});
});
