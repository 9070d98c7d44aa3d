import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { fetchFiles } from '../shared/api/fetchedFiles';
import { fullText } from '../shared/api/problem';
import { filesOf, type JobOutput } from '../shared/vocabulary/jobOutput';
import { type JobKind, jobRow, JOBS } from '../shared/vocabulary/jobs';

const download: INodeProperties = {
	displayName: 'Download',
	name: 'download',
	type: 'boolean',
	default: false,
	description:
		'Whether to put the finished file into a binary field as well, for nodes that upload or send it',
};

const outputField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the output binary field to put the file in',
	displayOptions: { show: { download: [true] } },
};

/** Whether to download the file that an event is about, and where to put it. */
export const downloadFields: INodeProperties[] = [download, outputField];

interface Downloaded {
	binary?: IBinaryKeyData;
	/** Which files could not be had, why, and how to get them later. */
	warning?: string;
}

/**
 * Streams the files of an event into binary fields, if the user wants that; `event` is its simplified form. Never
 * throws: JoggAI tells an event once, so it must arrive, with a warning in place of the file.
 */
export async function downloaded(context: IExecuteFunctions, event: IDataObject): Promise<Downloaded> {
	if (context.getNodeParameter(download.name, 0, false) !== true || event.status !== 'completed') return {};
	const { id, imageUrl, imageUrls } = event;
	const kind = String(event.kind);
	const row = Object.hasOwn(JOBS, kind) ? jobRow(kind as JobKind) : undefined;
	const files = filesOf({ ...event, imageUrls: imageUrls ?? [imageUrl] } as JobOutput);
	if (files.length === 0 && !row?.hasFile) return {};
	const of = [row?.noun ?? kind, id].filter(Boolean).join(' ');
	try {
		const { binary, problem } = await fetchFiles(
			{
				context,
				batch: context,
				request: { url: '' },
				signal: context.getExecutionCancelSignal() ?? new AbortController().signal,
			},
			{
				files,
				field: String(context.getNodeParameter(outputField.name, 0)),
				fileName: [kind, id]
					.filter(Boolean)
					.join('-')
					.replace(/[^\w-]+/g, '_'),
				of,
				later: row ? `by its ID with ${row.getOperation}, with Download on` : 'at app.jogg.ai',
			},
		);
		return { binary, warning: problem && fullText(problem) };
	} catch (error) {
		return {
			warning: `The finished file of the ${of} could not be downloaded (${(error as Error).message})`,
		};
	}
}
