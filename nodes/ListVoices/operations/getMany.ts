import type { IDataObject } from 'n8n-workflow';
import { choiceFilter, filters, OPTIONAL_TEXT } from '../../shared/description/fields';
import type { Field } from '../../shared/platform/field';
import { listFields, lists } from '../../shared/operations/list';
import type { Operation } from '../../shared/pipeline/operation';
import { LANGUAGES } from '../../shared/vocabulary/languages';
import {
	VOICE_AGES,
	VOICE_GENDERS,
	VOICE_SOURCES,
	voiceOf,
	type VoiceSource,
} from '../../shared/vocabulary/voices';

const language = { ...choiceFilter('Language', 'language', LANGUAGES), default: 'english' };

const libraryFilters: Field[] = [
	choiceFilter('Age', 'age', VOICE_AGES),
	choiceFilter('Gender', 'gender', VOICE_GENDERS),
	language,
	{
		displayName: 'Use Case',
		name: 'useCase',
		type: 'string',
		default: '',
		placeholder: 'e.g. narrative_story',
		description: "What the voice is made for, in JoggAI's own word",
		routing: { send: { type: 'query', property: 'use_case', value: OPTIONAL_TEXT } },
	},
];

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many voices',
	description: 'Retrieve a list of voices with the IDs that video nodes need',
	returns: 'voiceId, name, language, gender, age, accent, sampleUrl',
	execute: lists((parameter) => {
		const source = parameter('source') as VoiceSource;
		return {
			...VOICE_SOURCES[source],
			simplify: (entry) => ({ ...voiceOf(entry, source) }) as IDataObject,
		};
	}),
	fields: [
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: VOICE_SOURCES.library.label,
					value: 'library',
					description: VOICE_SOURCES.library.description,
				},
				{ name: VOICE_SOURCES.custom.label, value: 'custom', description: VOICE_SOURCES.custom.description },
			],
			default: 'library',
			description: 'Which voices to list',
		},
		...listFields,
		filters(libraryFilters, ['library']),
		filters([language], ['custom']),
	],
};
