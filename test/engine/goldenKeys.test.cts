import type { IDataObject } from 'n8n-workflow';
import { jobRow, JOBS, type JobKind } from '../../nodes/shared/vocabulary/jobs/kinds';
import { keyOf } from '../../nodes/shared/purchases/key';
import type { Store } from '../../nodes/shared/purchases/place';
import { current } from '../harness/engine.cts';
import { fullForm } from '../harness/dialectValues.cts';
import { filledForms } from '../harness/filledForm.cts';
import { actionOperations } from '../harness/nodeTypes.cts';
import { eachInAPreparedWorld, type PreparedWorld } from '../harness/preparedWorld.cts';
import { writes } from '../harness/wire.cts';

const at = eachInAPreparedWorld();

/**
 * By operation: the key of its form filled in full, IDs of the account taken out. Who changes what an operation sends
 * changes its line, and with it says that users will pay once more for what they have: *Use It Always* does not find it.
 */
const GOLDEN: Record<string, string> = {
	'JoggAI Account webhookEndpoint create': '2aedd8c3dcca9f36b421a9caeb118f60',
	'JoggAI AI Script generate': '406d8cb2572f5c948a6c6323fd084c20',
	'JoggAI Avatar Video create': '52a68cb1f9d9697f8400bdf6c04f78ec',
	'JoggAI Lip Sync create': '3821dae508795eeb79372fa7caeaf53f',
	'JoggAI Media upload': '19f36f065b11dc0306798868fcf9e5fd',
	'JoggAI Photo Avatar createAvatar': 'c362d137508b09fbed19215a69c5c2db',
	'JoggAI Photo Avatar generatePhotos': 'f92ea2ff829b6b08cfe260ca5c70d784',
	'JoggAI Product createFromDetails': '74b41a0174bd716b1946e8db76d8c3c8',
	'JoggAI Product createFromUrl': 'f591237845150644d2c52b12b979fba1',
	'JoggAI Product Avatar createAvatar': '165490b8de041cbfb6efca1e7af36292',
	'JoggAI Product Avatar generateImages': '66a4fd5e832745c2ed48891cd4272b8f',
	'JoggAI Product Video video create': 'e64efa653afa6143dbcdcec0c5f63f74',
	'JoggAI Product Video preview create': '0eefbab5524e0cde488183dfe427310e',
	'JoggAI Product Video preview render': '96d4c1cb2ea360d40548e99cd58f409c',
	'JoggAI Template Video video create': '5efb77cc03a62c2c881711cd0fb6a434',
	'JoggAI Video Translation create': 'c3754fa4bc886dab457cb779f9fc9fd5',
};

const CREATING = actionOperations(({ displayName }) => displayName).filter(({ chosen: { operation } }) =>
	/^(create|generate|render|upload)/.test(String(operation)),
);

/** IDs that another world would have others of. */
function plain(world: PreparedWorld, body: unknown): unknown {
	const ids = [world.productId, world.endpointId, ...world.joggAi.jobs.map(({ id }) => id)];
	let text = JSON.stringify(body ?? {});
	for (const id of ids) text = text.split(id).join('ID');
	text = text.replace(/http:\/\/127\.0\.0\.1:\d+/g, 'https://joggai').replace(/\b[0-9a-f]{12,}\b/g, 'ID');
	return JSON.parse(text) as unknown;
}

describe('the key of an operation', () => {
	it.each(CREATING)(
		'$name holds what it sends, but for where JoggAI calls',
		async ({ name, node, chosen }) => {
			const world = await at.open('spec');
			const [{ parameters, items }] = filledForms(node, chosen, fullForm(world, node.description.name));
			world.joggAi.requests.length = 0;

			const { run } = await world.run({ type: node.type, parameters, items: items.slice(0, 1) });

			const stored = run.data.executionData?.contextData['node:Node'] as { purchases: Store } & IDataObject;
			const [[purchase]] = Object.values(stored.purchases);
			const [{ method, path, body }] = writes(world);
			const callbacks = Object.keys(JOBS).flatMap((kind) => jobRow(kind as JobKind).callbackField ?? []);
			const isUpload = purchase.kind === 'upload';
			const about = {
				method,
				url: path,
				besides: callbacks,
				sameAsAbsent: purchase.kind === 'lipSync' ? { playback_type: 'normal' } : undefined,
			};
			const key = (workflow: string, node_: string, sent: unknown) =>
				keyOf({ ...about, workflow, node: node_, body: sent });
			if (!isUpload) expect(purchase.key).toBe(key(current.workflowId, 'b', body));
			expect({ [name]: key('w', 'n', plain(world, body)) }).toEqual({ [name]: GOLDEN[name] });
		},
	);
});
