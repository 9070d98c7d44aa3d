import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { itemSpan } from '../jobs/job.cts';
import type { State } from '../state.cts';
import { sendPage } from './replies.cts';

const FOLDER = join(__dirname, '..', 'media');

/** Any name with a known ending is served: what the film shows does not matter here, that it plays does. */
const SAMPLES: Record<string, { file: string; type: string }> = {
	'.mp4': { file: 'video.mp4', type: 'video/mp4' },
	'.webm': { file: 'transparent.webm', type: 'video/webm' },
	'.jpg': { file: 'cover.jpg', type: 'image/jpeg' },
	'.png': { file: 'photo.png', type: 'image/png' },
	'.mp3': { file: 'audio.mp3', type: 'audio/mpeg' },
	'.srt': { file: 'subtitles.srt', type: 'application/x-subrip' },
	'.xml': { file: 'feed.xml', type: 'application/xml' },
};

interface Range {
	start: number;
	end: number;
}

/** The single range asked for; null when it cannot be had, undefined when none was asked for. */
export function rangeOf(header: string | undefined, size: number): Range | null | undefined {
	const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
	if (!found || (!found[1] && !found[2])) return undefined;
	const start = found[1] ? Number(found[1]) : Math.max(0, size - Number(found[2]));
	const end = found[1] && found[2] ? Math.min(Number(found[2]), size - 1) : size - 1;
	return start > end ? null : { start, end };
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, file: string, type: string) {
	const { size } = await stat(file);
	const range = rangeOf(request.headers.range, size);
	const status = range === null ? 416 : range ? 206 : 200;
	reply.code(status).header('accept-ranges', 'bytes').type(type);
	if (range === null) return reply.header('content-range', `bytes */${size}`).send('');
	const { start, end } = range ?? { start: 0, end: size - 1 };
	if (range) reply.header('content-range', `bytes ${start}-${end}/${size}`);
	reply.header('content-length', end - start + 1);
	return reply.send(size === 0 ? '' : createReadStream(file, { start, end }));
}

/** Whether this is the result of a job, and the service has not put it there yet. */
function isLate({ jobs, clock, dialect }: State, name: string): boolean {
	const id = parse(name).name.replace(/-\d+$/, '');
	const job = jobs.find((one) => one.id === id || one.items.includes(id));
	if (!job) return false;
	const index = job.items.indexOf(id);
	const { finishesAt } = index < 0 ? job : itemSpan(job, index);
	return clock.now() < finishesAt + dialect.fileDelaySeconds * 1000;
}

/** Results of jobs and previews under `/media`, uploaded files under `/assets`. */
export const serveFiles = (state: State) => async (server: FastifyInstance) => {
	server.get<{ Params: { name: string } }>('/media/:name', (request, reply) => {
		const { name } = request.params;
		const sample = SAMPLES[extname(name)];
		if (!sample || isLate(state, name)) return sendPage(reply, 404);
		return sendFile(request, reply, join(FOLDER, sample.file), sample.type);
	});
	server.get<{ Params: { token: string } }>('/assets/:token/:filename', (request, reply) => {
		const upload = state.uploads.get(request.params.token);
		if (!upload?.file) return sendPage(reply, 404);
		return sendFile(request, reply, upload.file, upload.contentType);
	});
};
