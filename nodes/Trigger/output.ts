import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { eventMeaning } from '../shared/vocabulary/events';
import {
	COVERS,
	DURATIONS,
	first,
	inReadingOrder,
	numberAt,
	reasonIn,
	RESULTS,
	textAt,
} from '../shared/vocabulary/jobs/output';
import { jobStatus } from '../shared/vocabulary/jobs/states';
import { scriptsOf } from '../shared/vocabulary/scripts';
import { asId, asObject, entriesOf, idAt, isoTime, textsOf } from '../shared/vocabulary/values';
import { downloaded } from './download';
import { isFresh } from './processedList';
import type { AcceptedDelivery } from './webhook';

/** Whether to return JoggAI's call as it came or in the shape that all nodes of this package share. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Turns what webhook() let through into the output. A delivery that an earlier execution had becomes none. */
export async function emit(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const isSimplified = context.getNodeParameter(simplify.name, 0, true) === true;
	const output: INodeExecutionData[] = [];
	for (const [index, { json }] of context.getInputData().entries()) {
		if (!isAccepted(json)) output.push({ json, pairedItem: { item: index } });
		else if (await isFresh(context, json.deliveryId)) {
			const { headers, body } = json;
			const event = simplified(body);
			const { binary, warning } = await downloaded(context, event);
			const shown = isSimplified ? event : { headers, body };
			output.push({
				json: warning ? { warning, ...shown } : shown,
				binary,
				pairedItem: { item: index },
			});
		}
	}
	return output;
}

const isAccepted = (json: IDataObject): json is AcceptedDelivery =>
	typeof json.deliveryId === 'string' && typeof json.body === 'object';

/** IDs under all their names, the job's own before that of what it made. */
const IDS = [
	'video_id',
	'product_video_id',
	'video_translate_id',
	'task_id',
	'batch_id',
	'photo_id',
	'motion_id',
	'project_id',
	'avatar_id',
	'id',
];

/** Where JoggAI may put a value: into the event's data, or one level deeper. */
const anywhere = (keys: string[]): string[] => [...keys, ...keys.map((key) => `data.${key}`)];

/** An event in the shape that all nodes of this package give a job. Absent values are left out. */
export function simplified(body: IDataObject): IDataObject {
	const event = String(body.event);
	const data = asObject(body.data);
	const { kind, outcome } = eventMeaning(event, { ...asObject(data.data), ...data });
	const videoUrl = textAt(data, anywhere([...RESULTS, 'motion_url']));
	const imageUrls = texts(first(data, anywhere(['photo_urls', 'image_url_list'])));
	const status = outcome ?? jobStatus(first(data, anywhere(['status'])), videoUrl !== undefined);
	const output: IDataObject = {
		kind,
		id: idAt(data, anywhere(IDS)),
		status,
		event,
		outcome,
		videoUrl,
		coverUrl: textAt(data, COVERS),
		durationSeconds: numberAt(data, anywhere(DURATIONS)),
		reason: status === 'failed' ? reasonIn(data) : undefined,
		...scriptFields(data),
		imageUrl: imageUrls?.[0] ?? textAt(data, anywhere(['image_url', 'photo_url'])),
		imageUrls,
		avatarId: asId(idAt(data, anywhere(['avatar_id']))),
		subtitleUrl: textAt(data, anywhere(['subtitle_url'])),
		eventId: idAt(body, ['event_id']),
		timestamp: isoTime(body.timestamp),
	};
	return inReadingOrder(
		Object.fromEntries(Object.entries(output).filter(([, value]) => value !== undefined)) as IDataObject,
	);
}

/** The first script in the same fields as the node JoggAI AI Script; all of them only if there are several. */
function scriptFields(data: IDataObject): IDataObject {
	const scripts = scriptsOf({
		scripts: entriesOf(first(data, anywhere(['scripts', 'generated_scripts']))),
	});
	if (scripts.length === 0) return {};
	const [{ script, paragraphs, style }] = scripts;
	return {
		script,
		paragraphs,
		style,
		scripts: scripts.length > 1 ? scripts.map((one) => ({ ...one })) : undefined,
	};
}

/** The texts of a list; nothing where there are none. */
function texts(value: unknown): string[] | undefined {
	const found = textsOf(value);
	return found.length > 0 ? found : undefined;
}
