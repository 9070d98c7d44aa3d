import type { RawJob, StartedPart } from './jobs';

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
	return imageUrls.length > 0 ? { photoId: data.photo_id, imageUrl: imageUrls[0], imageUrls, imageKeys } : { photoId: data.photo_id };
}

/** The avatar that a motion job makes. Motion events do not carry its ID, so it may be missing there. */
export function avatarMade(data: RawJob): object {
	const { avatar_id, name, voice_id, image_url, photo_url } = data;
	return { avatarId: avatar_id, name, voiceId: voice_id, imageUrl: image_url ?? photo_url };
}

const generationsOf = (data: RawJob): RawGeneration[] => (data.generations as RawGeneration[] | undefined) ?? [];

/** A batch has no status of its own (spec): it is done when nothing is under way, and failed when nothing was made. */
export function batchStatus(data: RawJob): unknown {
	const words = generationsOf(data).map(({ status }) => String(status).toLowerCase());
	if (words.length === 0) return data.status ?? 'processing';
	if (words.some((word) => word !== 'completed' && word !== 'failed')) return 'processing';
	return words.includes('completed') ? 'completed' : 'failed';
}

/** The finished images of a batch first, and how many there are; single failures are normal. */
export function imagesMade(data: RawJob): object {
	const images = generationsOf(data).map((one) => ({
		generationId: one.generation_id,
		status: one.status,
		imageUrl: one.url || one.image_url || undefined,
		imageId: one.image_id || undefined,
	}));
	const finished = images.filter(({ status }) => status === 'completed');
	return {
		generationId: finished[0]?.generationId,
		imageUrl: finished[0]?.imageUrl,
		imageUrls: finished.map(({ imageUrl }) => imageUrl),
		completedImages: finished.length,
		failedImages: images.filter(({ status }) => status === 'failed').length,
		images,
	};
}
