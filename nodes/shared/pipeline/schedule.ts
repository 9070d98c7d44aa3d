import type { Account } from '../api/account';
import { clock } from '../api/clock';
import { setNewest } from '../api/newest';
import type { JobRow } from '../vocabulary/jobRow';
import { type JobKind, jobRow } from '../vocabulary/jobs';
import { Durations, type Ended } from './durations';
import { SHORTEST_PAUSE, Spread } from './spread';

/** Of so many accounts it is known how long their jobs take. */
const MOST_ACCOUNTS = 100;

/** What this process knows of an account: how long its jobs took, and when its jobs will be asked for. */
class AccountSchedule {
	private readonly kinds = new Map<JobKind, Durations>();
	readonly spread = new Spread();

	durations(kind: JobKind): Durations {
		const durations = this.kinds.get(kind) ?? new Durations();
		this.kinds.set(kind, durations);
		return durations;
	}
}

type AccountKey = Pick<Account, 'fingerprint'>;

const schedules = new Map<string, AccountSchedule>();

function scheduleOf({ fingerprint }: AccountKey): AccountSchedule {
	const schedule = schedules.get(fingerprint) ?? new AccountSchedule();
	setNewest(schedules, fingerprint, schedule, MOST_ACCOUNTS);
	return schedule;
}

/**
 * Seconds until a job should be asked for, never less than JoggAI allows: by how long the last ones of its kind took,
 * and not in the same second as many others. `age` is that of the job in seconds; where somebody else has started it
 * only the age of the wait is known (`isAgeKnown`), and JoggAI's advice decides alone.
 */
export function nextQuestion(
	account: AccountKey,
	kind: JobKind,
	{ age, isAgeKnown }: { age: number; isAgeKnown: boolean },
): number {
	const schedule = scheduleOf(account);
	const row = jobRow(kind);
	const pause = isAgeKnown ? schedule.durations(kind).pause(age, advised(row, age)) : step(row, age);
	return schedule.spread.place(clock.now() / 1000, pause);
}

/** Tells that a job has ended, failed ones as well. */
export function learned(account: AccountKey, kind: JobKind, ended: Ended): void {
	scheduleOf(account).durations(kind).add(ended);
}

/** A job so young has not been asked for yet. */
const advised = (row: JobRow, age: number): number =>
	age < SHORTEST_PAUSE ? row.firstPollSeconds : step(row, age);

const step = ({ schedule }: JobRow, age: number): number =>
	(schedule.find(({ untilSeconds }) => age < untilSeconds) ?? schedule[schedule.length - 1]).everySeconds;
