import { channel } from 'node:diagnostics_channel';
import { setMaxListeners } from 'node:events';
import { clock, realClock } from '../../nodes/shared/platform/clock';

interface Sleeper {
	due: number;
	wake: () => void;
}

/** Turns of the event loop without any change after which everything is taken to wait for time alone. */
const QUIET_TURNS = 25;

/** The clock that the package goes by; never more than one. */
const installed = new Set<VirtualClock>();
const uninstallAll = () => installed.forEach((one) => one.uninstall());

// A test that fails never gets to its own last line, and a clock that goes on turning would keep jest from ending.
afterEach(uninstallAll);

/** What a test left behind when it failed waits for ever: in real time it would keep jest busy for minutes. */
const standstill = async (): Promise<void> => await new Promise(() => undefined);

/**
 * Time that stands still while anything happens and jumps to the next sleeper when nothing does; who sleeps until the
 * same moment wakes together, as with timers. "Nothing" is judged by events, not by real time: no HTTP request is under
 * way and the event loop has turned idly for a while.
 */
export class VirtualClock {
	private time = Date.parse('2026-10-01T00:00:00Z');
	private sleepers: Sleeper[] = [];
	private requestsUnderWay = 0;
	private quietTurns = 0;
	private running = true;
	private isStopped = false;

	constructor() {
		channel('http.client.request.start').subscribe(this.requestStarted);
		channel('http.client.response.finish').subscribe(this.requestEnded);
		channel('http.client.request.error').subscribe(this.requestEnded);
		setImmediate(this.turn);
	}

	now = (): number => this.time;

	sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
		this.quietTurns = 0;
		signal?.throwIfAborted();
		if (ms <= 0) return;
		await new Promise<void>((resolve, reject) => {
			const end = (settle: () => void) => {
				this.sleepers = this.sleepers.filter((other) => other !== sleeper);
				this.quietTurns = 0;
				signal?.removeEventListener('abort', abort);
				settle();
			};
			const abort = () => end(() => reject(signal?.reason));
			const sleeper = { due: this.time + ms, wake: () => end(resolve) };
			this.sleepers.push(sleeper);
			if (signal) setMaxListeners(0, signal);
			signal?.addEventListener('abort', abort, { once: true });
		});
	};

	/** Seconds since the clock was made. */
	get elapsedSeconds(): number {
		return (this.time - Date.parse('2026-10-01T00:00:00Z')) / 1000;
	}

	/** Stops time from jumping by itself, so that a test can act in between. */
	hold(): void {
		this.running = false;
	}

	release(): void {
		this.running = true;
	}

	/** Presses Stop while time is held; the status of the run, once whatever it has left behind had its chance to go on. */
	async stopped(stop: () => void, ended: Promise<{ status: string }>): Promise<string> {
		stop();
		const { status } = await ended;
		this.release();
		await this.idle();
		return status;
	}

	/** Resolves once everybody who is still busy waits for time alone. */
	async idle(): Promise<void> {
		this.quietTurns = 0;
		while (!this.isStopped && (this.requestsUnderWay > 0 || this.quietTurns < QUIET_TURNS))
			await new Promise(setImmediate);
	}

	/** Makes the package use this clock until `uninstall`, at the latest until the test is over. */
	install(): this {
		uninstallAll();
		installed.add(this);
		Object.assign(clock, { now: this.now, wallTime: this.now, sleep: this.sleep, random: () => 0 });
		return this;
	}

	uninstall(): void {
		this.isStopped = true;
		channel('http.client.request.start').unsubscribe(this.requestStarted);
		channel('http.client.response.finish').unsubscribe(this.requestEnded);
		channel('http.client.request.error').unsubscribe(this.requestEnded);
		if (installed.delete(this)) Object.assign(clock, { ...realClock, sleep: standstill });
	}

	private readonly requestStarted = () => {
		this.requestsUnderWay += 1;
		this.quietTurns = 0;
	};

	private readonly requestEnded = () => {
		this.requestsUnderWay -= 1;
		this.quietTurns = 0;
	};

	private readonly turn = () => {
		if (this.isStopped) return;
		this.quietTurns += 1;
		if (this.running && this.requestsUnderWay <= 0 && this.quietTurns >= QUIET_TURNS) this.jump();
		setImmediate(this.turn);
	};

	private jump(): void {
		if (this.sleepers.length === 0) return;
		this.time = Math.max(this.time, Math.min(...this.sleepers.map(({ due }) => due)));
		this.sleepers.filter(({ due }) => due <= this.time).forEach(({ wake }) => wake());
	}
}
