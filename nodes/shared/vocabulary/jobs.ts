import type { JobStatus } from './jobStates';
import { PROJECT_STATUS_NUMBERS } from './jobStates';
import { scriptsOf } from './scripts';

/** One step of a polling ladder: ask every `everySeconds` until the job is `untilSeconds` old. */
export interface Rung {
	untilSeconds: number;
	everySeconds: number;
}

/** How JoggAI treats one kind of job. Everything that differs between kinds is a column here. */
export interface JobRow {
	/** What the job makes, inside a sentence. */
	noun: string;
	/** Where a user looks after a job by its ID. */
	lookUp: string;
	/** Keys under which the reply to the create request carries the ID, first match wins. */
	idKeys: string[];
	/** The request that tells the status; IDs arrive trimmed and not empty. */
	ask: (id: string) => { url: string; qs?: Record<string, string> };
	/** Key of the status word or number inside `data`. */
	statusKey: string;
	/** Meaning of integer statuses, where the kind uses them. */
	statusNumbers?: Readonly<Record<number, JobStatus>>;
	/** Documented duration, for the advice after a wait that ran out. */
	usually: string;
	/** Age in seconds at which the first question makes sense. */
	firstPollSeconds: number;
	ladder: Rung[];
	/** Default of the field Maximum Wait, in minutes. */
	maximumWaitMinutes: number;
	/** Whether a finished job must carry the address of a file. */
	hasFile: boolean;
	/** Body field for the address that JoggAI calls when the job ends, if the operation takes one. */
	callbackField?: string;
	/** Output fields that only this kind has, one object per output item. */
	details?: (data: object) => object[];
}

/** JoggAI's advice for videos: every 10 s in minute one, every 30 s until minute five, then every minute (guide). */
const VIDEO_LADDER: Rung[] = [
	{ untilSeconds: 60, everySeconds: 10 },
	{ untilSeconds: 300, everySeconds: 30 },
	{ untilSeconds: Infinity, everySeconds: 60 },
];

const encoded = encodeURIComponent;

export const JOBS = {
	aiScript: {
		noun: 'AI script',
		lookUp: 'JoggAI AI Script → Get',
		idKeys: ['task_id'],
		ask: (id) => ({ url: `/v2/ai_scripts/results/${encoded(id)}` }),
		statusKey: 'status',
		usually: '10 to 30 seconds',
		firstPollSeconds: 10,
		ladder: [
			{ untilSeconds: 60, everySeconds: 5 },
			{ untilSeconds: Infinity, everySeconds: 10 },
		],
		maximumWaitMinutes: 3,
		hasFile: false,
		details: scriptsOf,
	},
	avatarVideo: {
		noun: 'avatar video',
		lookUp: 'JoggAI Avatar Video → Get',
		idKeys: ['video_id', 'id'],
		ask: (id) => ({ url: `/v2/avatar_video/${encoded(id)}` }),
		statusKey: 'status',
		usually: '2 to 5 minutes',
		firstPollSeconds: 12,
		ladder: VIDEO_LADDER,
		maximumWaitMinutes: 20,
		hasFile: true,
		callbackField: 'webhook_url',
	},
	legacyProject: {
		noun: 'v1 project',
		lookUp: 'JoggAI Avatar Video → Get Legacy Project',
		idKeys: ['project_id', 'id'],
		ask: (id) => ({ url: '/v1/project', qs: { project_id: id } }),
		statusKey: 'status_code',
		statusNumbers: PROJECT_STATUS_NUMBERS,
		usually: '2 to 10 minutes',
		firstPollSeconds: 12,
		ladder: VIDEO_LADDER,
		maximumWaitMinutes: 20,
		hasFile: true,
	},
} satisfies Record<string, JobRow>;

export type JobKind = keyof typeof JOBS;

/** The row of a kind, with every optional column visible to the type checker. */
export const jobRow = (kind: JobKind): JobRow => JOBS[kind];
