import type { IBinaryKeyData, IExecuteSingleFunctions } from 'n8n-workflow';
import { clock } from '../api/clock';
import { ProblemError } from '../api/problem';
import type { JobOutput } from './jobOutput';

/** Pauses before the second and third attempt, in seconds. */
const PAUSES = [2, 5, 0];

interface StreamedReply {
	body: Parameters<IExecuteSingleFunctions['helpers']['prepareBinaryData']>[0];
	headers: Record<string, string | undefined>;
}

/**
 * Streams the file of a finished job into a binary field. Plain request: the API key is not for the file's host.
 * Throws a ProblemError with the job's ID when the file cannot be had; its address may be signed and stays out of it.
 */
export async function download(
	context: IExecuteSingleFunctions,
	{ kind, id, videoUrl }: JobOutput,
	field: string,
	signal: AbortSignal,
): Promise<IBinaryKeyData | undefined> {
	if (!videoUrl) return undefined;
	for (const pause of PAUSES) {
		try {
			const { body, headers } = (await context.helpers.httpRequest({
				url: videoUrl,
				encoding: 'stream',
				returnFullResponse: true,
				abortSignal: context.getExecutionCancelSignal(),
			})) as StreamedReply;
			const mimeType = headers['content-type']?.split(';')[0] ?? 'video/mp4';
			return { [field]: await context.helpers.prepareBinaryData(body, fileName(kind, id, videoUrl, mimeType), mimeType) };
		} catch {
			await clock.sleep(pause * 1000, signal);
			if (signal.aborted) break;
		}
	}
	throw new ProblemError({
		what: 'The finished file could not be downloaded',
		next: 'The job itself is done and paid for. Run the Get operation with its ID to download it later.',
	});
}

/** e.g. `avatarVideo-9f31aa.mp4`: the ending follows the address, else the type. */
function fileName(kind: string, id: string, address: string, mimeType: string): string {
	const ending = /\.([a-z0-9]{2,4})$/i.exec(new URL(address).pathname)?.[1] ?? mimeType.split('/')[1];
	return `${kind}-${id.replace(/[^\w-]+/g, '_')}.${ending}`;
}
