import { listAt, valueAt, without, type Fields } from './fields.cts';

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

/** Per operation number; whatever is not here is told alike everywhere. */
const RETELLINGS: Record<number, Retelling> = {
	2: (data, more) => ({ ...data, duration: more.seconds }),
	5: newProductVideo,
	6: (data, more) => ({
		preview_list_id: more.preview_list_id,
		...eachRow('previews', (row, extra) => ({ ...row, ...extra }))(data, more),
	}),
	7: eachRow('previews', (row, extra) => ({ ...renamed({ id: 'preview_id' })(row, {}), ...extra })),
	8: newProductVideo,
	9: (data, more) => ({
		...data,
		id: more.id,
		duration: more.seconds,
		status: more.raw === 'pending' ? 'pending' : data.status,
	}),
	13: (data, more) => ({ ...renamed({ template_id: 'id' })(data, more), variables: more.variables }),
	15: (data) => ({
		...without(data, 'data'),
		video_url: valueAt(data, 'data.url'),
		cover_url: valueAt(data, 'data.cover_url'),
		duration: valueAt(data, 'data.duration_seconds'),
	}),
	16: (data, more) => ({ videos: data.data, ...totals(more, {}) }),
	17: (_data, more) => ({ languages: more.languages }),
	19: (data, more) => ({
		...renamed({ url: 'video_url' })(data, more),
		...(more.reason ? { error: { code: 50000, message: more.reason } } : {}),
	}),
	23: (data) => ({
		...without(data, 'data'),
		scripts: rowsOf(data.data as Fields, 'generated_scripts').map((script) => ({
			...script,
			script_paragraphs: listAt(script, 'script_paragraphs').join('\n'),
		})),
	}),
	24: renamed({ music: 'musics' }),
	25: eachRow('visual_styles', (row, extra) => ({ ...row, ...extra })),
	26: renamed({ asset_url: 'asset_id' }),
	27: (data, more) => ({
		...without(eachRow('voices', renamed({ audio_url: 'audition_url' }))(data, more), 'has_more'),
		...totals(more, {}),
	}),
	28: eachRow('voices', renamed({ audio_url: 'audition_url' })),
	29: both(eachRow('avatars', avatarRow), withTotals),
	30: both(eachRow('avatars', avatarRow), withTotals),
	31: both(eachRow('avatars', avatarRow), withTotals),
	32: renamed({ product_avatars: 'avatars' }),
	35: (data) => without(data, 'avatar_id'),
	36: renamed({ motion_preview_url: 'preview_url' }),
	38: (data) => without(data, 'summary'),
	41: (data) => ({ ...data, user_id: 'sandbox-user' }),
	42: (data) => ({ ...data, total_quota: data.remaining_quota }),
};

/** The data of operation `number` in the guide dialect. */
export const retold = (number: number, data: Fields, more: Fields): Fields =>
	RETELLINGS[number]?.(data, more) ?? data;
