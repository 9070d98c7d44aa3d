const MEBIBYTE = 1024 * 1024;
const LOOK_EVERY_MS = 10;

/** Highest growth of this process's resident memory while `work` runs, in MiB. Needs --expose-gc. */
export async function growthDuring(work: () => Promise<void>): Promise<number> {
	global.gc?.();
	const before = process.memoryUsage().rss;
	let peak = before;
	const look = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), LOOK_EVERY_MS);
	await work();
	clearInterval(look);
	return Math.round((peak - before) / MEBIBYTE);
}

/** The bytes of a film, a mebibyte at a time. */
export function* film(mebibytes: number): Generator<Buffer> {
	const second = Buffer.alloc(MEBIBYTE, '\0film');
	for (let size = 0; size < mebibytes; size++) yield second;
}
