import { createHash } from 'node:crypto';
import { isDone, type Phase } from '../jobs/job.cts';
import { viewOf } from '../jobs/view.cts';
import type { JsonObject } from '../json.cts';
import { notFound } from '../refusals.cts';
import { object, text } from '../schema.cts';
import { DEFAULT_SETTINGS } from '../settings.cts';
import { respond, type Call, type Operations } from './operation.cts';

/** Who the first key of the sandbox belongs to. */
export const ACCOUNT = { email: 'demo@sandbox.example', username: 'Sandbox Demo' };

/** Callers take their own key out of replies, so no address may hold it. */
const userOf = (key: string): JsonObject =>
	key === DEFAULT_SETTINGS.keys[0]
		? { ...ACCOUNT }
		: { ...ACCOUNT, email: `${createHash('sha256').update(key).digest('hex').slice(0, 8)}@sandbox.example` };

const PROJECT_CODES: Record<Phase, number> = { pending: 2, processing: 3, done: 4, failed: 5 };

/** The first API version knew one kind of job and numbers for its states. */
function legacyProject({ state, key, query }: Call): JsonObject {
	const job = state.findJob(key, ['avatarVideo', 'productVideo', 'templateVideo'], query.project_id);
	if (!job) throw notFound('project_id');
	const view = viewOf(state, job);
	return {
		project_id: job.id,
		status_code: PROJECT_CODES[view.phase],
		status: PROJECT_CODES[view.phase],
		status_desc: view.reason ?? view.status,
		video_url: view.video,
		cover_url: view.cover,
		duration: isDone(view) ? job.seconds : 0,
		created_at: view.createdAt,
	};
}

export const ACCOUNT_OPERATIONS = {
	'GET /v2/user/whoami': {
		handler: respond(({ key }) => userOf(key)),
	},
	'GET /v2/user/remaining_quota': {
		handler: respond(({ state }) => ({ remaining_quota: state.settings.credits })),
	},
	'GET /v1/project': {
		query: object({ project_id: text }),
		handler: respond(legacyProject),
	},
} satisfies Operations;
