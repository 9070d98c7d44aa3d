import type { IDataObject } from 'n8n-workflow';
import { getCredits } from '../../nodes/Account/operations/getCredits';
import { getManyEndpoints } from '../../nodes/Account/operations/getManyEndpoints';
import { getManyEvents } from '../../nodes/Account/operations/getManyEvents';
import { getUser } from '../../nodes/Account/operations/getUser';
import { get as getAvatarVideo } from '../../nodes/AvatarVideo/operations/get';
import { getMany as getManyAvatars } from '../../nodes/ListAvatars/operations/getMany';
import { getMany as getManyVoices } from '../../nodes/ListVoices/operations/getMany';
import { getManyMusic } from '../../nodes/Media/operations/getManyMusic';
import { getManyVisualStyles } from '../../nodes/Media/operations/getManyVisualStyles';
import { get as getProductVideo } from '../../nodes/ProductVideo/operations/get';
import { getMany as getManyProductVideos } from '../../nodes/ProductVideo/operations/getMany';
import { getManyPreviews } from '../../nodes/ProductVideo/operations/getManyPreviews';
import { get as getTemplateVideo } from '../../nodes/TemplateVideo/operations/get';
import { getMany as getManyTemplateVideos } from '../../nodes/TemplateVideo/operations/getMany';
import { getManyTemplates } from '../../nodes/TemplateVideo/operations/getManyTemplates';
import { getTemplate } from '../../nodes/TemplateVideo/operations/getTemplate';
import { getManyLanguages } from '../../nodes/VideoTranslation/operations/getManyLanguages';
import type { Operation } from '../../nodes/shared/pipeline/operation';
import { KNOWN_EVENTS } from '../../nodes/shared/vocabulary/events';
import { JOBS } from '../../nodes/shared/vocabulary/jobs/kinds';

/** The first output of an operation that was asked earlier, by the label of that operation. */
export type Earlier = (label: string) => IDataObject | undefined;

/** A read of a node that costs nothing. */
export interface FreeRead {
	/** Node and operation, as they are called in n8n. */
	label: string;
	operation: Operation;
	/** Values of its fields; nothing where there is no object to ask for. */
	parameters?: (earlier: Earlier) => IDataObject | undefined;
	/** Output fields without which the node is of no use. */
	needs: string[];
	/** The entries stand in a list. */
	isList?: boolean;
	/** JoggAI offers the same to everybody, so there must be some. */
	isLibrary?: boolean;
	/** Names in the reply that only repeat the ID that was asked for. */
	ids?: readonly string[];
	/** It asks for what does not exist, so a refusal is the good answer. */
	wantsRefusal?: boolean;
	/** Words of JoggAI's that the package knows, to be compared with those that came. */
	knows?: { field: string; values: readonly string[] };
}

const list = (
	label: string,
	operation: Operation,
	needs: string[],
	more: Partial<FreeRead> = {},
): FreeRead => ({ label, operation, needs, isList: true, ...more });

const from = (source: string) => () => ({ source });

/** Asks for the first object of a list, under the field that takes its ID. */
const firstOf = (label: string, id: string, field: string) => (earlier: Earlier) => {
	const found = earlier(label)?.[id];
	return found === undefined ? undefined : { [field]: found };
};

const OWN_TEMPLATES = 'Template Video: Template: Get Many (own)';
const PRODUCT_VIDEOS = 'Product Video: Video: Get Many';
const TEMPLATE_VIDEOS = 'Template Video: Video: Get Many';

/** Everything that can be read for nothing, in an order in which later reads can use what earlier ones found. */
export const FREE_READS: FreeRead[] = [
	{ label: 'Account: Get User', operation: getUser, needs: ['username'] },
	{ label: 'Account: Get Credits', operation: getCredits, needs: ['credits'] },
	list('List Avatars (public)', getManyAvatars, ['avatarId', 'name'], {
		parameters: from('public'),
		isLibrary: true,
	}),
	list('List Avatars (instant)', getManyAvatars, ['avatarId'], { parameters: from('instant') }),
	list('List Avatars (photo)', getManyAvatars, ['avatarId'], { parameters: from('photo') }),
	list('List Avatars (product)', getManyAvatars, ['avatarId'], { parameters: from('product') }),
	list('List Voices (library)', getManyVoices, ['voiceId', 'name'], {
		parameters: from('library'),
		isLibrary: true,
	}),
	list('List Voices (my voices)', getManyVoices, ['voiceId'], { parameters: from('custom') }),
	list('Media: Get Many Music', getManyMusic, ['musicId', 'name'], { isLibrary: true }),
	list('Media: Get Many Visual Styles', getManyVisualStyles, ['name'], { isLibrary: true }),
	list('Template Video: Template: Get Many (library)', getManyTemplates, ['templateId', 'name'], {
		parameters: from('library'),
		isLibrary: true,
	}),
	list(OWN_TEMPLATES, getManyTemplates, ['templateId', 'name'], { parameters: from('own') }),
	{
		label: 'Template Video: Template: Get',
		operation: getTemplate,
		parameters: firstOf(OWN_TEMPLATES, 'templateId', 'template'),
		needs: ['templateId', 'variables'],
	},
	list(TEMPLATE_VIDEOS, getManyTemplateVideos, ['id', 'status']),
	{
		label: 'Template Video: Video: Get',
		operation: getTemplateVideo,
		parameters: firstOf(TEMPLATE_VIDEOS, 'id', idFieldOf(getTemplateVideo)),
		needs: ['status'],
		ids: JOBS.templateVideo.idKeys,
	},
	list(PRODUCT_VIDEOS, getManyProductVideos, ['id', 'status']),
	{
		label: 'Product Video: Video: Get',
		operation: getProductVideo,
		parameters: firstOf(PRODUCT_VIDEOS, 'id', idFieldOf(getProductVideo)),
		needs: ['status'],
		ids: JOBS.productVideo.idKeys,
	},
	list('Product Video: Preview: Get Many', getManyPreviews, ['id', 'status']),
	list('Video Translation: Get Many Languages', getManyLanguages, ['language'], { isLibrary: true }),
	list('Account: Webhook Endpoint: Get Many', getManyEndpoints, ['endpointId', 'url']),
	list('Account: Webhook Endpoint: Get Many Events', getManyEvents, ['event'], {
		isLibrary: true,
		knows: { field: 'event', values: KNOWN_EVENTS },
	}),
	{
		label: 'Avatar Video: Get, of an ID that nobody has',
		operation: getAvatarVideo,
		parameters: () => ({ [idFieldOf(getAvatarVideo)]: 'no-such-video' }),
		needs: [],
		wantsRefusal: true,
	},
];

/** The field with which an operation that gets a job begins. */
function idFieldOf({ fields }: Operation): string {
	return fields[0].name;
}
