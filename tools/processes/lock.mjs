/**
 * One process at a time, across processes: a lock file made atomically, touched while it is held,
 * and taken over when its holder no longer touches it.
 */
import {
	existsSync,
	linkSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { createHash, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';

const TOUCH_MS = 2000;
const STALE_MS = 20000;

/** A lock file outside the folder that it is about. */
export function lockFor(purpose, folder) {
	const key = createHash('sha256').update(folder).digest('hex').slice(0, 16);
	return join(tmpdir(), `n8n-nodes-joggai-video-${purpose}-${key}.lock`);
}

/** Runs `work` while holding the lock; `onWait` is called again and again while somebody else holds it. */
export async function withLock(file, work, { onWait = () => {} } = {}) {
	mkdirSync(dirname(file), { recursive: true });
	while (!acquire(file)) {
		onWait();
		await sleep(1000);
	}
	const touch = setInterval(() => existsSync(file) && utimesSync(file, new Date(), new Date()), TOUCH_MS);
	try {
		return await work();
	} finally {
		clearInterval(touch);
		rmSync(file, { force: true });
	}
}

function acquire(file) {
	const mine = `${file}.${process.pid}.${randomUUID()}`;
	writeFileSync(mine, String(process.pid));
	try {
		linkSync(mine, file);
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
		if (isStale(file)) discard(file, mine);
		return false;
	} finally {
		rmSync(mine, { force: true });
	}
}

function isStale(file) {
	try {
		const silent = Date.now() - statSync(file).mtimeMs > STALE_MS;
		return silent || !isAlive(Number(readFileSync(file, 'utf8')));
	} catch (error) {
		if (error.code === 'ENOENT') return false; // released meanwhile
		throw error;
	}
}

/** Moves the file aside before judging it again, so that a fresh lock made in between is put back. */
function discard(file, mine) {
	const aside = `${mine}.stale`;
	try {
		renameSync(file, aside);
		if (!isStale(aside)) linkSync(aside, file);
	} catch (error) {
		if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
	} finally {
		rmSync(aside, { force: true });
	}
}

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}
