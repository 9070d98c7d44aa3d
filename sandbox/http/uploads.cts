import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Upload } from '../records.cts';
import type { State } from '../state.cts';

const MOST_BYTES = 200 * 1024 * 1024;

interface StorageError {
	status: number;
	code: string;
	message: string;
}

type Applies = (request: FastifyRequest, upload: Upload | undefined) => boolean;

/** What a storage service holds against an upload, in the order it notices. */
const STORAGE_ERRORS: [Applies, StorageError][] = [
	[
		({ url }, upload) => !upload || url.split('?')[1] !== upload.signature,
		{ status: 403, code: 'SignatureDoesNotMatch', message: 'The signature does not fit this address.' },
	],
	[
		({ headers }) => headers['x-api-key'] !== undefined,
		{ status: 400, code: 'InvalidArgument', message: 'x-api-key has no business here.' },
	],
	[
		({ headers }) => headers['content-length'] === undefined,
		{ status: 411, code: 'MissingContentLength', message: 'A Content-Length is needed.' },
	],
	[
		({ headers }, upload) => headers['content-type'] !== upload?.contentType,
		{ status: 403, code: 'SignatureDoesNotMatch', message: 'The content type is not the announced one.' },
	],
	[
		({ headers }, upload) =>
			upload?.declaredSize !== undefined && Number(headers['content-length']) !== upload.declaredSize,
		{ status: 400, code: 'EntityTooLarge', message: 'The size is not the announced one.' },
	],
];

const xml = ({ code, message }: StorageError): string =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;

const sendXml = (reply: FastifyReply, status: number, body = ''): FastifyReply =>
	reply.code(status).type('application/xml').send(body);

/** The storage service that signed addresses point to. It keeps bytes on disk, so films of any size are fine. */
export const serveUploads = (state: State) => async (server: FastifyInstance) => {
	const folder = await mkdtemp(join(tmpdir(), 'joggai-sandbox-'));
	server.addHook('onClose', () => rm(folder, { recursive: true, force: true }));
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

	server.put<{ Params: { token: string } }>(
		'/upload/:token',
		{ bodyLimit: MOST_BYTES },
		async (request, reply) => {
			const upload = state.uploads.get(request.params.token);
			const error = STORAGE_ERRORS.find(([applies]) => applies(request, upload))?.[1];
			if (error || !upload) return sendXml(reply, error?.status ?? 403, error && xml(error));
			const file = join(folder, upload.token);
			const target = createWriteStream(file);
			await pipeline(request.body as Readable, target);
			upload.file = file;
			if (request.record) request.record.body = { bytes: target.bytesWritten };
			return sendXml(reply, 200);
		},
	);
};
