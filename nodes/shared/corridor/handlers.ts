import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { walkPages } from '../api/pages';
import { read } from '../api/reading';
import { get } from './asking';
import { askForJob, startJob } from './jobs';
import type { Passage } from './passage';
import { asObject, requireData } from './passage';
import type { Calls, Endpoint, Lists, Plan, ReadParameter } from './plan';
import { upload } from './uploading';
import { write } from './writing';

type Handler<P extends Plan> = (passage: Passage, plan: P) => Promise<INodeExecutionData[]>;

/** What happens with an item, by what its operation does. */
const HANDLERS: { [D in Plan['does']]: Handler<Extract<Plan, { does: D }>> } = {
	startJob,
	askForJob,
	list,
	call,
	upload,
};

/** Carries out the passage's operation and returns its output items. Throws ProblemError or RunOver. */
export async function carryOut(passage: Passage): Promise<INodeExecutionData[]> {
	const { plan } = passage.operation;
	return await (HANDLERS[plan.does] as Handler<Plan>)(passage, plan);
}

async function list(
	{ context, account, signal, request, parameter }: Passage,
	{ list: describe }: Lists,
): Promise<INodeExecutionData[]> {
	const listing = describe(parameter);
	const limit = parameter('returnAll', false) === true ? Infinity : Number(parameter('limit'));
	const entries = await walkPages(
		async (page) =>
			await read(context, account, { ...request, url: listing.url, qs: { ...request.qs, ...page } }, signal),
		listing,
		limit,
	);
	const { simplify, raw = asItIs } = listing;
	return entries.map((entry) => ({
		json: parameter('simplify', true) === true ? simplify(entry) : raw(entry),
	}));
}

async function call(passage: Passage, plan: Calls): Promise<INodeExecutionData[]> {
	const { simplify, withoutData, raw = asItIs } = plan;
	const { parameter } = passage;
	const request = addressed(plan.request, parameter);
	const answer = request.method === 'GET' ? await get(passage, request) : await write(passage, request);
	const data = withoutData ? asObject(answer) : requireData(answer);
	return [{ json: parameter('simplify', true) === true ? simplify(data, parameter) : raw(data, parameter) }];
}

const asItIs = (data: IDataObject): IDataObject => data;

/** `{name}` in an address stands for the value of that field. */
function addressed({ method, url }: Endpoint, parameter: ReadParameter): Endpoint {
	const filled = url.replace(/\{(\w+)\}/g, (_, name: string) =>
		encodeURIComponent(String(parameter(name)).trim()),
	);
	return { method, url: filled };
}
