import type { IBinaryData, IBinaryKeyData } from 'n8n-workflow';
import type { Problem } from '../api/problem';
import { jobRow } from '../vocabulary/jobs';
import { endingFor } from '../vocabulary/media';
import { networkSettings, openAddress, patiently, withFewOthers } from './files';
import type { JobFile, JobOutput } from './jobOutput';
import { filesOf } from './jobOutput';
import type { Passage } from './passage';

/**
 * Streams the files of a finished job into binary fields, all of them under `field` with a suffix. Throws a
 * ProblemError when a file cannot be had; its address may be signed and stays out of it.
 */
export async function download(passage: Passage, job: JobOutput, field: string): Promise<IBinaryKeyData> {
	return await withFewOthers(async () => {
		const binary: IBinaryKeyData = {};
		for (const { url, suffix } of filesOf(job)) {
			const fetchFile = async () => await fetchOnce(passage, job, { url, suffix });
			binary[`${field}${suffix}`] = await patiently(passage.signal, fetchFile);
		}
		return binary;
	});
}

async function fetchOnce(
	{ context, request, signal }: Passage,
	job: JobOutput,
	{ url, suffix }: JobFile,
): Promise<{ done: IBinaryData } | { problem: Problem }> {
	try {
		const { statusCode, headers, body } = await openAddress(context, url, networkSettings(request), signal);
		const mimeType = headers['content-type']?.split(';')[0] ?? 'application/octet-stream';
		if (statusCode >= 300 || mimeType === 'text/html') {
			body.destroy();
			const page = statusCode < 300 ? 'a web page instead of the file' : `HTTP ${statusCode}`;
			return { problem: notDownloaded(job, `its address answered with ${page}`) };
		}
		const name = `${job.kind}-${job.id}${suffix}`.replace(/[^\w-]+/g, '_');
		const fileName = `${name}.${endingFor(url, mimeType)}`;
		return { done: await context.helpers.prepareBinaryData(body, fileName, mimeType) };
	} catch (error) {
		const { code } = error as { code?: string };
		return {
			problem: notDownloaded(job, code ? `the connection broke off, ${code}` : 'it did not arrive whole'),
		};
	}
}

function notDownloaded({ kind, id }: JobOutput, why: string): Problem {
	const { noun, lookUp } = jobRow(kind);
	return {
		what: `The finished file of the ${noun} ${id} could not be downloaded (${why})`,
		next: `The job itself is done and paid for: ${lookUp} downloads its file later, by its ID.`,
		passing: true,
	};
}
