import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	NodeParameterValueType,
} from 'n8n-workflow';
import { type Choice, choicesIn, choicesOf, displayedFields, type Listed } from './nodeTypes.cts';

/** What goes into fields where their type alone does not tell. */
export interface FormValues {
	/** Menus that do not change what is asked of JoggAI, and fields that are to be left as they are, by name; options without a value are not added. */
	fixed: Readonly<Record<string, unknown>>;
	/** Values that fit a field where none made up by its type would, one per item. */
	fitting: Readonly<Record<string, (choice: Choice) => unknown[]>>;
}

const ITEM_FILE = {
	data: { data: Buffer.alloc(4).toString('base64'), mimeType: 'video/mp4', fileName: 'film.mp4' },
};

/** Fills in the fields of one operation. Menus become expressions, so that each item takes another of their choices. */
export class FilledForm {
	readonly parameters: INodeParameters;
	private readonly alternatives: Record<string, unknown[]> = {};

	constructor(
		node: Listed,
		readonly choice: Choice,
		private readonly values: FormValues,
	) {
		this.parameters = { ...choice };
		for (const property of visibleFields(node, choice)) {
			if (!Object.hasOwn(this.parameters, property.name))
				this.parameters[property.name] = this.filled(property, property.name) as INodeParameters[string];
		}
	}

	/** As many items as the longest menu has choices; shorter ones start over. */
	get items(): INodeExecutionData[] {
		const count = Math.max(1, ...Object.values(this.alternatives).map((values) => values.length));
		return Array.from({ length: count }, (_, item) => {
			const taken = Object.entries(this.alternatives).map(([place, values]) => [
				place,
				values[item % values.length],
			]);
			return { json: Object.fromEntries(taken) as IDataObject, binary: ITEM_FILE };
		});
	}

	private filled(property: INodeProperties, place: string): unknown {
		const { type, name, options = [], typeOptions } = property;
		const { fixed, fitting } = this.values;
		if (Object.hasOwn(fixed, name)) return fixed[name];
		if (type === 'collection') return this.group(options as INodeProperties[], place);
		if (type === 'fixedCollection') {
			const groups = (options as INodePropertyCollection[]).map((group) => {
				const entry = this.group(group.values, `${place}.${group.name}`);
				return [group.name, typeOptions?.multipleValues ? [entry] : entry];
			});
			return Object.fromEntries(groups) as unknown;
		}
		if (type === 'resourceMapper') return fitting[name]?.(this.choice)[0];
		this.alternatives[place] = fitting[name]?.(this.choice) ?? valuesFor(property);
		const expression = `={{ $json["${place}"] }}`;
		return type === 'resourceLocator' ? { __rl: true, mode: 'id', value: expression } : expression;
	}

	private group(fields: INodeProperties[], place: string): IDataObject {
		const filled = fields.map((field) => [field.name, this.filled(field, `${place}.${field.name}`)]);
		return Object.fromEntries(filled.filter(([, value]) => value !== undefined)) as IDataObject;
	}
}

/** Every way to fill in the menus of an operation on which other fields depend, each with all its fields filled in. */
export const filledForms = (node: Listed, chosen: Choice, values: FormValues): FilledForm[] =>
	choicesIn(node, chosen, (field) =>
		Object.hasOwn(values.fixed, field.name)
			? [values.fixed[field.name] as NodeParameterValueType]
			: (valuesFor(field) as NodeParameterValueType[]),
	).map((choice) => new FilledForm(node, choice, values));

function valuesFor(property: INodeProperties): unknown[] {
	const { type, typeOptions } = property;
	const byType: Partial<Record<INodeProperties['type'], () => unknown[]>> = {
		options: () => choicesOf(property),
		// Menus that n8n loads from JoggAI have no choices of their own.
		multiOptions: () => [typeOptions?.loadOptionsMethod ? ['some choice'] : choicesOf(property)],
		boolean: () => [true, false],
		number: () => [typeOptions?.minValue ?? 1],
		resourceLocator: () => ['7'],
	};
	return byType[type]?.() ?? ['https://example.com/file.mp4'];
}

/** What n8n adds to every node of this style: proxy, batches, timeout. */
const N8N_OPTIONS = 'requestOptions';

const visibleFields = (node: Listed, choice: Choice): INodeProperties[] =>
	displayedFields(node, choice).filter(({ type, name }) => type !== 'hidden' && name !== N8N_OPTIONS);
