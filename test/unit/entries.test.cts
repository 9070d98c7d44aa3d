import { avatarOf } from '../../nodes/shared/vocabulary/avatars';
import { musicOf, visualStyleOf } from '../../nodes/shared/vocabulary/catalog';
import { aspectRatioWord } from '../../nodes/shared/vocabulary/choices';
import { longestDescription } from '../../nodes/shared/vocabulary/avatars';
import { templateOf } from '../../nodes/shared/vocabulary/templates';
import { translationLanguageOf } from '../../nodes/shared/vocabulary/languages';
import { voiceOf } from '../../nodes/shared/vocabulary/voices';
import { webhookEndpointOf, withoutSecret } from '../../nodes/shared/vocabulary/webhookEndpoints';

const NAMED = { name: '' };

describe('an entry of a list, in full and with the least that JoggAI tells', () => {
	it('of avatars', () => {
		const raw = {
			id: '81',
			name: 'Ada',
			status: 1,
			aspect_ratio: 'portrait',
			gender: 'female',
			age: 'adult',
			style: 'social',
			video_url: 'https://m/v.mp4',
			avatar_url: 'https://m/a.mp4',
			cover_url: 'https://m/c.jpg',
			fail_msg: 'none',
		};
		expect(avatarOf(raw, 'public')).toEqual({
			avatarId: 81,
			name: 'Ada',
			source: 'public',
			status: 'completed',
			aspectRatio: 'portrait',
			gender: 'female',
			age: 'adult',
			style: 'social',
			previewUrl: 'https://m/v.mp4',
			coverUrl: 'https://m/c.jpg',
			reason: undefined,
		});
		expect(avatarOf({}, 'photo')).toEqual({ ...NAMED, source: 'photo', status: 'completed' });
		const failed = { avatar_id: 7, avatar_status: 2, avatar_url: 'https://m/a.mp4', fail_msg: 'too dark' };
		expect(avatarOf(failed, 'photo')).toMatchObject({
			avatarId: 7,
			status: 'failed',
			previewUrl: 'https://m/a.mp4',
			reason: 'too dark',
		});
		expect(avatarOf({ ...failed, fail_msg: '' }, 'photo').reason).toBeUndefined();
		expect(avatarOf({ gender: '', age: '', style: '', cover_url: '', video_url: '' }, 'photo')).toEqual({
			...NAMED,
			source: 'photo',
			status: 'completed',
		});
	});

	it('of voices', () => {
		const raw = {
			voice_id: 'v1',
			id: 7,
			name: 'Grace',
			language: 'english',
			gender: 'female',
			age: 'young',
			accent: 'british',
			use_case: 'news',
			audio_url: 'https://m/a.mp3',
			audition_url: 'https://m/b.mp3',
		};
		expect(voiceOf(raw, 'library')).toEqual({
			voiceId: 'v1',
			name: 'Grace',
			source: 'library',
			language: 'english',
			gender: 'female',
			age: 'young',
			accent: 'british',
			useCase: 'news',
			sampleUrl: 'https://m/a.mp3',
		});
		expect(voiceOf({ id: 7, audition_url: 'https://m/b.mp3' }, 'custom')).toMatchObject({
			voiceId: '7',
			sampleUrl: 'https://m/b.mp3',
		});
		const blank = { language: '', gender: '', age: '', accent: '', use_case: '', audio_url: '' };
		for (const least of [{}, blank])
			expect(voiceOf(least, 'custom')).toEqual({ ...NAMED, voiceId: '', source: 'custom' });
	});

	it('of music and visual styles', () => {
		expect(musicOf({ id: '13', name: ' Calm ', duration: '65', music_url: 'https://m/a.mp3' })).toEqual({
			musicId: 13,
			name: 'Calm',
			durationSeconds: 65,
			musicUrl: 'https://m/a.mp3',
		});
		expect(musicOf({ duration: 0 })).toEqual(NAMED);
		expect(visualStyleOf({ id: 3, name: 'Bold', preview_url: 'https://m/v.mp4' })).toEqual({
			name: 'Bold',
			visualStyleId: 3,
			previewUrl: 'https://m/v.mp4',
		});
		expect(visualStyleOf({ preview_url: '' })).toEqual(NAMED);
	});

	it('of templates', () => {
		const raw = {
			id: '7',
			name: 'Sale',
			aspect_ratio: 2,
			preview_url: 'https://m/v.mp4',
			cover_url: 'https://m/c',
		};
		expect(templateOf(raw, 'own')).toEqual({
			templateId: 7,
			name: 'Sale',
			source: 'own',
			aspectRatio: 'square',
			previewUrl: 'https://m/v.mp4',
			coverUrl: 'https://m/c',
		});
		expect(templateOf({ template_id: 8 }, 'library').templateId).toBe(8);
		expect(templateOf({ preview_url: '', cover_url: '' }, 'library')).toEqual({
			...NAMED,
			source: 'library',
		});
	});

	it('of webhook endpoints', () => {
		const raw = {
			endpoint_id: 'e1',
			id: 7,
			url: 'https://a.example',
			status: 'enabled',
			events: ['a', 7],
			username: 'demo',
			created_at: 1760001200,
			secret: 'whsec',
		};
		expect(webhookEndpointOf(raw)).toEqual({
			endpointId: 'e1',
			url: 'https://a.example',
			status: 'enabled',
			events: ['a', '7'],
			username: 'demo',
			createdAt: '2025-10-09T09:13:20.000Z',
			secret: 'whsec',
		});
		expect(webhookEndpointOf({ id: 7, events: 'a' })).toMatchObject({ endpointId: '7', events: ['a'] });
		for (const least of [{}, { events: null, username: '', secret: '' }])
			expect(webhookEndpointOf(least)).toEqual({ endpointId: '', url: '', status: '', events: [] });
		expect(withoutSecret({ secret: 'whsec', id: 7 })).toEqual({ id: 7 });
	});

	it.each<[unknown, object]>([
		['German', { language: 'german', name: 'German' }],
		[
			{ name: ' Chinese ', code: 'zh' },
			{ language: 'chinese', name: 'Chinese (Simplified)', code: 'zh' },
		],
		[
			{ name: 'old-norse of éire', code: '' },
			{ language: 'old-norse of éire', name: 'Old-Norse Of Éire' },
		],
		[{ code: 7 }, { language: '', name: '' }],
		[null, { language: '', name: '' }],
	])('of languages (%j)', (entry, language) => {
		expect(translationLanguageOf(entry)).toEqual(language);
	});
});

describe('a shape', () => {
	it.each([
		['portrait', 'portrait'],
		['landscape', 'landscape'],
		[0, 'portrait'],
		['1', 'landscape'],
		[2, 'square'],
		[3, undefined],
		['round', undefined],
		['', undefined],
		[null, undefined],
		[undefined, undefined],
	])('that JoggAI tells as %j is %j', (value, word) => {
		expect(aspectRatioWord(value)).toBe(word);
	});
});

describe('a description of an avatar', () => {
	it('is spoken by the first model, and so must be shorter there', () => {
		expect([longestDescription('1.0'), longestDescription('2.0')]).toEqual([299, 1500]);
	});
});
