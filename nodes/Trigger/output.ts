import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { eventMeaning } from '../shared/vocabulary/events';
import {
	COVERS,
	DURATIONS,
	first,
	numberAt,
	reasonIn,
	RESULTS,
	textAt,
} from '../shared/vocabulary/jobOutput';
import { jobStatus } from '../shared/vocabulary/jobStates';
import { scriptsOf } from '../shared/vocabulary/scripts';
import { asNumber, asObject, asText, isoTime } from '../shared/vocabulary/values';
import { isFresh } from './processedList';
import type { AcceptedDelivery } from './webhook';

/** Turns what webhook() let through into the output. A delivery that an earlier execution had becomes none. */
export async function emit(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const isSimplified = context.getNodeParameter('simplify', 0, true) === true;
	const output: INodeExecutionData[] = [];
	for (const [index, { json }] of context.getInputData().entries()) {
		if (!isAccepted(json)) output.push({ json, pairedItem: { item: index } });
		else if (await isFresh(context, json.deliveryId)) {
			const { headers, body } = json;
			output.push({ json: isSimplified ? simplified(body) : { headers, body }, pairedItem: { item: index } });
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

/** An event in the shape that all nodes of this package give a job. Absent values are left out. */
export function simplified(body: IDataObject): IDataObject {
	const event = String(body.event);
	const data = asObject(body.data);
	const { kind, outcome } = eventMeaning(event, data);
	const videoUrl = textAt(data, [...RESULTS, 'motion_url']);
	const imageUrls = texts(data.photo_urls ?? data.image_url_list);
	const status = outcome ?? jobStatus(data.status, videoUrl !== undefined);
	const output = {
		event,
		outcome,
		kind,
		id: asText(first(data, IDS)),
		status,
		videoUrl,
		coverUrl: textAt(data, COVERS),
		durationSeconds: numberAt(data, DURATIONS),
		reason: status === 'failed' ? reasonIn(data) : undefined,
		...scriptFields(data),
		imageUrl: imageUrls?.[0] ?? textAt(data, ['image_url', 'photo_url']),
		imageUrls,
		avatarId: asNumber(data.avatar_id) || undefined,
		subtitleUrl: textAt(data, ['subtitle_url']),
		eventId: asText(body.event_id),
		timestamp: isoTime(body.timestamp),
	};
	return Object.fromEntries(Object.entries(output).filter(([, value]) => value !== undefined)) as IDataObject;
}

/** The first script in the same fields as the node JoggAI AI Script; all of them only if there are several. */
function scriptFields(data: IDataObject): IDataObject {
	const list =
		[data.scripts, data.generated_scripts, asObject(data.data).generated_scripts].find(Array.isArray) ?? [];
	const scripts = scriptsOf({ scripts: list.filter((one) => typeof one === 'object' && one !== null) });
	if (scripts.length === 0) return {};
	const [{ script, paragraphs, style }] = scripts;
	return {
		script,
		paragraphs,
		style,
		scripts: scripts.length > 1 ? scripts.map((one) => ({ ...one })) : undefined,
	};
}

const texts = (value: unknown): string[] | undefined =>
	Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
