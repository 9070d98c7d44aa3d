import type { AvatarSource } from './avatars';
import type { RawJob, StartedPart } from './jobRow';
import { jobStatus } from './jobStates';

/** One image of a product avatar batch. */
interface RawGeneration {
	generation_id?: string;
	status?: string;
	url?: string;
	image_url?: string;
	image_id?: string;
}

interface RawPreview extends RawJob {
	preview_id?: string;
	visual_style?: string;
	err_msg?: string;
}

/**
 * Every style of a preview request is a job of its own. One with an ID was accepted, whatever else its entry says
 * (samples show an error text beside a good ID); an early revision of the API answered with a single task.
 */
export function previewsStarted(data: RawJob): StartedPart[] {
	const previews = data.previews as RawPreview[] | undefined;
	if (!previews) return data.task_id ? [{ id: String(data.task_id), raw: data }] : [];
	return previews.map((raw) => {
		const id = raw.preview_id?.trim() || undefined;
		return { id, reason: id ? undefined : raw.err_msg, raw };
	});
}

/** The images of a photo generation; they are no avatar before motion is added. */
export function photosMade(data: RawJob): object {
	const imageUrls = (data.image_url_list ?? data.photo_urls ?? []) as string[];
	const imageKeys = (data.image_key_list ?? []) as string[];
	return imageUrls.length > 0
		? { photoId: data.photo_id, imageUrl: imageUrls[0], imageUrls, imageKeys }
		: { photoId: data.photo_id };
}

/**
 * The avatar that a motion job makes, with the source that video nodes want to know. Motion events and some replies to
 * create requests do not carry its ID, so it may be missing there.
 */
export const avatarMade =
	(avatarSource: AvatarSource) =>
	({ avatar_id, name, voice_id, image_url, photo_url }: RawJob): object => ({
		avatarId: Number(avatar_id) || undefined,
		avatarSource,
		name,
		voiceId: voice_id,
		imageUrl: image_url ?? photo_url,
	});

/** An image of a product avatar batch in the shape that users see. */
export function generationOf(entry: object) {
	const { generation_id, status, url, image_url, image_id } = entry as RawGeneration;
	const imageUrl = url || image_url || undefined;
	return {
		generationId: generation_id || undefined,
		status: jobStatus(status, imageUrl !== undefined),
		imageUrl,
		imageId: image_id || undefined,
	};
}

/** The images of a batch; an early revision of the API answered with a single one in the place of a list. */
function generationsOf(data: RawJob): Array<ReturnType<typeof generationOf>> {
	const many = data.generations as RawGeneration[] | null | undefined;
	return (many ?? (data.image_url ? [data] : [])).map(generationOf);
}

/** A batch has no status of its own (spec): it is done when nothing is under way, and failed when nothing was made. */
export function batchStatus(data: RawJob): unknown {
	const statuses = generationsOf(data).map(({ status }) => status);
	if (statuses.length === 0) return data.status ?? 'processing';
	if (statuses.includes('processing')) return 'processing';
	return statuses.includes('completed') ? 'completed' : 'failed';
}

/** The finished images of a batch first, and how many there are; single failures are normal. */
export function imagesMade(data: RawJob): object {
	const images = generationsOf(data);
	const finished = images.filter(({ status }) => status === 'completed');
	return {
		generationId: finished[0]?.generationId,
		imageUrl: finished[0]?.imageUrl,
		imageUrls: finished.flatMap(({ imageUrl }) => imageUrl ?? []),
		completedImages: finished.length,
		failedImages: images.filter(({ status }) => status === 'failed').length,
		images,
	};
}

/** The name of a template video stands beside its status in a list, and one level deeper in a single reply. */
export function templateVideoTitle({ video_name, data }: RawJob): object {
	return { title: video_name ?? (data as { video_name?: string } | null | undefined)?.video_name };
}
