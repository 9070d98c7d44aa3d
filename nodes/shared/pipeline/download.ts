import type { IBinaryData, IBinaryKeyData } from 'n8n-workflow';
import { type Problem, type Result, unwrap } from '../api/problem';
import { FILE_TRANSFERS, withRetries } from '../api/retry';
import { filesOf, type JobFile, type JobOutput } from '../vocabulary/jobOutput';
import { type JobKind, jobRow } from '../vocabulary/jobs';
import { endingFor } from '../vocabulary/media';
import type { Field } from './field';
import type { ItemContext } from './itemContext';
import { networkSettings, openAddress, withTransferSlot } from './transfer';

const download: Field = {
	displayName: 'Download',
	name: 'download',
	type: 'boolean',
	default: false,
	description:
		'Whether to put the finished file into a binary field as well, for nodes that upload or send it',
};

const outputField: Field = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	displayOptions: { show: { download: [true] } },
};

/** Whether to download the files of a job, and where to put them; none for kinds without files. */
export function downloadFields(kind: JobKind): Field[] {
	const { hasFile, moreFiles } = jobRow(kind);
	const hint = `The name of the output binary field to put the file in${moreFiles ? `; ${moreFiles}` : ''}`;
	return hasFile ? [download, { ...outputField, hint }] : [];
}

/**
 * Streams the files of a finished job into binary fields, the first under the name that the user chose and the others
 * with a suffix; nothing if the user does not want them. Throws a ProblemError when a file cannot be had; its address
 * may be signed and stays out of it.
 */
export async function downloadedFiles(
	item: ItemContext,
	job: JobOutput,
): Promise<IBinaryKeyData | undefined> {
	const { parameter, signal } = item;
	if (parameter(download.name, false) !== true || job.status !== 'completed') return undefined;
	const field = String(parameter(outputField.name));
	return await withTransferSlot(async () => {
		const binary: IBinaryKeyData = {};
		for (const file of filesOf(job)) {
			const fetchFile = async () => await fetchOnce(item, job, file);
			binary[`${field}${file.suffix}`] = unwrap(await withRetries(fetchFile, FILE_TRANSFERS, signal));
		}
		return binary;
	});
}

async function fetchOnce(
	{ context, request, signal }: ItemContext,
	job: JobOutput,
	{ url, suffix }: JobFile,
): Promise<Result<IBinaryData>> {
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
		return { data: await context.helpers.prepareBinaryData(body, fileName, mimeType) };
	} catch (error) {
		const { code } = error as { code?: string };
		return {
			problem: notDownloaded(job, code ? `the connection broke off, ${code}` : 'it did not arrive whole'),
		};
	}
}

function notDownloaded({ kind, id }: JobOutput, why: string): Problem {
	const { noun, getOperation } = jobRow(kind);
	return {
		what: `The finished file of the ${noun} ${id} could not be downloaded (${why})`,
		next: `The job itself is done and paid for: ${getOperation} downloads its file later, by its ID.`,
		transient: true,
	};
}
