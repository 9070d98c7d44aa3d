import type { IDataObject } from 'n8n-workflow';
import { get as getScript } from '../../nodes/AiScript/operations/get';
import { get as getAvatarVideo } from '../../nodes/AvatarVideo/operations/get';
import { getMany as getManyAvatars } from '../../nodes/ListAvatars/operations/getMany';
import { getMany as getManyVoices } from '../../nodes/ListVoices/operations/getMany';
import type { Problem } from '../../nodes/shared/api/problem';
import { send } from '../../nodes/shared/api/transport';
import type { Operation } from '../../nodes/shared/pipeline/operation';
import { startedParts } from '../../nodes/shared/vocabulary/jobs/output';
import { type JobKind, jobRow } from '../../nodes/shared/vocabulary/jobs/kinds';
import { estimatedCredits } from '../../nodes/shared/vocabulary/jobs/prices';
import { asObject } from '../../nodes/shared/vocabulary/values';
import { type Finding, findingOf } from './findings.cts';
import { readingOf } from './reading.cts';
import { runRead } from './run.cts';
import type { Wire } from './wire.cts';

/** A job to be bought, and the operation that gets it. */
interface Purchase {
	label: string;
	job: JobKind;
	url: string;
	body: IDataObject;
	get: Operation;
	needs: string[];
}

const SCRIPT: Purchase = {
	label: 'AI Script: Generate',
	job: 'aiScript',
	url: '/v2/ai_scripts',
	body: {
		language: 'english',
		video_length_seconds: '15',
		script_style: 'Storytime',
		product_info: {
			source_type: 'details',
			data: { name: 'Foldable desk lamp', description: 'Dimmable, charges by USB-C, folds flat' },
		},
	},
	get: getScript,
	needs: ['script'],
};

const video = (avatarId: unknown, voiceId: unknown): Purchase => ({
	label: 'Avatar Video: Create',
	job: 'avatarVideo',
	url: '/v2/create_video_from_avatar',
	body: {
		avatar: { avatar_id: avatarId, avatar_type: 0 },
		voice: { type: 'script', voice_id: voiceId, script: 'This video checks the JoggAI nodes for n8n.' },
		aspect_ratio: 'landscape',
		screen_style: 1,
		caption: false,
	} as IDataObject,
	get: getAvatarVideo,
	needs: ['videoUrl'],
});

const priceOf = ({ job, body }: Purchase): number => estimatedCredits(job, body);

/** What both cost, in credits, by the price list of the nodes. */
export const PRICE = priceOf(SCRIPT) + priceOf(video(0, ''));

/** What is bought, in words for the person who pays. */
export const PURCHASE = `one AI script (${priceOf(SCRIPT)}) and one avatar video of a few seconds (${priceOf(video(0, ''))})`;

interface Listeners {
	onFinding: (finding: Finding) => void;
	/** Gets the ID of what has just been bought, before anything else may happen. */
	onStarted: (noun: string, id: string) => void;
}

/** Buys a script and a short video, each with one request, and waits for both; no video where the script goes wrong. */
export async function checkPurchases(wire: Wire, listeners: Listeners): Promise<Finding[]> {
	const [{ data: avatars = [] }, { data: voices = [] }] = [
		await runRead(wire, getManyAvatars, { source: 'public' }),
		await runRead(wire, getManyVoices, { source: 'library' }),
	];
	const [avatar] = avatars;
	const voice = voices.find(({ language }) => language === 'english') ?? voices[0];
	const purchases = avatar && voice ? [SCRIPT, video(avatar.avatarId, voice.voiceId)] : [SCRIPT];
	const findings: Finding[] = [];
	for (const purchase of purchases) {
		const finding = await buy(wire, purchase, listeners);
		findings.push(finding);
		listeners.onFinding(finding);
		if (finding.verdict === 'broken') break;
	}
	return findings;
}

async function buy(
	wire: Wire,
	{ label, job, url, body, get, needs }: Purchase,
	{ onStarted }: Listeners,
): Promise<Finding> {
	const { account, sender, exchanges } = wire;
	const accepted = await send(sender, account, { method: 'POST', url, body });
	const judged = { label, operation: get, needs, ids: jobRow(job).idKeys };
	const nothingRead = { listKeys: [], names: new Set<string>(), sources: new Map<string, string[]>() };
	if (accepted.problem)
		return findingOf(judged, { exchanges: exchanges.slice(-1), reading: nothingRead, outcome: accepted });
	const [part] = startedParts(job, asObject(accepted.data));
	if (!part?.id) {
		const problem = { what: 'JoggAI accepted the job but did not say its ID', next: '' };
		return findingOf(judged, { exchanges: exchanges.slice(-1), reading: nothingRead, outcome: { problem } });
	}
	onStarted(jobRow(job).noun, part.id);
	const id = { [get.fields[0].name]: part.id };
	const outcome = await runRead(wire, get, { ...id, waitForCompletion: 'wait' });
	return findingOf(judged, {
		exchanges: exchanges.slice(-1),
		reading: await readingOf(get, id, false),
		outcome: outcome.problem ? { problem: withoutDetails(outcome.problem, part.id) } : outcome,
	});
}

/** What happened, without the job's ID and JoggAI's own words, which may be anybody's. */
const withoutDetails = (problem: Problem, id: string): Problem => ({
	...problem,
	what: problem.what.split(':')[0].replace(` ${id}`, ''),
});
