import type { Dialect } from './dialect.cts';
import { guide } from './guide.cts';
import { live } from './live.cts';
import { spec } from './spec.cts';

/** By the name that the settings know them by. */
export const DIALECTS = { spec, guide, live } satisfies Record<string, Dialect>;

export type DialectName = keyof typeof DIALECTS;
