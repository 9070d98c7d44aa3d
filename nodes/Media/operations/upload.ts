import { options } from '../../shared/description/fields';
import type { ReadParameter } from '../../shared/platform/parameters';
import type { Operation } from '../../shared/pipeline/operation';
import type { Stated } from '../../shared/files/source';
import { uploads } from '../../shared/operations/upload';
import { fileAddress } from '../../shared/vocabulary/addresses';
import { byName } from '../../shared/vocabulary/choices';
import { MEDIA_FORMATS } from '../../shared/vocabulary/media';
import { asText } from '../../shared/vocabulary/values';

const fileTypes = MEDIA_FORMATS.map(({ label, mimeType, kind }) => ({
	name: `${label} (${kind})`,
	value: mimeType,
})).sort(byName);

function stated(parameter: ReadParameter): Stated {
	const { fileName, fileType } = parameter('options', {}) as { fileName?: unknown; fileType?: string };
	return { fileName: asText(fileName), mimeType: fileType };
}

const url = (parameter: ReadParameter): string | undefined =>
	parameter('input') === 'url' ? String(parameter('fileUrl')).trim() : undefined;

const FILE_SOURCE = 'File Source';

export const upload: Operation = {
	name: 'Upload',
	value: 'upload',
	action: 'Upload media file',
	description:
		'Put an image, video or recording into JoggAI and get an address that all other JoggAI nodes can use (free)',
	returns: 'assetUrl',
	execute: uploads({ url, stated }),
	prepare: ({ parameter, files }) => {
		for (const { wanted } of files) Object.assign(wanted, stated(parameter));
	},
	fields: [
		{
			displayName: FILE_SOURCE,
			name: 'input',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Binary File',
					value: 'binary',
					description: 'A file that a step before this one read or made',
				},
				{ name: 'URL', value: 'url', description: 'A file at an address that n8n can reach' },
			],
			default: 'binary',
			description: 'Where the file comes from',
		},
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the input field containing the binary file data to be uploaded',
			description:
				'The file may be an image (JPG, PNG, WebP, GIF) of up to 10 MB, a video (MP4, WebM, MOV) of up to 100 MB and 5 minutes, or a recording (MP3, WAV, M4A) of up to 20 MB and 10 minutes',
			file: { path: 'file', source: FILE_SOURCE },
			displayOptions: { show: { input: ['binary'] } },
		},
		{
			displayName: 'File URL',
			name: 'fileUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/greeting.mp3',
			description:
				'Address of the file itself: an image of up to 10 MB, a video of up to 100 MB and 5 minutes, or a recording of up to 20 MB and 10 minutes',
			check: fileAddress,
			displayOptions: { show: { input: ['url'] } },
		},
		options([
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. greeting.mp3',
				description: 'Name of the file in JoggAI instead of its own',
			},
			{
				displayName: 'File Type',
				name: 'fileType',
				type: 'options',
				options: fileTypes,
				default: 'video/mp4',
				description: 'What the file is, where neither its type nor its name tells',
			},
		]),
	],
};
