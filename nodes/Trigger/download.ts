import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import {
	downloadField,
	type Downloaded,
	fetchedWith,
	fetchFiles,
	outputField,
	plainName,
} from '../shared/files/finished';
import { fullText } from '../shared/api/problem';
import { filesOf, type JobOutput } from '../shared/vocabulary/jobs/output';
import { type JobKind, jobRow, JOBS } from '../shared/vocabulary/jobs/kinds';

/** Whether to download the file that an event is about, and where to put it. */
export const downloadFields: INodeProperties[] = [downloadField, outputField];

/**
 * Streams the files of an event into binary fields, if the user wants that; `event` is its simplified form. Never
 * throws: JoggAI tells an event once, so it must arrive, with a warning in place of the file.
 */
export async function downloaded(context: IExecuteFunctions, event: IDataObject): Promise<Downloaded> {
	if (context.getNodeParameter(downloadField.name, 0, false) !== true || event.status !== 'completed')
		return {};
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
				fileName: plainName(kind, id),
				of,
				later: row ? fetchedWith(row.getOperation) : 'at app.jogg.ai',
			},
		);
		return { binary, warning: problem && fullText(problem) };
	} catch (error) {
		return {
			warning: `The finished file of the ${of} could not be downloaded (${(error as Error).message})`,
		};
	}
}
