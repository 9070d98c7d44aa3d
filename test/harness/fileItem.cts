import { Readable } from 'node:stream';
import type { IDataObject } from 'n8n-workflow';
import { Batch } from '../../nodes/shared/pipeline/batch';
import type { ItemContext } from '../../nodes/shared/pipeline/item';

/** A few bytes of which nobody can tell what they are: neither a format begins so nor any text. */
export const NOTHING_TELLING = '\0film';

/** What the host of a file says; its bytes tell nothing unless they are said. */
export interface Answer {
	statusCode?: number;
	headers?: Record<string, string>;
	bytes?: string;
	error?: Error;
}

interface Files {
	/** What the input item has in any of its binary fields. */
	binary?: object;
	/** Size of whatever n8n has stored. */
	bytes?: number;
	/** Of the file hosts, one after the other; the last one for ever. */
	answers?: Answer[];
	parameters?: IDataObject;
	/** The whole input item. */
	input?: object;
}

/** An item that fetches, keeps and sends files without any network, and what became of them. */
export function itemWithFiles({ binary, bytes = 5, answers = [{}], parameters = {}, input }: Files) {
	const asked: IDataObject[] = [];
	const kept: Array<{ text: string; name: string; type: string }> = [];
	const bodies: Readable[] = [];
	const helpers = {
		assertBinaryData: () => {
			if (!binary) throw new Error('no such field');
			return binary;
		},
		getBinaryMetadata: async () => ({ fileSize: bytes }),
		getBinaryStream: async (id: string) => Readable.from([Buffer.from(`${NOTHING_TELLING} of ${id}`)]),
		httpRequest: async (options: IDataObject) => {
			asked.push(options);
			const answer = answers[Math.min(asked.length, answers.length) - 1];
			const { statusCode = 200, headers = {}, bytes: sent = NOTHING_TELLING, error } = answer;
			if (error) throw error;
			bodies.push(Readable.from([Buffer.from(sent)]));
			return { statusCode, headers, body: bodies.at(-1) };
		},
		prepareBinaryData: async (body: Readable, name: string, type: string) => {
			const text = Buffer.concat(await body.toArray()).toString();
			kept.push({ text, name, type });
			return { data: Buffer.from(text).toString('base64'), fileName: name, mimeType: type };
		},
	};
	const item = {
		context: {
			helpers,
			getInputData: () => input,
			getWorkflow: () => ({ id: 'w' }),
			getNode: () => ({ id: 'n' }),
			getMode: () => 'trigger',
		},
		request: { url: '', proxy: { host: 'proxy', port: 1 }, skipSslCertificateValidation: true, qs: { a: 1 } },
		batch: new Batch({ size: 1, stopsOnFailure: true }),
		signal: new AbortController().signal,
		parameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
	} as unknown as ItemContext;
	return { item, asked, kept, bodies };
}

/** An item whose first fetch is cut off just after Stop was pressed. */
export function stoppedWhileFetching() {
	const stop = new AbortController();
	const { item, asked } = itemWithFiles({ answers: [{ error: new Error('cut') }] });
	const { httpRequest } = item.context.helpers;
	item.context.helpers.httpRequest = async (options) => {
		stop.abort(new Error('Stop'));
		return (await httpRequest(options)) as never;
	};
	return { item: { ...item, signal: stop.signal }, asked };
}
