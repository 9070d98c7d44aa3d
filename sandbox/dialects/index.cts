import type { Dialect } from './dialect.cts';
import { guide } from './guide.cts';
import { spec } from './spec.cts';

/** By the name that the settings know them by. */
export const DIALECTS = { spec, guide } satisfies Record<string, Dialect>;

export type DialectName = keyof typeof DIALECTS;
