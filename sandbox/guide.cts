import { listAt, valueAt, without, type Fields } from './fields.cts';
import type { OperationName } from './operations/index.cts';

/** Turns an answer of the published schema into what guides and older samples show for the same operation. */
type Retelling = (data: Fields, more: Fields) => Fields;

const renamed =
	(names: Record<string, string>): Retelling =>
	(data) =>
		Object.fromEntries(Object.entries(data).map(([name, value]) => [names[name] ?? name, value]));

const rowsOf = (data: Fields, name: string): Fields[] => listAt(data, name) as Fields[];
const moreOf = (more: Fields, index: number): Fields => (rowsOf(more, 'rows')[index] ?? {}) as Fields;

/** Changes every row of a list, and the name of the list. */
const eachRow =
	(name: string, retell: (row: Fields, more: Fields) => Fields, newName = name): Retelling =>
	(data, more) => ({
		...without(data, name),
		[newName]: rowsOf(data, name).map((row, index) => retell(row, moreOf(more, index))),
	});

const totals: Retelling = ({ total, page, page_size }) => ({ total, page, page_size });

const both =
	(first: Retelling, second: Retelling): Retelling =>
	(data, more) =>
		second(first(data, more), more);

const withTotals: Retelling = (data, more) => ({ ...data, ...totals(more, {}) });
const avatarRow = renamed({ id: 'avatar_id', avatar_status: 'status' });
const newProductVideo = renamed({ video_id: 'product_video_id' });

/** Whatever is not here is told alike everywhere. */
const RETELLINGS: Partial<Record<OperationName, Retelling>> = {
	'GET /v2/avatar_video/{id}': (data, more) => ({ ...data, duration: more.seconds }),
	'POST /v2/create_video_from_product': newProductVideo,
	'POST /v2/create_video_from_product/preview_list': (data, more) => ({
		preview_list_id: more.preview_list_id,
		...eachRow('previews', (row, extra) => ({ ...row, ...extra }))(data, more),
	}),
	'GET /v2/product_previews': eachRow('previews', (row, extra) => ({
		...renamed({ id: 'preview_id' })(row, {}),
		...extra,
	})),
	'POST /v2/create_video_from_product/render_single_preview': newProductVideo,
	'GET /v2/product_video/{product_video_id}': (data, more) => ({
		...data,
		id: more.id,
		duration: more.seconds,
		status: more.raw === 'pending' ? 'pending' : data.status,
	}),
	'GET /v2/template/custom/{id}': (data, more) => ({
		...renamed({ template_id: 'id' })(data, more),
		variables: more.variables,
	}),
	'GET /v2/template_video/{video_id}': (data) => ({
		...without(data, 'data'),
		video_url: valueAt(data, 'data.url'),
		cover_url: valueAt(data, 'data.cover_url'),
		duration: valueAt(data, 'data.duration_seconds'),
	}),
	'GET /v2/template_videos': (data, more) => ({ videos: data.data, ...totals(more, {}) }),
	'GET /v2/video_translate/target_languages': (_data, more) => ({ languages: more.languages }),
	'GET /v2/video_translate/{video_translate_id}': (data, more) => ({
		...renamed({ url: 'video_url' })(data, more),
		...(more.reason ? { error: { code: 50000, message: more.reason } } : {}),
	}),
	'GET /v2/ai_scripts/results/{task_id}': (data) => ({
		...without(data, 'data'),
		scripts: rowsOf(data.data as Fields, 'generated_scripts').map((script) => ({
			...script,
			script_paragraphs: listAt(script, 'script_paragraphs').join('\n'),
		})),
	}),
	'GET /v2/musics': renamed({ music: 'musics' }),
	'GET /v2/visual_styles': eachRow('visual_styles', (row, extra) => ({ ...row, ...extra })),
	'POST /v2/upload/asset': renamed({ asset_url: 'asset_id' }),
	'GET /v2/voices': (data, more) => ({
		...without(eachRow('voices', renamed({ audio_url: 'audition_url' }))(data, more), 'has_more'),
		...totals(more, {}),
	}),
	'GET /v2/voices/custom': eachRow('voices', renamed({ audio_url: 'audition_url' })),
	'GET /v2/avatars/public': both(eachRow('avatars', avatarRow), withTotals),
	'GET /v2/avatars/custom': both(eachRow('avatars', avatarRow), withTotals),
	'GET /v2/avatars/photo_avatars': both(eachRow('avatars', avatarRow), withTotals),
	'GET /v2/avatars/product_avatars': renamed({ product_avatars: 'avatars' }),
	'POST /v2/photo_avatar/add_motion': (data) => without(data, 'avatar_id'),
	'GET /v2/photo_avatar': renamed({ motion_preview_url: 'preview_url' }),
	'GET /v2/product_avatar/generation/{batch_id}': (data) => without(data, 'summary'),
	'GET /v2/user/whoami': (data) => ({ ...data, user_id: 'sandbox-user' }),
	'GET /v2/user/remaining_quota': (data) => ({ ...data, total_quota: data.remaining_quota }),
};

/** The data of an operation in the guide dialect. */
export const retold = (operation: OperationName, data: Fields, more: Fields): Fields =>
	RETELLINGS[operation]?.(data, more) ?? data;
