import { eventChoice, eventMeaning, eventNames } from '../../nodes/shared/vocabulary/events';

describe('the events that a field holds', () => {
	it.each([
		[
			['a', 'b', 'a'],
			['a', 'b'],
		],
		['a', ['a']],
		[' a , b ,', ['a', 'b']],
		[undefined, []],
		[[], []],
		['', []],
	])('%j are %j', (value, names) => {
		expect(eventNames(value)).toEqual(names);
	});
});

describe('an event in words', () => {
	it.each([
		[
			'generated_image_success',
			'Photo avatar images completed',
			'The pictures to choose from for a photo avatar',
		],
		['generated_script_failed', 'AI script failed', undefined],
		['generated_lip__sync_success', 'Lip sync completed', 'JoggAI calls it generated_lip__sync_success'],
		['create_voice_failed', 'Voice failed', 'JoggAI calls it create_voice_failed'],
		['recreate_voice', 'Recreate voice', 'JoggAI calls it recreate_voice'],
	])('%s is "%s"', (event, name, description) => {
		expect(eventChoice(event)).toEqual({ name, value: event, description });
	});
});

describe('what an event is about', () => {
	it.each([
		['generated_image_success', { photo_id: 1 }, 'photoImages', 'completed'],
		['generated_image_failed', { batch_id: 1 }, 'productImages', 'failed'],
		['generated_video_success', { batch_id: 1 }, 'video', 'completed'],
		['generated_lip_sync_success', {}, 'lipSync', 'completed'],
		['quota_low', {}, 'quotaLow', undefined],
		['Quota_success', {}, 'Quota', 'completed'],
		['success', {}, 'success', undefined],
		['credits_success_soon', {}, 'creditsSuccessSoon', undefined],
		['credits_failed2', {}, 'creditsFailed2', undefined],
		['', {}, '', undefined],
	])('%j with %j is %s, %s', (event, data, kind, outcome) => {
		expect(eventMeaning(event, data)).toEqual({ kind, outcome });
	});
});
