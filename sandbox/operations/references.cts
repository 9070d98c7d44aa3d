import { OWN_AVATARS, type OwnAvatar, type Readiness } from '../data/avatars.cts';
import { MUSICS } from '../data/catalog.cts';
import { isVoice } from '../data/voices.cts';
import { isDone, type JobKindName, type Phase } from '../jobs/job.cts';
import { viewOf } from '../jobs/view.cts';
import { textAt, valueAt } from '../json.cts';
import { invalid, notFound } from '../refusals.cts';
import type { State } from '../state.cts';
import type { Check } from './startJobs.cts';

const READINESS: Record<Phase, Readiness> = {
	pending: 'processing',
	processing: 'processing',
	done: 'completed',
	failed: 'failed',
};

const SOURCES: Partial<Record<JobKindName, OwnAvatar['source']>> = {
	photoMotion: 'photo',
	productMotion: 'product',
};

/** The sample avatars plus those that this key's motion jobs brought to life. */
export function ownAvatars(state: State, key: string): OwnAvatar[] {
	const made = state.jobs
		.filter((job) => job.avatarId !== undefined && job.key === key)
		.map((job): OwnAvatar => {
			const view = viewOf(state, job);
			return {
				id: job.avatarId ?? 0,
				source: SOURCES[job.kind] ?? 'photo',
				name: textAt(job.input, 'name') ?? '',
				readiness: READINESS[view.phase],
				reason: view.reason ?? '',
				ratio: textAt(job.input, 'aspect_ratio') ?? 'portrait',
				gender: 'female',
			};
		});
	return [...OWN_AVATARS, ...made];
}

/** The avatar exists under the given type, and one's own avatar is ready. */
export const avatarExists =
	(idField: string, typeField: string): Check =>
	({ body, state, key }) => {
		const id = valueAt(body, idField);
		const type = valueAt(body, typeField);
		if (id === undefined) return;
		if (
			type !== 1 &&
			type !== 'custom' &&
			type !== 'photo' &&
			state.dialect.library.avatars.some((avatar) => avatar.id === id)
		)
			return;
		const own =
			type === 0 || type === 'public' ? undefined : ownAvatars(state, key).find((avatar) => avatar.id === id);
		if (!own) throw notFound(idField);
		if (own.readiness !== 'completed')
			throw invalid(`${idField} is an avatar that is not ready (${own.readiness})`);
	};

export const voiceExists =
	(field: string): Check =>
	({ body, state }) => {
		const id = valueAt(body, field);
		if (id !== undefined && !isVoice(id, state.dialect.library.voices)) throw notFound(field);
	};

/** Music 0 stands for none. */
export const musicExists =
	(field: string): Check =>
	({ body }) => {
		const id = valueAt(body, field);
		if (id !== undefined && id !== 0 && !MUSICS.some((music) => music.id === id)) throw notFound(field);
	};

export const productExists =
	(field: string): Check =>
	({ body, state, key }) => {
		const id = textAt(body, field);
		if (id !== undefined && state.products.get(id)?.key !== key) throw notFound(field);
	};

/** A job of the caller exists and is done. */
export const jobIsDone =
	(kind: JobKindName, field: string): Check =>
	({ body, state, key }) => {
		const id = valueAt(body, field);
		if (id === undefined) return;
		const job = state.findJob(key, [kind], id);
		if (!job) throw notFound(field);
		if (!isDone(viewOf(state, job))) throw invalid(`${field} is not finished`);
	};
