import { LIVE_LIBRARY } from '../data/library.cts';
import { newNumber } from '../ids.cts';
import { changeDeep, listAt, textAt, without, type JsonObject } from '../json.cts';
import type { Dialect } from './dialect.cts';
import { spec } from './spec.cts';
import { renamed, type Transform } from './transforms.cts';

const ID_FIELDS = /(^|_)id$/;

const isNumber = (value: unknown): boolean =>
	typeof value === 'string' && /^[1-9]\d*$/.test(value) && Number.isSafeInteger(Number(value));

/** Ids are numbers where JSON can carry them, and empty lists are null. */
const asServed = (data: unknown): JsonObject =>
	changeDeep(data, (name, value) => {
		if (Array.isArray(value) && value.length === 0) return null;
		return ID_FIELDS.test(name) && isNumber(value) ? Number(value) : undefined;
	}) as JsonObject;

const isOver = (generation: unknown): boolean =>
	['completed', 'failed', 'cancelled'].includes(textAt(generation, 'status') ?? '');

/** Only `summary` tells how far a batch is: pictures appear in the list when they are over. */
const finishedOnly: Transform = (data) => ({
	...data,
	generations: listAt(data, 'generations').filter(isOver),
});

/** A wrong key and an outage have statuses of their own; whether others have is not known. */
const STATUSES: Record<number, number> = { 429: 429, 10105: 401, 50000: 503 };

/** What callers met at the service itself in 2026. */
export const live: Dialect = {
	...spec,
	success: (data) => spec.success(asServed(data)),
	transforms: {
		'GET /v2/product_avatar/generation/{batch_id}': finishedOnly,
		// It never moved, while video after video was made.
		'GET /v2/user/remaining_quota': (data) => ({ ...data, remaining_quota: 0 }),
	},
	refusalStatus: (code) => STATUSES[code] ?? 400,
	complaintCodes: [[/^script(\.style)? is required$/, 18001]],
	ignoredFields: {
		'POST /v2/create_video_from_product': ['override_script'],
		'POST /v2/create_video_from_product/preview_list': ['override_script'],
	},
	ignoresPages: true,
	library: LIVE_LIBRARY,
	newId: newNumber,
	fileDelaySeconds: 45,
	eventData: (data) =>
		asServed(without(renamed({ video_id: 'project_id' })(data, {}), 'status', 'cover_url')),
	tellsEventIds: false,
};
