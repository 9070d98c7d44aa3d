import { MUSICS, VISUAL_STYLES } from '../data/catalog.cts';
import { newId } from '../ids.cts';
import { numberAt, type JsonObject } from '../json.cts';
import { invalid } from '../refusals.cts';
import { integer, object, oneOf, page, text } from '../schema.cts';
import { ASPECT_RATIOS } from '../vocabulary.cts';
import { list } from './list.cts';
import { respond, type Call, type Operations } from './operation.cts';

const MEGABYTE = 1024 * 1024;
const BIGGEST: Record<string, number> = { image: 10 * MEGABYTE, video: 100 * MEGABYTE, audio: 20 * MEGABYTE };

/** Announces a file; the signature holds characters that do not survive re-encoding, like real signed addresses. */
function announceUpload({ state, body }: Call): JsonObject {
	const contentType = String(body.content_type);
	const limit = BIGGEST[contentType.split('/')[0]];
	if (!limit) throw invalid('content_type: file format not supported');
	const declaredSize = numberAt(body, 'file_size');
	if (declaredSize !== undefined && declaredSize > limit) throw invalid('file_size exceeds limit');
	const token = newId();
	const filename = String(body.filename);
	const signature = `X-Expires=900&X-Signature=${newId(8)}%2B${newId(8)}%2f~%3D`;
	state.uploads.set(token, { token, contentType, declaredSize, signature });
	return {
		sign_url: `${state.origin}/upload/${token}?${signature}`,
		asset_url: `${state.origin}/assets/${token}/${encodeURIComponent(filename)}`,
	};
}

/** Music, visual styles, upload. */
export const MEDIA_OPERATIONS = {
	'GET /v2/musics': {
		query: object({}, page),
		handler: list({
			field: 'music',
			paging: 'object',
			from: () => MUSICS,
			row: (music, { state }) => ({ ...music, music_url: state.mediaUrl(`music-${music.id}.mp3`) }),
		}),
	},
	'GET /v2/visual_styles': {
		query: object({}, { aspect_ratio: oneOf(ASPECT_RATIOS) }),
		handler: list({
			field: 'visual_styles',
			from: () => VISUAL_STYLES,
			filters: { aspect_ratio: (style, wanted) => style.ratios.includes(String(wanted)) },
			row: ({ id, name }) => ({ id, name }),
			extraRow: (style, { state }) => ({ preview_url: state.mediaUrl(`style-${style.id}.mp4`) }),
		}),
	},
	'POST /v2/upload/asset': {
		body: object({ filename: text, content_type: text }, { file_size: integer(1) }),
		handler: respond(announceUpload),
	},
} satisfies Operations;
