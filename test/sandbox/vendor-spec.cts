import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The part of the vendor's document that the comparison reads. */
export interface VendorSchema {
	$ref?: string;
	type?: string;
	format?: string;
	enum?: (string | number)[];
	minimum?: number;
	maximum?: number;
	properties?: Record<string, VendorSchema>;
	required?: string[];
	items?: VendorSchema;
	allOf?: VendorSchema[];
}

interface VendorParameter {
	name: string;
	in: string;
	required?: boolean;
	schema: VendorSchema;
}

interface Content {
	content: Record<string, { schema: VendorSchema }>;
}

interface VendorOperation {
	parameters?: (VendorParameter | { $ref: string })[];
	requestBody?: Content;
	responses: Record<string, Content>;
}

interface VendorDocument {
	paths: Record<string, Record<string, VendorOperation>>;
}

export interface VendorRow {
	method: string;
	path: string;
	parameters: VendorParameter[];
	body?: VendorSchema;
	/** The `data` of a successful answer. */
	data?: VendorSchema;
}

const followed = (document: VendorDocument, reference: string): unknown =>
	reference
		.split('/')
		.slice(1)
		.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], document);

/** Follows references, and merges what is composed of several parts. */
function resolved(document: VendorDocument, schema: VendorSchema): VendorSchema {
	if (schema.$ref) return resolved(document, followed(document, schema.$ref) as VendorSchema);
	const parts = (schema.allOf ?? []).map((part) => resolved(document, part));
	const properties = Object.assign({}, ...parts.map((part) => part.properties), schema.properties) as Record<
		string,
		VendorSchema
	>;
	const inner = Object.entries(properties).map(([name, value]) => [name, resolved(document, value)]);
	return {
		...schema,
		...(inner.length ? { properties: Object.fromEntries(inner) } : {}),
		...(schema.items ? { items: resolved(document, schema.items) } : {}),
	};
}

const schemaIn = ({ content }: Content): VendorSchema => content['application/json'].schema;

/** Every operation of the vendor's document, references followed. */
export function readVendorSpec(file: string): VendorRow[] {
	const document = parse(readFileSync(file, 'utf8')) as VendorDocument;
	return Object.entries(document.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({
			method: method.toUpperCase(),
			path,
			parameters: (operation.parameters ?? []).map((parameter) =>
				'$ref' in parameter ? (followed(document, parameter.$ref) as VendorParameter) : parameter,
			),
			body: operation.requestBody && resolved(document, schemaIn(operation.requestBody)),
			data: resolved(document, schemaIn(operation.responses['200'])).properties?.data,
		})),
	);
}
