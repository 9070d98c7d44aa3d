import type { IDataObject } from 'n8n-workflow';
import type { AvatarSource } from '../avatars';
import type { RawJob, StartedPart } from './row';
import { type JobStatus, jobStatus } from './states';
import { asId, asNumber, asObject, asText, entriesOf, idAt, textsOf } from '../values';

/**
 * Every style of a preview request is a job of its own. One with an ID was accepted, whatever else its entry says
 * (samples show an error text beside a good ID); an early revision of the API answered with a single task.
 */
export function previewsStarted(data: RawJob): StartedPart[] {
	const task = idAt(data as IDataObject, ['task_id']);
	if (!Array.isArray(data.previews)) return task ? [{ id: task, raw: data }] : [];
	return entriesOf(data.previews).map((raw) => {
		const id = idAt(raw, ['preview_id', 'id']);
		return { id, reason: id ? undefined : asText(raw.err_msg), raw };
	});
}

/** The images of a photo generation; they are no avatar before motion is added. */
export function photosMade(data: RawJob): object {
	const imageUrls = textsOf(data.image_url_list ?? data.photo_urls);
	const imageKeys = textsOf(data.image_key_list);
	const photoId = asText(data.photo_id);
	return imageUrls.length > 0 ? { photoId, imageUrl: imageUrls[0], imageUrls, imageKeys } : { photoId };
}

/**
 * The avatar that a motion job makes, with the source that video nodes want to know. Motion events and some replies to
 * create requests do not carry its ID, so it may be missing there.
 */
export const avatarMade =
	(avatarSource: AvatarSource) =>
	({ avatar_id, name, voice_id, image_url, photo_url }: RawJob): object => ({
		avatarId: asId(avatar_id) || undefined,
		avatarSource,
		name,
		voiceId: voice_id,
		imageUrl: image_url ?? photo_url,
	});

/** An image of a product avatar batch in the shape that users see. */
export function generationOf({ generation_id, id, status, url, image_url, image_id }: IDataObject) {
	const imageUrl = asText(url) ?? asText(image_url);
	return {
		generationId: idAt({ generation_id, id }, ['generation_id', 'id']),
		status: jobStatus(status, imageUrl !== undefined),
		imageUrl,
		imageId: asText(image_id),
	};
}

/** The images of a batch; an early revision of the API answered with a single one in the place of a list. */
function generationsOf(data: RawJob): Array<ReturnType<typeof generationOf>> {
	const many = Array.isArray(data.generations) ? data.generations : data.image_url ? [data] : [];
	return entriesOf(many).map(generationOf);
}

/**
 * A batch has no status of its own (spec). JoggAI's counts decide (the list may be shorter while the batch is made:
 * vendor's client), then the list: done when nothing is under way, failed when nothing was made.
 */
export function batchStatus(data: RawJob): unknown {
	return countedStatus(asObject(data.summary)) ?? listedStatus(data) ?? data.status ?? 'processing';
}

function countedStatus({ pending, processing, completed, failed }: IDataObject): JobStatus | undefined {
	if ((asNumber(pending) ?? 0) + (asNumber(processing) ?? 0) > 0) return 'processing';
	if ((asNumber(completed) ?? 0) > 0) return 'completed';
	return (asNumber(failed) ?? 0) > 0 ? 'failed' : undefined;
}

function listedStatus(data: RawJob): JobStatus | undefined {
	const statuses = generationsOf(data).map(({ status }) => status);
	return (['processing', 'completed', 'failed'] as const).find((status) => statuses.includes(status));
}

/** The finished images of a batch first, and how many there are; single failures are normal. */
export function imagesMade(data: RawJob): object {
	const images = generationsOf(data);
	const finished = images.filter(({ status }) => status === 'completed');
	const summary = asObject(data.summary);
	return {
		generationId: finished[0]?.generationId,
		imageUrl: finished[0]?.imageUrl,
		imageUrls: finished.flatMap(({ imageUrl }) => imageUrl ?? []),
		completedImages: asNumber(summary.completed) ?? finished.length,
		failedImages: asNumber(summary.failed) ?? images.filter(({ status }) => status === 'failed').length,
		images,
	};
}
