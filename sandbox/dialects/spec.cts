import { newId } from '../ids.cts';
import type { Dialect } from './dialect.cts';

/** The published schema. */
export const spec: Dialect = {
	success: (data) => ({ rid: newId(8), code: 0, msg: 'Success', data }),
	transforms: {},
};
