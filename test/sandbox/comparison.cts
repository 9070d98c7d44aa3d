import { OPERATIONS, type OperationName } from '../../sandbox/operations/index.cts';
import type { Operation } from '../../sandbox/operations/operation.cts';
import { readVendorSpec, type VendorRow } from './vendor-spec.cts';

const file = process.env.JOGGAI_SPEC;

/** For comparisons with the vendor's document, which is not in this repository: `JOGGAI_SPEC=… npx jest …`. */
export const describeSpec = file ? describe : describe.skip;

export const vendorRows: VendorRow[] = file ? readVendorSpec(file) : [];
export const keyOf = ({ method, path }: VendorRow): string => `${method} ${path}`;

export const vendorKeys = vendorRows.map(keyOf);
export const vendorRow = (key: string): VendorRow | undefined => vendorRows.find((row) => keyOf(row) === key);

/** Told of by callers only: the document does not have it. */
export const UNDOCUMENTED_PATHS = ['GET /v2/lip_sync_video'];

/** What the sandbox serves of the same API version, as far as the document can know it. */
export const served = Object.entries<Operation>(OPERATIONS)
	.filter(([key]) => !key.includes(' /v1/') && !UNDOCUMENTED_PATHS.includes(key))
	.map(([key, operation]) => ({ key: key as OperationName, ...operation }));

export const missing = (from: string[], others: string[]): string[] =>
	from.filter((one) => !others.includes(one));
