import { OWN_TEMPLATES, templateWith, type Template, type TemplateVariable } from '../data/templates.cts';
import { templateVideoRow } from '../jobs/statusReplies.cts';
import { listAt, textAt, valueAt, type JsonObject } from '../json.cts';
import { invalid, notFound } from '../refusals.cts';
import { anyField, boolean, integer, listOf, object, oneOf, text, url, when } from '../schema.cts';
import { ASPECT_RATIOS, AVATAR_TYPES, LANGUAGES, RATIO_NUMBERS, VARIABLE_TYPES } from '../vocabulary.cts';
import { jobStatus } from './jobStatus.cts';
import { jobListQuery, list, listJobs } from './list.cts';
import { respond, type Call, type Handler, type Operations } from './operation.cts';
import { avatarExists, musicExists, voiceExists } from './references.cts';
import { startJobs, type Check } from './startJobs.cts';

const row = (template: Template, { state }: Call): JsonObject => ({
	name: template.name,
	cover_url: state.mediaUrl(`template-${template.id}.jpg`),
	preview_url: state.mediaUrl(`template-${template.id}.mp4`),
	aspect_ratio: RATIO_NUMBERS[template.ratio],
});

const listTemplates = (own: boolean): Handler =>
	list<Template>({
		field: 'templates',
		from: ({ state }) => (own ? OWN_TEMPLATES : state.dialect.library.templates),
		filters: { aspect_ratio: (template, wanted) => template.ratio === wanted },
		row: (template, call) => ({ id: template.id, ...row(template, call) }),
	});

function ownTemplate({ params }: Call): Template {
	const template = templateWith(params.id);
	if (!template?.own) throw notFound('id');
	return template;
}

const templateExists: Check = ({ body, state }) => {
	const template = templateWith(body.template_id, state.dialect.library.templates);
	if (!template || (!template.own && !state.settings.acceptLibraryTemplates)) throw notFound('template_id');
};

/** Names are case-sensitive, types have to agree, and what the template requires has to be there. */
const variablesFit: Check = ({ body, state }) => {
	const known = templateWith(body.template_id, state.dialect.library.templates)?.variables ?? [];
	const sent = listAt(body, 'variables');
	sent.forEach((variable, index) => {
		const match = known.find((candidate) => candidate.name === textAt(variable, 'name'));
		if (!match) throw invalid(`variables[${index}].name is not a variable of this template`);
		if (match.type !== textAt(variable, 'type'))
			throw invalid(`variables[${index}].type must be ${match.type}`);
	});
	const missing = known.find(
		(variable) => variable.required && !sent.some((one) => valueAt(one, 'name') === variable.name),
	);
	if (missing) throw invalid(`required template variable missing: ${missing.name}`);
};

const shownVariable = ({ type, name }: TemplateVariable): JsonObject => ({ type, name });

const needsContent = { properties: { properties: { required: ['content'] } } };
const needsFile = { properties: { properties: anyField('url', 'asset_id', 'content') } };

const variable = object(
	{
		type: oneOf(VARIABLE_TYPES),
		name: text,
		properties: object({}, { content: text, url, asset_id: integer(), webhook_url: url }),
	},
	{},
	when('type', 'text', needsContent),
	when('type', 'script', needsContent),
	when('type', 'image', needsFile),
	when('type', 'video', needsFile),
);

/** Templates and the videos made with them. */
export const TEMPLATE_OPERATIONS = {
	'GET /v2/templates': {
		query: object({}, { aspect_ratio: oneOf(ASPECT_RATIOS) }),
		handler: listTemplates(false),
	},
	'GET /v2/templates/custom': {
		query: object({}, { aspect_ratio: oneOf(ASPECT_RATIOS) }),
		handler: listTemplates(true),
	},
	'GET /v2/template/custom/{id}': {
		params: { type: 'object', properties: { id: integer(1) } },
		handler: respond(
			(call) => {
				const template = ownTemplate(call);
				return {
					template_id: template.id,
					...row(template, call),
					variables: template.variables.map(shownVariable),
				};
			},
			(call) => ({ variables: ownTemplate(call).variables }),
		),
	},
	'POST /v2/create_video_with_template': {
		body: object(
			{ template_id: integer(), voice_language: oneOf(LANGUAGES), variables: listOf(variable) },
			{
				video_name: text,
				avatar_id: integer(),
				avatar_type: oneOf(AVATAR_TYPES),
				voice_id: text,
				captions_enabled: boolean,
				background_music_id: integer(),
				disable_random_trans: boolean,
				disable_random_moving: boolean,
				disable_trans: boolean,
				disable_moving: boolean,
				webhook_url: url,
			},
		),
		handler: startJobs('templateVideo', {
			checks: [
				templateExists,
				variablesFit,
				avatarExists('avatar_id', 'avatar_type'),
				voiceExists('voice_id'),
				musicExists('background_music_id'),
			],
		}),
	},
	'GET /v2/template_video/{video_id}': {
		handler: jobStatus('templateVideo', 'params', 'video_id'),
	},
	'GET /v2/template_videos': {
		query: object({}, jobListQuery),
		handler: listJobs('templateVideo', { field: 'data', paging: 'object', row: templateVideoRow }),
	},
} satisfies Operations;
