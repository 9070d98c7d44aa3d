import type { IDataObject } from 'n8n-workflow';
import { ProblemError, problemOf } from '../api/problem';
import type { MediaKind } from '../platform/field';
import { type FieldFile, fileInField, type SourceFile } from '../files/source';
import { storedAddress } from './storeFile';
import type { FilledField } from '../form/filledFields';
import { blamed } from '../form/validation';
import type { ItemContext } from './item';

/** A file of the item whose address the request wants. */
export interface InputFile {
	/** Where in the body its address goes, with dots. */
	path: string;
	kind?: MediaKind;
	/** In seconds. */
	longest?: number;
	wanted: FieldFile;
	/** Once it was read. */
	file?: SourceFile;
}

/** The files that the user has chosen in the fields of the item. */
export const inputFiles = (fields: FilledField[]): InputFile[] =>
	fields.flatMap(({ field: { file, displayName }, value, index, entry = {} }) =>
		file
			? [
					{
						path: file.path.replace('#', String(index)),
						kind: typeof file.kind === 'function' ? file.kind(entry) : file.kind,
						longest: file.longest,
						wanted: { field: String(value).trim(), label: displayName, source: file.source },
					},
				]
			: [],
	);

/** Reads each file through once. Throws a ProblemError for one that is not there or that JoggAI would not take. */
export async function inspectFiles({ context, files }: ItemContext): Promise<void> {
	for (const one of files) {
		const { kind, longest, wanted } = one;
		const reading = fileInField(context, wanted, { kind, longest, label: wanted.source });
		one.file = await reading.catch(async (error: Error) => {
			const field = blamed(wanted.label, wanted.field);
			return await Promise.reject<SourceFile>(new ProblemError({ ...problemOf(error), field }));
		});
	}
}

/** The digests of the files, by the path where their addresses go. */
export const digestsOf = (files: InputFile[]): Record<string, string> =>
	Object.fromEntries(files.flatMap(({ path, file }) => (file ? [[path, file.digest]] : [])));

/** How long what is spoken takes, in seconds: a recording decides before a film; nothing where no file says it. */
export const spokenSecondsOf = (files: InputFile[]): number | undefined =>
	(['audio', 'video'] satisfies MediaKind[])
		.flatMap((kind) => files.filter((one) => one.kind === kind).map(({ file }) => file?.seconds))
		.find((seconds) => seconds !== undefined);

/** Stores the files for JoggAI and puts their addresses into the request. Throws what `storedAddress` throws. */
export async function placeFiles(item: ItemContext): Promise<void> {
	for (const { path, file } of item.files)
		if (file) put(item.request.body as IDataObject, path.split('.'), await storedAddress(item, file));
}

function put(at: IDataObject, [step, ...steps]: string[], value: string): void {
	if (steps.length === 0) at[step] = value;
	else put((at[step] ??= {}) as IDataObject, steps, value);
}
