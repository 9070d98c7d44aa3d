const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);

/** The value that so large a part of all (0 to 1) does not exceed. */
export const percentile = (values: number[], part: number): number =>
	sorted(values)[Math.max(0, Math.ceil(part * values.length) - 1)];

export const median = (values: number[]): number => percentile(values, 0.5);

export const mean = (values: number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;
