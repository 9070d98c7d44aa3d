import { listAt, valueAt, without, type JsonObject } from '../json.cts';
import type { Dialect } from './dialect.cts';
import { spec } from './spec.cts';
import { eachRow, inTurn, renamed, rowsOf, totalsOf, withExtra, withTotals } from './transforms.cts';

const avatars = inTurn(eachRow('avatars', renamed({ id: 'avatar_id', avatar_status: 'status' })), withTotals);
const voices = eachRow('voices', renamed({ audio_url: 'audition_url' }));
const newProductVideo = renamed({ video_id: 'product_video_id' });

/** What guides and older samples show. */
export const guide: Dialect = {
	...spec,
	success: (data) => ({ code: 0, msg: 'success', data }),
	transforms: {
		'GET /v2/avatar_video/{id}': (data, extra) => ({ ...data, duration: extra.seconds }),
		'POST /v2/create_video_from_product': newProductVideo,
		'POST /v2/create_video_from_product/preview_list': (data, extra) => ({
			preview_list_id: extra.preview_list_id,
			...eachRow('previews', withExtra)(data, extra),
		}),
		'GET /v2/product_previews': eachRow('previews', inTurn(renamed({ id: 'preview_id' }), withExtra)),
		'POST /v2/create_video_from_product/render_single_preview': newProductVideo,
		'GET /v2/product_video/{product_video_id}': (data, extra) => ({
			...data,
			id: extra.id,
			duration: extra.seconds,
			status: extra.phase === 'pending' ? 'pending' : data.status,
		}),
		'GET /v2/template/custom/{id}': (data, extra) => ({
			...renamed({ template_id: 'id' })(data, extra),
			variables: extra.variables,
		}),
		'GET /v2/template_video/{video_id}': (data) => ({
			...without(data, 'data'),
			video_url: valueAt(data, 'data.url'),
			cover_url: valueAt(data, 'data.cover_url'),
			duration: valueAt(data, 'data.duration_seconds'),
		}),
		'GET /v2/template_videos': (data, extra) => ({ videos: data.data, ...totalsOf(extra) }),
		'GET /v2/video_translate/target_languages': (_data, extra) => ({ languages: extra.languages }),
		'GET /v2/video_translate/{video_translate_id}': (data, extra) => ({
			...renamed({ url: 'video_url' })(data, extra),
			...(extra.reason ? { error: { code: 50000, message: extra.reason } } : {}),
		}),
		'GET /v2/ai_scripts/results/{task_id}': (data) => ({
			...without(data, 'data'),
			scripts: rowsOf(data.data as JsonObject, 'generated_scripts').map((script) => ({
				...script,
				script_paragraphs: listAt(script, 'script_paragraphs').join('\n'),
			})),
		}),
		'GET /v2/musics': renamed({ music: 'musics' }),
		'GET /v2/visual_styles': eachRow('visual_styles', withExtra),
		'POST /v2/upload/asset': renamed({ asset_url: 'asset_id' }),
		'GET /v2/voices': (data, extra) => ({
			...without(voices(data, extra), 'has_more'),
			...totalsOf(extra),
		}),
		'GET /v2/voices/custom': voices,
		'GET /v2/avatars/public': avatars,
		'GET /v2/avatars/custom': avatars,
		'GET /v2/avatars/photo_avatars': avatars,
		'GET /v2/avatars/product_avatars': renamed({ product_avatars: 'avatars' }),
		'POST /v2/photo_avatar/add_motion': (data) => without(data, 'avatar_id'),
		'GET /v2/photo_avatar': renamed({ motion_preview_url: 'preview_url' }),
		'GET /v2/product_avatar/generation/{batch_id}': (data) => without(data, 'summary'),
		'GET /v2/user/whoami': (data) => ({ ...data, user_id: `user of ${data.email as string}` }),
		'GET /v2/user/remaining_quota': (data) => ({ ...data, total_quota: data.remaining_quota }),
	},
};
