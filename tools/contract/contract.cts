/** What saved workflows rely on: everything of the nodes that somebody's workflow may have stored or may read. */
import type {
	GenericValue,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
	NodeParameterValueType,
} from 'n8n-workflow';
import type { Outcome } from '../../nodes/shared/api/problem';
import { ONLY_RESOURCE } from '../../nodes/shared/pipeline/operation';
import type { Details } from '../../nodes/shared/purchases/outcome';
import { fieldsOfVersion, versionsOf } from '../docs/versions.cts';
import type { Sources } from '../lib/sources.cts';
import { outputsOf } from './outputs.cts';

/** What a field may hold. Two fields of one name, shown under different conditions, are two shapes of it. */
export interface Shape {
	type: string;
	default?: GenericValue | INodeParameters | NodeParameterValueType;
	/** What the menu offers; for a picker, its modes. */
	values?: Array<string | number | boolean>;
}

/** Shapes by the path of the field, such as `options.captions`. */
export type Fields = Record<string, Shape[]>;

export interface Promised {
	fields: Fields;
	/** Names of output fields with *Simplify* on. */
	outputs: string[];
}

/** What a failed item tells as data: the keys of its JSON, those of `details`, and how far it may have come. */
export interface Failures {
	keys: string[];
	details: string[];
	outcomes: string[];
}

export interface Contract {
	/** Of the package. */
	version: string;
	failures: Failures;
	credentials: Record<string, Fields>;
	/** By type, then by version of the node, then by operation; nodes without a menu have one of no name. */
	nodes: Record<string, Record<string, Record<string, Promised>>>;
}

/** The compiler asks for every name, and for no other. */
const DETAILS: Record<keyof Details, true> = {
	outcome: true,
	charged: true,
	jobs: true,
	field: true,
	joggAiCode: true,
	requestId: true,
	tryAgain: true,
};
const OUTCOMES: Record<Outcome, true> = {
	invalidInput: true,
	notSent: true,
	refused: true,
	notMade: true,
	notFinished: true,
	noFile: true,
	unknown: true,
};

const FAILURES: Failures = {
	keys: ['error', 'message', 'details'],
	details: Object.keys(DETAILS),
	outcomes: Object.keys(OUTCOMES),
};

export const contractOf = ({ name, version, nodes, credentials }: Sources): Contract => ({
	version,
	failures: FAILURES,
	credentials: Object.fromEntries(credentials.map((one) => [one.name, fieldsIn(one.properties)])),
	nodes: Object.fromEntries(
		nodes.map(({ description }) => [`${name}.${description.name}`, promisesOf(description)]),
	),
});

const promisesOf = (description: INodeTypeDescription): Record<string, Record<string, Promised>> =>
	Object.fromEntries(
		versionsOf(description).map((version) => [String(version), operationsIn(description, version)]),
	);

function operationsIn(description: INodeTypeDescription, version: number): Record<string, Promised> {
	const ofVersion = fieldsOfVersion(description.properties, version);
	const menus = ofVersion.filter((field) => field.name === 'operation');
	const operations = menus.flatMap((menu) => {
		const resource = menu.displayOptions?.show?.resource?.[0];
		return (menu.options as INodePropertyOptions[]).map(({ value }) => ({ resource, operation: value }));
	});
	return Object.fromEntries(
		(operations.length > 0 ? operations : [{}]).map((chosen) => {
			const fields = ofVersion.filter((field) => isShownFor(chosen, field));
			const label = Object.values(chosen)
				.filter((one) => one !== ONLY_RESOURCE)
				.join(' ');
			return [label, { fields: fieldsIn(fields), outputs: outputsOf(description, fields, label) }];
		}),
	);
}

/** Whether the operation has the field, whatever is chosen in its other fields. */
const isShownFor = (chosen: { resource?: unknown; operation?: unknown }, field: INodeProperties): boolean =>
	(['resource', 'operation'] as const).every((menu) => {
		const wanted = field.displayOptions?.show?.[menu] as unknown[] | undefined;
		return !wanted || wanted.includes(chosen[menu]);
	});

/** What n8n adds to every node of this kind, and what stands there for n8n alone. */
const isOurs = ({ type, isNodeSetting }: INodeProperties): boolean =>
	type !== 'hidden' && type !== 'notice' && !isNodeSetting;

/** Words for a model, which may become better ones. */
const IS_TEXT_OF_OURS = ['toolDescription'];

function fieldsIn(fields: INodeProperties[], path = ''): Fields {
	const found: Fields = {};
	const add = (place: string, shapes: Shape[]) => {
		const known = (found[place] ??= []);
		for (const shape of shapes)
			if (!known.some((one) => JSON.stringify(one) === JSON.stringify(shape))) known.push(shape);
	};
	for (const field of fields.filter(isOurs)) {
		const place = `${path}${field.name}`;
		add(place, [shapeOf(field)]);
		for (const [at, inner] of innerFields(field))
			for (const [innerPlace, shapes] of Object.entries(fieldsIn(inner, `${place}.${at}`)))
				add(innerPlace, shapes);
	}
	return found;
}

/** The fields inside a collection, with what stands before their names. */
function innerFields({
	type,
	options = [],
}: INodeProperties): Array<[at: string, fields: INodeProperties[]]> {
	if (type === 'collection') return [['', options as INodeProperties[]]];
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).map(({ name, values }) => [`${name}.`, values]);
}

function shapeOf({ name, type, options = [], modes = [], default: usual }: INodeProperties): Shape {
	const isMenu = type === 'options' || type === 'multiOptions';
	const values = isMenu
		? (options as INodePropertyOptions[]).map(({ value }) => value)
		: modes.map((mode) => mode.name);
	return {
		type,
		...(IS_TEXT_OF_OURS.includes(name) ? {} : { default: usual }),
		...(values.length > 0 ? { values: values.sort() } : {}),
	};
}
