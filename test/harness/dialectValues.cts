import { VISUAL_STYLES } from '../../sandbox/data/catalog.cts';
import { VOICES } from '../../sandbox/data/voices.cts';
import type { JobKindName } from '../../sandbox/jobs/job.cts';
import type { FormValues } from './filledForm.cts';
import type { Choice } from './nodeTypes.cts';
import type { PreparedWorld } from './preparedWorld.cts';

const FLAT_VALUES = { headline: 'a', photo: 'https://example.com/p.jpg', narration: 'b' };

const AVATARS: Record<string, string> = { public: '1001', instant: '5001', photo: '6001', product: '7001' };

/** Which job the field of a Get operation or of a further step names. */
const JOBS_BY_FIELD: Record<string, JobKindName> = {
	scriptId: 'script',
	lipSyncId: 'lipSync',
	projectId: 'avatarVideo',
	photoId: 'photos',
	batchId: 'productImages',
	previewId: 'preview',
	translationId: 'translation',
};

/** Jobs whose field has the same name in several nodes. */
const JOBS_BY_NODE: Record<string, Partial<Record<string, JobKindName>>> = {
	joggAiAvatarVideo: { videoId: 'avatarVideo' },
	joggAiProductVideo: { videoId: 'productVideo' },
	joggAiTemplateVideo: { videoId: 'templateVideo' },
	joggAiPhotoAvatar: { motionId: 'photoMotion' },
	joggAiProductAvatar: { motionId: 'productMotion' },
};

/** Files by their addresses; the item's own are another matter (fileFields.test). */
export const BY_ADDRESS = {
	...Object.fromEntries(
		['audio', 'video', 'image', 'media', 'personImage'].map((file) => [`${file}Source`, 'url']),
	),
	referencePhotoBinaryPropertyName: undefined,
	productImageBinaryPropertyName: undefined,
};

/** Values with which every operation of a node succeeds in a prepared world; whatever can be waited for is. */
export function fullForm(world: PreparedWorld, node: string): FormValues {
	const { joggAi, job } = world;
	const jobs = Object.entries({ ...JOBS_BY_FIELD, ...JOBS_BY_NODE[node] }).map(([field, kind]) => [
		field,
		() => [job(kind as JobKindName).id],
	]);
	return {
		fixed: {
			waitForCompletion: 'wait',
			maximumWait: 60,
			returnAll: true,
			download: true,
			failIfDownloadFails: true,
			simplify: true,
			checkOnly: false,
			ifMadeBefore: 'never',
			mostCredits: 1e6,
			filters: {},
			...BY_ADDRESS,
			media: { items: [{ type: 1, url: 'https://example.com/p.jpg', name: 'front', description: 'front' }] },
			manualVariables: {
				items: [
					{ type: 'text', name: 'headline', value: FLAT_VALUES.headline },
					{ type: 'image', name: 'photo', value: FLAT_VALUES.photo },
					{ type: 'script', name: 'narration', value: FLAT_VALUES.narration },
				],
			},
			variables: {
				mappingMode: 'defineBelow',
				schema: [],
				value: {
					'text:headline': FLAT_VALUES.headline,
					'image:photo': FLAT_VALUES.photo,
					'script:narration': FLAT_VALUES.narration,
				},
			},
		},
		fitting: {
			...(Object.fromEntries(jobs) as FormValues['fitting']),
			avatar: ({ avatarSource }: Choice) => [AVATARS[String(avatarSource ?? 'public')]],
			avatarSource: () => ['public'],
			voice: () => [VOICES[0].voice_id],
			music: () => ['3'],
			visualStyle: () => [VISUAL_STYLES[0].name],
			visualStyles: () => [[VISUAL_STYLES[0].name, VISUAL_STYLES[1].name]],
			outputLanguage: () => ['german'],
			productId: () => [world.productId],
			endpoint: () => [world.endpointId],
			events: () => [['generated_script_failed']],
			url: () => ['https://example.com/page'],
			callbackUrl: () => [`${joggAi.url}/media/nobody.mp4`],
			fileUrl: () => [`${joggAi.url}/media/film.mp4`],
			fileName: () => ['film.mp4'],
			fileType: () => ['video/mp4'],
			binaryPropertyName: () => ['data'],
			template: () => ['88'],
			generation: () => [job('productImages').items[1]],
			numberOfImages: () => [3],
		},
	};
}
