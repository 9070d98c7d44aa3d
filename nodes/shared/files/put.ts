import { type Problem, type Result, unwrap } from '../api/problem';
import { FILE_TRANSFERS, withRetries } from '../api/retry';
import { mayPass, type Mover, networkSettings } from './address';
import type { SourceFile } from './source';
import { transferLimits, TransferTimeout, withinLimits } from './transferLimits';
import { withTransferSlot } from './transfers';

/** Without this long a sign of life the storage counts as gone. */
const TIMEOUT_MS = 300_000;

/**
 * Streams a file to a storage. It can be stored again, so trouble that may pass is met with another attempt. Throws a
 * ProblemError in which the address, which may be signed, does not appear.
 */
export async function putFile(mover: Mover, address: string, file: SourceFile): Promise<void> {
	const attempt = async (): Promise<Result<undefined>> => {
		const problem = await withTransferSlot(mover, async () => await sent(mover, address, file));
		return problem ? { problem } : { data: undefined };
	};
	unwrap(await withRetries(attempt, FILE_TRANSFERS, mover.signal));
}

/**
 * A plain request: the API key is not for the storage, and the signature covers the type. Without redirects n8n
 * streams the body; with them it would keep a copy of the whole file in memory.
 */
async function sent(
	{ context, request, signal }: Mover,
	address: string,
	file: SourceFile,
): Promise<Problem | undefined> {
	const body = await file.open();
	const put = async (connection: AbortSignal) =>
		(await context.helpers.httpRequest({
			timeout: TIMEOUT_MS,
			...networkSettings(request),
			method: 'PUT',
			url: address,
			body,
			headers: { 'Content-Type': file.mimeType, 'Content-Length': file.bytes },
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			abortSignal: connection,
		})) as { statusCode: number };
	try {
		const { statusCode } = await withinLimits(signal, put, transferLimits.totalMs);
		return statusCode >= 200 && statusCode < 300 ? undefined : notStored(file, address, { statusCode });
	} catch (error) {
		signal.throwIfAborted();
		return notStored(file, address, error instanceof TransferTimeout ? { timeout: error } : {});
	} finally {
		if (!Buffer.isBuffer(body)) body.destroy();
	}
}

interface Failure {
	statusCode?: number;
	timeout?: TransferTimeout;
}

function notStored({ name }: SourceFile, address: string, { statusCode, timeout }: Failure): Problem {
	const answered =
		statusCode === undefined ? (timeout?.message ?? 'the connection broke off') : `HTTP ${statusCode}`;
	return {
		what: `JoggAI's storage did not take '${name}' (${answered})`,
		next: `Run the item again; nothing was charged. If it stays, check whether a proxy or firewall of this n8n holds back uploads to ${new URL(address).host}.`,
		httpStatus: statusCode,
		transient: timeout?.transient ?? (statusCode === undefined || mayPass(statusCode)),
	};
}
