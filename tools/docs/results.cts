import { type JobKind, JOBS, jobRow } from '../../nodes/shared/vocabulary/jobs/kinds';
import { cell } from './fields.cts';

/** What the output fields of jobs mean. */
const MEANINGS: Readonly<Record<string, string>> = {
	warning: 'What did not work although the job is done, such as a download',
	videoUrl: 'Address of the finished video; JoggAI does not say how long it works, so download soon',
	script: 'All paragraphs as one text, ready to be spoken',
	avatarId: 'The avatar, for *Avatar* in other nodes (*By ID*)',
	imageUrl: 'Address of the picture, or of the first one',
	imageUrls: 'Addresses of all pictures',
	subtitleUrl: 'Address of the subtitles',
	title: 'Name of the video',
	id: 'ID of the job, for the Get operation',
	status: '`pending`, `processing`, `completed` or `failed`',
	variation: 'Which of the scripts it is, from 1 on',
	style: 'Style of the script',
	paragraphs: 'The paragraphs one by one',
	visualStyle: 'The visual style that the preview shows',
	photoId: 'ID of the photos',
	imageKeys: "JoggAI's names for the pictures",
	avatarSource: 'What to choose as *Avatar Source* in other nodes',
	name: 'Name of the avatar',
	voiceId: 'Its voice',
	generationId: 'ID of the first finished picture, which Create Avatar asks for',
	completedImages: 'How many pictures are finished',
	failedImages: 'How many could not be made',
	images: 'All pictures with their own ID and status',
	coverUrl: 'Address of a still picture of the video',
	previewUrl: 'Address of a shorter or smaller look at the result',
	durationSeconds: 'Length in seconds',
	creditsUsed: 'What JoggAI took; it tells this for product and template videos only',
	estimatedCredits: "What it costs by JoggAI's price list, about (*Do Not Wait* only)",
	createdAt: 'When it was started',
	completedAt: 'When it was finished',
	reason: 'Why it failed, in the output of Get and for one of several previews',
	joggAiStatus: "JoggAI's own word for the status, where it is an unusual one",
	timedOut: '`true` if *Maximum Wait* was over first: the job goes on and is paid for',
	reused: '`true` if it was made before and cost nothing now',
	kind: 'What it is, for workflows that take in several kinds',
	details:
		'[What is missing, and whether it was paid for](../batches-and-money.md#a-failure-is-data), as data',
};

/** A finished job of any kind that has everything. */
const FINISHED = {
	subtitle_url: 'u',
	visual_style: 's',
	photo_id: 'p',
	image_url_list: ['u'],
	image_key_list: ['k'],
	avatar_id: 1,
	name: 'n',
	voice_id: 'v',
	image_url: 'u',
	generations: [{ generation_id: 'g', status: 'completed', url: 'u' }],
	scripts: [{ script_style: 's', script_paragraphs: ['p'] }],
};

const VIDEO_FIELDS = ['videoUrl', 'coverUrl', 'previewUrl', 'title', 'durationSeconds'];
const ALL_JOBS = [
	'warning',
	'id',
	'status',
	'createdAt',
	'completedAt',
	'reason',
	'joggAiStatus',
	'kind',
	'details',
];
const STARTED_JOBS = ['estimatedCredits', 'timedOut', 'reused'];
const TELLING_CREDITS: JobKind[] = ['productVideo', 'templateVideo'];

/** The kinds of jobs whose results the node with this name hands out. */
const kindsOf = (node: string): JobKind[] =>
	(Object.keys(JOBS) as JobKind[]).filter((kind) => jobRow(kind).getOperation.startsWith(`${node} →`));

function outputFields(kind: JobKind): string[] {
	const { extraFields, results, hasFile } = jobRow(kind);
	const own = Object.keys({ ...extraFields?.(FINISHED), ...results?.(FINISHED)[0] });
	const isVideo = hasFile && !own.includes('imageUrls');
	return [
		...own,
		...(isVideo ? VIDEO_FIELDS : []),
		...(TELLING_CREDITS.includes(kind) ? ['creditsUsed'] : []),
		...ALL_JOBS,
		...STARTED_JOBS,
	];
}

/** Names of the fields that come back from the jobs of a node. */
export const resultFields = (node: string): string[] => [...new Set(kindsOf(node).flatMap(outputFields))];

/** What comes back from the jobs of a node, in the order in which n8n's table shows it; nothing for nodes without jobs. */
export function resultTable(node: string): string | undefined {
	const fields = resultFields(node);
	if (fields.length === 0) return undefined;
	const unknown = fields.filter((field) => !(field in MEANINGS));
	if (unknown.length > 0) throw new Error(`tools/docs/results.cts says nothing about ${unknown.join(', ')}`);
	const rows = Object.keys(MEANINGS)
		.filter((field) => fields.includes(field))
		.map((field) => `| \`${field}\` | ${cell(MEANINGS[field])} |`);
	return ['| Field | What it says |', '|---|---|', ...rows].join('\n');
}
