import type {
	ILoadOptionsFunctions,
	INodeParameterResourceLocator,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { accountOf } from '../shared/api/account';
import { get } from '../shared/api/transport';
import { fullText, ProblemError } from '../shared/api/problem';
import { INTERACTIVE_READS } from '../shared/api/retry';
import { NOT_FOUND } from '../shared/vocabulary/refusals';
import {
	takesFile,
	templateDetailsUrl,
	type TemplateVariable,
	VARIABLE_TYPES,
	variableKey,
	variablesOf,
} from '../shared/vocabulary/templates';

const LIBRARY_TEMPLATE =
	"JoggAI tells the variables of your own templates only. Copy this one into your own at app.jogg.ai, or set 'Variables Source' to Manual.";

/**
 * The variables of the chosen template as fields of the form. All of them are texts to n8n: a picture may be an address
 * or the number of an asset. Where there is nothing to show, the form says why; where n8n maps automatically it hides the
 * fields, and the same line names them.
 */
export async function getTemplateVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const id = chosenTemplate(this);
	if (id === '')
		return nothing(
			"Choose a template first. If its ID comes from an expression, set 'Variables Source' to Manual.",
		);
	try {
		const { problem, data } = await get(
			this,
			await accountOf(this),
			{ url: templateDetailsUrl(id) },
			undefined,
			INTERACTIVE_READS,
		);
		if (problem) return nothing(problem.code === NOT_FOUND ? LIBRARY_TEMPLATE : fullText(problem));
		const fields = variablesOf((data ?? {}) as object).map(formField);
		if (fields.length === 0) return nothing('This template has no variables; it can be used as it is.');
		return {
			fields,
			emptyFieldsNotice: `The template has the variables ${fields.map(({ displayName }) => displayName).join(', ')}.`,
		};
	} catch (error) {
		return nothing(error instanceof ProblemError ? fullText(error.problem) : (error as Error).message);
	}
}

function chosenTemplate(context: ILoadOptionsFunctions): string {
	const chosen = context.getCurrentNodeParameter('template') as INodeParameterResourceLocator | undefined;
	const id = String(chosen?.value ?? '').trim();
	return id.startsWith('=') ? '' : id;
}

/** In one word or two; a file is given by its address. */
function whatToEnter(type: string): string {
	const label = VARIABLE_TYPES[type] ?? type;
	return takesFile(type) ? `${label} URL` : label;
}

const formField = (variable: TemplateVariable): ResourceMapperField => ({
	id: variableKey(variable),
	displayName: `${variable.name} (${whatToEnter(variable.type)})`,
	required: variable.required === true,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
	type: 'string',
});

const nothing = (emptyFieldsNotice: string): ResourceMapperFields => ({ fields: [], emptyFieldsNotice });
