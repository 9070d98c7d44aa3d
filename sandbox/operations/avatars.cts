import type { OwnAvatar, PublicAvatar, Readiness } from '../data/avatars.cts';
import type { JsonObject } from '../json.cts';
import { object, oneOf, page, text } from '../schema.cts';
import {
	ASPECT_RATIOS,
	AVATAR_STATUS_FILTERS,
	ETHNICITIES,
	GENDERS,
	PRODUCT_AVATAR_FILTER_RATIOS,
	PUBLIC_AGES,
	PUBLIC_STYLES,
	RATIO_NUMBERS,
	SCENES,
} from '../vocabulary.cts';
import { list } from './list.cts';
import type { Call, Operations } from './operation.cts';
import { ownAvatars } from './references.cts';

const READINESS_NUMBERS: Record<Readiness, number> = { processing: 0, completed: 1, failed: 2 };

const pictures = (id: number, { state }: Call): JsonObject => ({
	video_url: state.mediaUrl(`avatar-${id}.mp4`),
	cover_url: state.mediaUrl(`avatar-${id}.jpg`),
});

// Scene and ethnicity can be asked for but are not told.
const publicRow = (avatar: PublicAvatar, call: Call): JsonObject => ({
	id: avatar.id,
	name: avatar.name,
	...pictures(avatar.id, call),
	aspect_ratio: RATIO_NUMBERS[avatar.ratio],
	style: avatar.style,
	gender: avatar.gender,
	age: avatar.age,
});

const instantRow = (avatar: OwnAvatar, call: Call): JsonObject => ({
	id: avatar.id,
	name: avatar.name,
	...pictures(avatar.id, call),
	api_only: false,
	avatar_status: avatar.readiness,
	fail_msg: avatar.reason,
	avatar_url: avatar.readiness === 'completed' ? call.state.mediaUrl(`avatar-${avatar.id}.mp4`) : '',
});

const photoRow = (avatar: OwnAvatar, call: Call): JsonObject => ({
	id: avatar.id,
	name: avatar.name,
	cover_url: pictures(avatar.id, call).cover_url,
	status: READINESS_NUMBERS[avatar.readiness],
	fail_msg: avatar.reason,
});

const productRow = (avatar: OwnAvatar, call: Call): JsonObject => ({
	avatar_id: avatar.id,
	name: avatar.name,
	cover_url: pictures(avatar.id, call).cover_url,
	status: READINESS_NUMBERS[avatar.readiness],
	fail_msg: avatar.reason,
	avatar_url: avatar.readiness === 'completed' ? call.state.mediaUrl(`avatar-${avatar.id}.mp4`) : '',
	aspect_ratio: RATIO_NUMBERS[avatar.ratio],
	gender: avatar.gender,
});

const from =
	(source: OwnAvatar['source']) =>
	({ state, key }: Call): OwnAvatar[] =>
		ownAvatars(state, key).filter((avatar) => avatar.source === source);

const ownFilters = {
	name: (avatar: OwnAvatar, wanted: unknown) =>
		avatar.name.toLowerCase().includes(String(wanted).toLowerCase()),
	status: (avatar: OwnAvatar, wanted: unknown) => avatar.readiness === wanted,
};
const ownQuery = object({}, { ...page, name: text, status: oneOf(AVATAR_STATUS_FILTERS) });

export const AVATAR_OPERATIONS = {
	'GET /v2/avatars/public': {
		query: object(
			{},
			{
				...page,
				aspect_ratio: oneOf(ASPECT_RATIOS),
				style: oneOf(PUBLIC_STYLES),
				gender: oneOf(GENDERS),
				age: oneOf(PUBLIC_AGES),
				scene: oneOf(SCENES),
				ethnicity: oneOf(ETHNICITIES),
			},
		),
		handler: list<PublicAvatar>({
			field: 'avatars',
			paging: 'nothing',
			from: ({ state }) => state.dialect.library.avatars,
			filters: {
				aspect_ratio: (avatar, wanted) => avatar.ratio === wanted,
				style: (avatar, wanted) => avatar.style === wanted,
				gender: (avatar, wanted) => avatar.gender === wanted,
				age: (avatar, wanted) => avatar.age === wanted,
				scene: (avatar, wanted) => avatar.scene === wanted,
				ethnicity: (avatar, wanted) => avatar.ethnicity === wanted,
			},
			row: publicRow,
		}),
	},
	'GET /v2/avatars/custom': {
		query: ownQuery,
		handler: list({
			field: 'avatars',
			paging: 'nothing',
			from: from('instant'),
			filters: ownFilters,
			row: instantRow,
		}),
	},
	'GET /v2/avatars/photo_avatars': {
		query: ownQuery,
		handler: list({
			field: 'avatars',
			paging: 'nothing',
			from: from('photo'),
			filters: ownFilters,
			row: photoRow,
		}),
	},
	'GET /v2/avatars/product_avatars': {
		query: object({}, { aspect_ratio: oneOf(PRODUCT_AVATAR_FILTER_RATIOS) }),
		handler: list<OwnAvatar>({
			field: 'product_avatars',
			from: from('product'),
			filters: { aspect_ratio: (avatar, wanted) => avatar.ratio === wanted },
			row: productRow,
		}),
	},
} satisfies Operations;
