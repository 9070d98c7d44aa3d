import { template } from '../../shared/description/pickers/template';
import { startJob } from '../../shared/description/jobOperations';
import { choices } from '../../shared/vocabulary/choices';
import { LANGUAGES } from '../../shared/vocabulary/languages';
import { fillVariables } from './fillVariables';
import { templateAvatar } from './templateAvatar';
import { templateOptions } from './templateOptions';
import { variableFields } from './variableFields';

export const create = startJob({
	resource: 'video',
	name: 'Create',
	value: 'create',
	action: 'Create template video',
	description: 'Fill in the variables of a template and make a video of it (1 credit per started 2 minutes)',
	price: '1 credit per started 2 minutes',
	starts: { job: 'templateVideo', request: { method: 'POST', url: '/v2/create_video_with_template' } },
	prepare: fillVariables,
	fields: [
		template,
		...variableFields,
		{
			displayName: 'Voice Language',
			name: 'voiceLanguage',
			type: 'options',
			options: choices(LANGUAGES),
			default: 'english',
			description: 'The language that is spoken; write script variables in it',
			routing: { send: { type: 'body', property: 'voice_language' } },
		},
		...templateAvatar,
	],
	options: templateOptions,
});
