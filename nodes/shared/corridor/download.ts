import type { IBinaryData, IBinaryKeyData, IExecuteSingleFunctions } from 'n8n-workflow';
import { clock } from '../api/clock';
import { ProblemError } from '../api/problem';
import { jobRow } from '../vocabulary/jobs';
import type { JobOutput } from './jobOutput';
import { filesOf } from './jobOutput';

/** Pauses before the second and third attempt, in seconds. */
const PAUSES = [2, 5, 0];

interface StreamedReply {
	body: Parameters<IExecuteSingleFunctions['helpers']['prepareBinaryData']>[0];
	headers: Record<string, string | undefined>;
}

/**
 * Streams the files of a finished job into binary fields, all of them under `field` with a suffix. Plain requests: the
 * API key is not for the files' host. Throws a ProblemError with the job's ID when a file cannot be had; its address may be signed and
 * stays out of it.
 */
export async function download(
	context: IExecuteSingleFunctions,
	job: JobOutput,
	field: string,
	signal: AbortSignal,
): Promise<IBinaryKeyData> {
	const binary: IBinaryKeyData = {};
	for (const { url, suffix } of filesOf(job)) {
		binary[`${field}${suffix}`] = await fetchFile(context, job, url, suffix, signal);
	}
	return binary;
}

async function fetchFile(
	context: IExecuteSingleFunctions,
	{ kind, id }: JobOutput,
	url: string,
	suffix: string,
	signal: AbortSignal,
): Promise<IBinaryData> {
	for (const pause of PAUSES) {
		try {
			const { body, headers } = (await context.helpers.httpRequest({
				url,
				encoding: 'stream',
				returnFullResponse: true,
				abortSignal: context.getExecutionCancelSignal(),
			})) as StreamedReply;
			const mimeType = headers['content-type']?.split(';')[0] ?? 'application/octet-stream';
			return await context.helpers.prepareBinaryData(
				body,
				fileName(`${kind}-${id}${suffix}`, url, mimeType),
				mimeType,
			);
		} catch {
			await clock.sleep(pause * 1000, signal);
			if (signal.aborted) break;
		}
	}
	throw new ProblemError({
		what: `The finished file of the ${jobRow(kind).noun} ${id} could not be downloaded`,
		next: `The job itself is done and paid for: download its file later, by its ID, with ${jobRow(kind).lookUp}.`,
	});
}

/** e.g. `avatarVideo-9f31aa.mp4`: the ending follows the address, else the type. */
function fileName(name: string, address: string, mimeType: string): string {
	const ending = /\.([a-z0-9]{2,4})$/i.exec(new URL(address).pathname)?.[1] ?? mimeType.split('/')[1];
	return `${name.replace(/[^\w-]+/g, '_')}.${ending}`;
}
