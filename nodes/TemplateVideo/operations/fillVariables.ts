import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../shared/api/problem';
import { binaryFieldsOf } from '../../shared/files/source';
import type { Preparation } from '../../shared/pipeline/operation';
import { blamed, isEmpty, isNoText } from '../../shared/form/validation';
import type { Complaint } from '../../shared/platform/field';
import { reachableFile } from '../../shared/vocabulary/addresses';
import { NOT_FOUND } from '../../shared/vocabulary/refusals';
import {
	takesFile,
	templateDetailsUrl,
	type TemplateVariable,
	variableFromKey,
	variableKey,
	variableProperties,
	variablesOf,
} from '../../shared/vocabulary/templates';

/** A variable together with what goes into it. */
interface Filled extends TemplateVariable {
	value: unknown;
}

/**
 * Brings the variables into the shape that JoggAI wants, and stops before a credit is spent when the template has
 * changed or wants more. JoggAI's documents disagree on where the callback address stands, so each variable has it too.
 */
export async function fillVariables(preparation: Preparation): Promise<void> {
	const body = preparation.request.body as IDataObject;
	const filled = (await collect(preparation, body.variables)).filter(({ value }) => !isEmpty(value));
	body.variables = filled.map((variable, index) => ({
		type: variable.type,
		name: variable.name,
		properties: { ...propertiesOf(preparation, variable, index), ...callback(body.webhook_url) },
	}));
}

const callback = (webhookUrl: unknown): IDataObject =>
	webhookUrl ? { webhook_url: webhookUrl as string } : {};

async function collect({ context, parameter, get }: Preparation, values: unknown): Promise<Filled[]> {
	if (parameter('variablesFrom') === 'manual') return values as Filled[];
	const known = await variablesOfTemplate(get, parameter('template'));
	const { mappingMode } = parameter('variables') as { mappingMode: string };
	const filled =
		mappingMode === 'autoMapInputData'
			? named(known, { ...fieldsByName(context), ...(values as IDataObject) })
			: mapped(values as IDataObject);
	if (known) refuseUnfit(known, filled);
	return filled;
}

/** None for a library template: JoggAI tells the variables of one's own templates only. */
async function variablesOfTemplate(
	get: Preparation['get'],
	id: unknown,
): Promise<TemplateVariable[] | undefined> {
	const details = await get(templateDetailsUrl(id)).catch(nothingIfUnknown);
	return details ? variablesOf(details as object) : undefined;
}

function nothingIfUnknown(error: ProblemError): undefined {
	if (error.problem.code !== NOT_FOUND) throw new ProblemError(error.problem);
}

const mapped = (values: IDataObject): Filled[] =>
	Object.entries(values).map(([key, value]) => ({ ...variableFromKey(key), value }));

/** Files are named by their fields. */
const fieldsByName = (context: Preparation['context']): IDataObject =>
	Object.fromEntries(binaryFieldsOf(context).map((name) => [name, name]));

/** "Map automatically": the fields of the input item that are called like a variable. */
function named(known: TemplateVariable[] | undefined, values: IDataObject): Filled[] {
	const valueOf = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);
	if (known) return known.map((variable) => ({ ...variable, value: valueOf(variable.name) }));
	throw new ProblemError({
		what: 'The variables of this template cannot be mapped automatically',
		next: "JoggAI tells the variables of your own templates only. Copy the template into your own at app.jogg.ai, or set 'Variables Source' to Manual.",
	});
}

function refuseUnfit(known: TemplateVariable[], filled: Filled[]): void {
	const given = filled.filter(({ value }) => !isEmpty(value)).map(variableKey);
	const vanished = given
		.filter((key) => !known.map(variableKey).includes(key))
		.map((key) => variableFromKey(key).name);
	if (vanished.length > 0) {
		throw new ProblemError({
			what: `The template no longer has the ${listed(vanished)}`,
			next: `It was renamed, removed or changed its type; the template has ${quoted(known.map(({ name }) => name)) || 'no variables'}. Refresh the list of variables in the node and fill in the new ones. Nothing was charged for this item.`,
		});
	}
	const missing = known.filter((variable) => variable.required && !given.includes(variableKey(variable)));
	if (missing.length === 0) return;
	throw new ProblemError({
		what: `The template needs the ${listed(missing.map(({ name }) => name))}`,
		next: 'Fill it in. If it holds an expression, check in its preview that it yields a value for every item. Nothing was charged for this item.',
		field: blamed(missing[0].name, undefined),
	});
}

/** Words as they are; a picture, film or recording by its address, the number of an asset, or the field that holds it. */
function propertiesOf(
	{ context, files, account }: Preparation,
	{ type, name, value }: Filled,
	index: number,
): IDataObject {
	if (isNoText(value)) throw unfit(name, value, 'must be a text');
	const text = String(value).trim();
	if (!takesFile(type) || /^\d+$/.test(text)) return variableProperties(type, String(value));
	if (binaryFieldsOf(context).includes(text)) {
		const wanted = { field: text, label: name, source: name };
		files.push({ path: `variables.${index}.properties.url`, kind: type, wanted });
		return {};
	}
	const complaint = reachableFile(text, account);
	if (complaint) throw unfit(name, value, complaint);
	return variableProperties(type, text);
}

function unfit(name: string, value: unknown, complaint: Complaint): ProblemError {
	const { what, next } = typeof complaint === 'string' ? { what: complaint, next: OTHERWISE } : complaint;
	return new ProblemError({
		what: `The variable '${name}' ${what}`,
		next: `${next} Nothing was charged for this item.`,
		field: blamed(name, value),
	});
}

const OTHERWISE =
	'Correct its value. In place of an address, an image, video or audio may also be the number of a JoggAI asset, or the name of the input field that holds the file.';

const listed = (names: string[]): string => `${names.length > 1 ? 'variables' : 'variable'} ${quoted(names)}`;

const quoted = (names: string[]): string => names.map((name) => `'${name}'`).join(', ');
