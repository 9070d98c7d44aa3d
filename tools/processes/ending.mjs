/** Every way out leads through here: Ctrl-C, a closed terminal, a lost npm, an accident, the normal end. */
import { existsSync, rmSync } from 'node:fs';
import { setInterval } from 'node:timers';
import { killAll, stopAll } from './children.mjs';

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const temporary = new Set();
const logs = new Set();
const listeners = [];
let ending;
let interruptedWith = (status) => status;
let interruptedAt = 0;
/** A terminal's Ctrl-C reaches us twice: directly, and handed on by npm. */
const SAME_KEYSTROKE_MS = 1000;

/** Called once when the end is asked for from outside. */
export const onEnd = (listener) => listeners.push(listener);
export const isEnding = () => ending !== undefined;

/** A folder or file that goes with us. */
export function temporarily(path) {
	temporary.add(path);
	return path;
}

/** A log that stays when something went wrong, for the person who looks into it. */
export function keptOnFailure(path) {
	logs.add(path);
	return path;
}

/** The logs there are to look into. */
export const logsToRead = () => [...logs].filter((path) => existsSync(path));

/** Ends all children, then this process. Further calls wait for the first. */
export async function endWith(status) {
	ending ??= stopAll().then(() => process.exit(status));
	await ending;
}

/** From now on an interruption is the expected end. */
export function interruptionIsFine() {
	interruptedWith = () => 0;
}

for (const [signal, status] of Object.entries(SIGNALS)) process.on(signal, () => interrupt(status));

function interrupt(status) {
	if (Date.now() - interruptedAt < SAME_KEYSTROKE_MS) return undefined;
	if (isEnding()) process.exit(status); // asked twice: at once
	interruptedAt = Date.now();
	const ended = endWith(interruptedWith(status));
	listeners.forEach((listener) => listener());
	return ended;
}

process.on('exit', (status) => {
	killAll();
	const obsolete = status === 0 || interruptedAt > 0 ? [...temporary, ...logs] : temporary;
	for (const path of obsolete) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
});

// npm does not always hand a SIGTERM on; when it is gone, so are we.
const npmProcess = process.ppid;
if (process.env.npm_lifecycle_event) {
	setInterval(() => process.ppid !== npmProcess && !isEnding() && interrupt(SIGNALS.SIGTERM), 1000).unref();
}
