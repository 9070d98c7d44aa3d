import { SMALL_LIBRARY } from '../data/library.cts';
import { newId } from '../ids.cts';
import type { Dialect } from './dialect.cts';

/** The published schema. */
export const spec: Dialect = {
	success: (data) => ({ rid: newId(8), code: 0, msg: 'Success', data }),
	transforms: {},
	refusalStatus: () => 200,
	complaintCodes: [],
	ignoredFields: {},
	ignoresPages: false,
	library: SMALL_LIBRARY,
	newId,
	fileDelaySeconds: 0,
	eventData: (data) => data,
	tellsEventIds: true,
};
