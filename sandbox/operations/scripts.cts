import { textAt } from '../json.cts';
import { object, oneOf, text, when } from '../schema.cts';
import { LANGUAGES, SCRIPT_SOURCES, SCRIPT_STYLES, VIDEO_LENGTHS } from '../vocabulary.cts';
import { jobStatus } from './jobStatus.cts';
import type { Call, Operations } from './operation.cts';
import { productExists } from './references.cts';
import { startJobs, type Plan } from './startJobs.cts';

const needs = (...names: string[]) => ({ properties: { data: { required: names } } });

/** A script about a known product talks about that product by name. */
const withProductName = ({ body, state }: Call): Plan[] => {
	const product = state.products.get(textAt(body, 'product_info.data.id') ?? '');
	return [{ input: product ? { ...body, product_info: { data: { name: product.name } } } : body }];
};

export const SCRIPT_OPERATIONS = {
	'POST /v2/ai_scripts': {
		body: object(
			{
				language: oneOf(LANGUAGES),
				video_length_seconds: oneOf(VIDEO_LENGTHS),
				script_style: oneOf(SCRIPT_STYLES),
				product_info: object(
					{
						source_type: oneOf(SCRIPT_SOURCES),
						data: object({}, { id: text, name: text, description: text }),
					},
					{},
					when('source_type', 'id', needs('id')),
					when('source_type', 'details', needs('name', 'description')),
				),
			},
			{ target_audience: text },
		),
		handler: startJobs('script', { checks: [productExists('product_info.data.id')], plan: withProductName }),
	},
	'GET /v2/ai_scripts/results/{task_id}': {
		handler: jobStatus('script', 'params', 'task_id'),
	},
} satisfies Operations;
