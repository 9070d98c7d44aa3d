import type { Problem } from '../../nodes/shared/api/problem';
import { detailsOf } from '../../nodes/shared/purchases/outcome';
import type { Purchase } from '../../nodes/shared/purchases/purchase';

const bought = (more: Partial<Purchase> = {}): Purchase => ({
	key: 'k',
	kind: 'avatarVideo',
	parts: [{ id: 'v1' }],
	at: 0,
	credits: 1,
	state: 'held',
	holder: { execution: '42', run: 0, item: 0 },
	...more,
});
const asked = (more: Partial<Purchase> = {}) => bought({ parts: [], state: 'asked', ...more });
const PASSING: Partial<Problem> = { httpStatus: 502, transient: true };

describe('whether an item was charged', () => {
	it.each<[what: string, charged: boolean | null, one: Purchase]>([
		['was accepted', true, bought()],
		['could not be made', true, bought({ state: 'failed' })],
		['is free', false, bought({ kind: 'product', credits: 0 })],
		['was paid for by the execution that n8n retries', false, bought({ from: 'owed' })],
		['is of a request whose answer was lost', null, asked()],
		['is of such a request of the execution that n8n retries', null, asked({ from: 'owed' })],
		['is a change of which nobody knows', false, asked({ kind: 'change', credits: 0 })],
	])('where its purchase %s: %s', (_what, charged, one) => {
		const { tryAgain, jobs } = detailsOf(PASSING, [one]);
		expect(detailsOf(PASSING, [one])).toMatchObject({ charged });
		expect(tryAgain).toBe(charged === false && jobs === undefined);
	});

	it('is certain where one of several was accepted and nobody knows of another', () => {
		expect(detailsOf(PASSING, [asked()], [bought()])).toMatchObject({ outcome: 'unknown', charged: true });
	});

	it('is told of all items, and tried again by its own alone', () => {
		expect(detailsOf(PASSING, [], [bought()])).toEqual({
			outcome: 'refused',
			charged: true,
			jobs: [{ kind: 'avatarVideo', id: 'v1' }],
			tryAgain: true,
		});
	});
});

describe('the jobs of an item', () => {
	it('are what it bought, where the problem names none', () => {
		const own = [bought({ parts: [{ id: 'v1' }, { reason: 'refused' }, { id: 'v2' }] })];
		expect(detailsOf(PASSING, own)).toMatchObject({
			outcome: 'notFinished',
			jobs: [
				{ kind: 'avatarVideo', id: 'v1' },
				{ kind: 'avatarVideo', id: 'v2' },
			],
		});
	});

	it('are not those that it might have taken from an earlier run', () => {
		expect(detailsOf(PASSING, [bought({ from: 'lent', credits: 0, isUnchecked: true })])).toEqual({
			outcome: 'refused',
			charged: false,
			tryAgain: true,
		});
	});

	it('are no products', () => {
		expect(detailsOf(PASSING, [bought({ kind: 'product', credits: 0 })])).not.toHaveProperty('jobs');
	});
});

describe('how far an item has come', () => {
	it.each<[outcome: string, tryAgain: boolean, problem: Partial<Problem>]>([
		['invalidInput', false, {}],
		['notSent', true, { outcome: 'notSent' }],
		['refused', false, { code: 40000, httpStatus: 200, outcomeUnknown: false }],
		['refused', true, { code: 18020, fatal: true }],
		['refused', true, { httpStatus: 502, outcomeUnknown: true, transient: true }],
		['refused', true, { outcomeUnknown: true }],
		['refused', true, { transient: true }],
		['notMade', false, { outcome: 'notMade' }],
		['noFile', true, { outcome: 'noFile', transient: true }],
	])('is %s, may be tried again: %s, where all that is known is %j', (outcome, tryAgain, problem) => {
		expect(detailsOf(problem, [])).toEqual({
			outcome,
			charged: false,
			joggAiCode: problem.code,
			tryAgain,
		});
	});

	it('is told by what it bought rather than by what went wrong afterwards', () => {
		expect(detailsOf({ outcome: 'notSent' }, [bought()]).outcome).toBe('notFinished');
		expect(detailsOf({ outcome: 'notMade' }, [bought()]).outcome).toBe('notMade');
		expect(detailsOf({ outcome: 'noFile' }, [bought()]).outcome).toBe('noFile');
		expect(detailsOf({ outcome: 'notSent' }, [asked()]).outcome).toBe('unknown');
	});
});
