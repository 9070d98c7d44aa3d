/** Loaded into Node children with --import: when the process that started them is gone, they end too. */
import { setInterval } from 'node:timers';

const parent = process.ppid;
const EVERY_MS = 1000;

setInterval(() => {
	if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, EVERY_MS).unref();
