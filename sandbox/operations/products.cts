import { isVisualStyle } from '../data/catalog.cts';
import { newId } from '../ids.cts';
import { productVideoRow, STATUS_REPLIES } from '../jobs/statusReplies.cts';
import { listAt, textAt, without, type JsonObject } from '../json.cts';
import type { Product } from '../records.cts';
import { invalid, notFound } from '../refusals.cts';
import { anyField, boolean, integer, listOf, object, oneOf, text, url, type Schema } from '../schema.cts';
import {
	ASPECT_RATIOS,
	AVATAR_TYPES,
	LANGUAGES,
	MEDIA_TYPES,
	SCRIPT_STYLES,
	VIDEO_LENGTHS,
} from '../vocabulary.cts';
import { jobStatus } from './jobStatus.cts';
import { jobListQuery, listJobs } from './list.cts';
import { respond, type Call, type Operations } from './operation.cts';
import { avatarExists, jobIsDone, musicExists, productExists, voiceExists } from './references.cts';
import {
	requestedFailure,
	startJobs,
	withStatus,
	type Check,
	type Plan,
	type Started,
} from './startJobs.cts';

const media = listOf(object({}, { type: oneOf(MEDIA_TYPES), name: text, url, description: text }));
const details: Record<string, Schema> = { name: text, description: text, target_audience: text, media };

const script = object({ style: oneOf(SCRIPT_STYLES), language: oneOf(LANGUAGES) });
const videoSpec = object(
	{ length: oneOf(VIDEO_LENGTHS) },
	{ aspect_ratio: oneOf(ASPECT_RATIOS), caption: boolean, name: text },
);

// `voice` and `audio` have to be there even when there is nothing in them.
const filmRequired: Record<string, Schema> = {
	product_id: text,
	video_spec: videoSpec,
	avatar: object({ id: integer() }, { type: oneOf(AVATAR_TYPES) }),
	voice: object({}, { id: text }),
	audio: object({}, { music_id: integer(0) }),
	script,
};
const filmOptional: Record<string, Schema> = { override_script: text, webhook_url: url };

const filmChecks: Check[] = [
	productExists('product_id'),
	avatarExists('avatar.id', 'avatar.type'),
	voiceExists('voice.id'),
	musicExists('audio.music_id'),
];

const ratioOf = (body: JsonObject): string => textAt(body, 'video_spec.aspect_ratio') ?? 'landscape';

const styleExists: Check = ({ body }) => {
	const style = textAt(body, 'visual_style');
	if (style !== undefined && !isVisualStyle(style, ratioOf(body))) {
		throw invalid(`visual_style is unknown for ${ratioOf(body)} videos`);
	}
};

const anyStyle: Check = ({ body }) => {
	if (listAt(body, 'visual_styles').length === 0) throw invalid('visual_styles must not be empty');
};

/** One preview per style; a style that cannot be had spoils only its own preview. */
const previewPlans = ({ body }: Call): Plan[] =>
	listAt(body, 'visual_styles').map((style) => ({
		input: { ...body, visual_style: style },
		problem: isVisualStyle(String(style), ratioOf(body)) ? undefined : 'This visual style is not available',
	}));

const previewRow = ({ input, problem, view }: Started): JsonObject => ({
	visual_style: input.visual_style,
	preview_id: view?.job.id ?? '',
	err_msg: problem ?? '',
});

const newPreviewList = (started: Started[]): JsonObject => ({
	preview_list_id: newId(),
	rows: started.map(({ view }) => ({ status: view?.status ?? 'failed' })),
});

/** A final video is made from what its preview was made from. */
const fromPreview = ({ state, key, body }: Call): Plan[] => {
	const preview = state.findJob(key, ['preview'], body.preview_id);
	return [{ input: { ...preview?.input, webhook_url: undefined } }];
};

/** Details that a shop page would have given. */
const crawled = (address: string, state: Call['state']): Partial<Product> => ({
	url: address,
	name: `Article from ${new URL(address).hostname}`,
	description: 'A handy article, described by the shop in a few friendly words.',
	media: [{ type: 1, name: 'front', url: state.mediaUrl('product-front.jpg'), description: 'Front view' }],
});

const shown = (product: Product): JsonObject => without(product, 'key');

function createProduct({ state, key, body }: Call): JsonObject {
	if (requestedFailure(body) !== undefined) throw invalid('failed to extract product information');
	const address = textAt(body, 'url');
	const product: Product = {
		product_id: Buffer.from(`P${newId(6)}`).toString('base64url'),
		key,
		url: '',
		name: '',
		description: '',
		target_audience: '',
		media: [],
		...(address ? crawled(address, state) : {}),
		...body,
	};
	state.products.set(product.product_id, product);
	return shown(product);
}

function updateProduct({ state, key, body }: Call): undefined {
	const product = state.products.get(String(body.product_id));
	if (product?.key !== key) throw notFound('product_id');
	Object.assign(product, body);
}

/** Products and the videos about them. */
export const PRODUCT_OPERATIONS = {
	'POST /v2/product': {
		body: object({}, { url, ...details }, anyField('url', 'name')),
		handler: respond(createProduct),
	},
	'PUT /v2/product': {
		body: object({ product_id: text }, details),
		handler: respond(updateProduct),
	},
	'POST /v2/create_video_from_product': {
		body: object(filmRequired, { visual_style: text, ...filmOptional }),
		handler: startJobs('productVideo', { checks: [...filmChecks, styleExists], also: withStatus }),
	},
	'POST /v2/create_video_from_product/preview_list': {
		body: object(
			{ ...filmRequired, visual_styles: listOf(text) },
			{ language: oneOf(LANGUAGES), ...filmOptional },
		),
		handler: startJobs('preview', {
			checks: [anyStyle, ...filmChecks],
			plan: previewPlans,
			reply: (started) => ({ previews: started.map(previewRow) }),
			extra: newPreviewList,
		}),
	},
	'GET /v2/product_previews': {
		query: object({}, jobListQuery),
		handler: listJobs('preview', {
			field: 'previews',
			paging: 'flat',
			row: STATUS_REPLIES.preview,
			extraRow: ({ input }) => ({ visual_style: input.visual_style }),
		}),
	},
	'POST /v2/create_video_from_product/render_single_preview': {
		body: object({ preview_id: text }),
		handler: startJobs('productVideo', {
			checks: [jobIsDone('preview', 'preview_id')],
			plan: fromPreview,
			also: withStatus,
		}),
	},
	'GET /v2/product_video/{product_video_id}': {
		handler: jobStatus('productVideo', 'params', 'product_video_id'),
	},
	'GET /v2/product_videos': {
		query: object({}, jobListQuery),
		handler: listJobs('productVideo', { field: 'videos', paging: 'flat', row: productVideoRow }),
	},
} satisfies Operations;
