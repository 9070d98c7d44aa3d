import type { INodeParameters, INodeType } from 'n8n-workflow';
import { JoggAiAccount } from '../../nodes/Account/JoggAiAccount.node';
import { JoggAiAiScript } from '../../nodes/AiScript/JoggAiAiScript.node';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiListAvatars } from '../../nodes/ListAvatars/JoggAiListAvatars.node';
import { JoggAiProduct } from '../../nodes/Product/JoggAiProduct.node';
import { byId } from '../harness/form.cts';
import { numbered, writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, RETRY, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();

const script: INodeParameters = {
	operation: 'generate',
	productSource: 'details',
	productName: 'Lamp',
	productDescription: 'A lamp',
	scriptStyle: 'Storytime',
	language: 'english',
	videoLength: '30',
};
const product: INodeParameters = { operation: 'createFromDetails', name: 'Lamp' };

type Case = [what: string, type: new () => INodeType, parameters: INodeParameters, message: string];

// Every value is an expression: an empty literal never gets this far, n8n itself marks the field.
const CASES: Case[] = [
	[
		'an avatar ID that JavaScript cannot count to',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, avatar: byId('={{ "9007199254740993" }}') },
		"'Avatar' must be a number such as 81",
	],
	[
		'a voice that is an object',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, voice: byId('={{ ({ voice_id: "v" }) }}') },
		"'Voice' must be a text or a number",
	],
	[
		'a description that an expression emptied',
		JoggAiProduct,
		{ operation: 'update', productId: 'p1', updateFields: { name: 'Lamp', description: '={{ "" }}' } },
		"'Description' is empty",
	],

	[
		'an operation that the node does not have',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, operation: '={{ "make" }}' },
		"'Operation' has no valid choice",
	],
	[
		'an operation of another resource',
		JoggAiAccount,
		{ resource: 'account', operation: '={{ "create" }}' },
		"'Operation' has no valid choice",
	],
	[
		'a video ID that is empty',
		JoggAiAvatarVideo,
		{ operation: 'get', videoId: '={{ "" }}' },
		"'Video ID' is empty",
	],
	[
		'a video ID of blanks',
		JoggAiAvatarVideo,
		{ operation: 'get', videoId: '={{ " \\n\\t " }}' },
		"'Video ID' is empty",
	],
	[
		'a video ID that nothing yields',
		JoggAiAvatarVideo,
		{ operation: 'get', videoId: '={{ $json.missing }}' },
		"'Video ID' is empty",
	],
	[
		'a project ID of blanks',
		JoggAiAvatarVideo,
		{ operation: 'getLegacyProject', projectId: '={{ "  " }}' },
		"'Project ID' is empty",
	],
	[
		'a script ID that is null',
		JoggAiAiScript,
		{ operation: 'get', scriptId: '={{ null }}' },
		"'Script ID' is empty",
	],
	[
		'a shape that JoggAI does not have',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, aspectRatio: '={{ "9:16" }}' },
		"'Aspect Ratio' must be one of landscape, portrait, square",
	],
	[
		'an avatar source that is written differently',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, avatarSource: '={{ "Public" }}' },
		"'Avatar Source' must be one of instant, photo, product, public",
	],
	[
		'a way of waiting that does not exist',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, waitForCompletion: '={{ "Do Not Wait" }}' },
		"'Wait for Completion' must be one of none, pause, wait",
	],
	[
		'a language under its own name',
		JoggAiAiScript,
		{ ...script, language: '={{ "Deutsch" }}' },
		"'Language' must be one of the menu's values, such as english",
	],
	['no script', JoggAiAvatarVideo, { ...AVATAR_VIDEO, script: '={{ "" }}' }, "'Script' is empty"],
	['a script of blanks', JoggAiAvatarVideo, { ...AVATAR_VIDEO, script: '={{ "   " }}' }, "'Script' is empty"],
	[
		'a script that is undefined',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, script: '={{ undefined }}' },
		"'Script' is empty",
	],
	[
		'a script out of a missing field',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, script: '={{ $json.missing }}' },
		"'Script' is empty",
	],
	[
		'a script that is an empty list',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, script: '={{ [] }}' },
		"'Script' is empty",
	],
	[
		'a script that is an empty object',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, script: '={{ ({}) }}' },
		"'Script' is empty",
	],
	[
		'a script that is a list of paragraphs',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, script: '={{ ["one", "two"] }}' },
		"'Script' must be a text",
	],
	[
		'a script that is an object',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, script: '={{ ({ script: "one" }) }}' },
		"'Script' must be a text",
	],
	[
		'no recording',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, speechFrom: 'audio', audioUrl: '={{ $json.missing }}' },
		"'Audio URL' is empty",
	],
	[
		'a recording without a scheme',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, speechFrom: 'audio', audioUrl: 'example.com/a.mp3' },
		"'Audio URL' must be a web address",
	],
	[
		'a recording on another scheme',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, speechFrom: 'audio', audioUrl: 'ftp://example.com/a.mp3' },
		"'Audio URL' must be a web address",
	],
	[
		'a recording that is a number',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, speechFrom: 'audio', audioUrl: '={{ 5 }}' },
		"'Audio URL' must be a web address",
	],
	[
		'an avatar ID that is text',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, avatar: byId('Ada in Grey') },
		"'Avatar' must be a number",
	],
	[
		'an avatar ID of zero',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, avatar: byId('0') },
		"'Avatar' must be a number",
	],
	[
		'an avatar that is undefined',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, avatar: byId('={{ undefined }}') },
		"'Avatar' is empty",
	],
	[
		'an avatar out of a missing field',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, avatar: byId('={{ $json.missing }}') },
		"'Avatar' is empty",
	],
	[
		'a voice out of a missing field',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, voice: byId('={{ $json.missing }}') },
		"'Voice' is empty",
	],
	[
		'an aspect ratio out of a missing field',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, aspectRatio: '={{ $json.missing }}' },
		"'Aspect Ratio' is empty",
	],
	[
		'captions that are text',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, options: { captions: '={{ "yes" }}' } },
		"'Captions' must be true or false",
	],
	[
		'a wait of no minutes',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, options: { maximumWait: 0 } },
		"'Maximum Wait (Minutes)' must be between 1 and 1440",
	],
	[
		'a wait of more than a day',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, options: { maximumWait: '={{ 1441 }}' } },
		"'Maximum Wait (Minutes)' must be between 1 and 1440",
	],
	[
		'a wait that is text',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, options: { maximumWait: '={{ "long" }}' } },
		"'Maximum Wait (Minutes)' must be a number",
	],
	[
		'a wait that nothing yields',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, options: { maximumWait: '={{ $json.missing }}' } },
		"'Maximum Wait (Minutes)' is empty",
	],
	[
		'a callback without a scheme',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, options: { callbackUrl: 'example.com/hook' } },
		"'Callback URL' must be a web address",
	],
	[
		'no field name for the file',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, download: true, options: { binaryPropertyName: '={{ "" }}' } },
		"'Put Output File in Field' is empty",
	],
	[
		'a product ID of blanks',
		JoggAiAiScript,
		{ ...script, productSource: 'id', productId: '={{ " " }}' },
		"'Product ID' is empty",
	],
	[
		'a described product without a name',
		JoggAiAiScript,
		{ ...script, productName: '={{ $json.missing }}' },
		"'Product Name' is empty",
	],
	[
		'a described product without a description',
		JoggAiAiScript,
		{ ...script, productDescription: '={{ "" }}' },
		"'Product Description' is empty",
	],
	[
		'a product without a name',
		JoggAiProduct,
		{ ...product, name: '={{ $json.missing }}' },
		"'Name' is empty",
	],
	[
		'a product page without a scheme',
		JoggAiProduct,
		{ operation: 'createFromUrl', url: 'shop.example/lamp' },
		"'Product Page URL' must be a web address",
	],
	[
		'media without an address',
		JoggAiProduct,
		{ ...product, media: { items: [{ type: 1, url: '={{ $json.missing }}', name: '', description: '' }] } },
		"'URL' is empty",
	],
	[
		'media whose address has no scheme',
		JoggAiProduct,
		{ ...product, media: { items: [{ type: 1, url: 'lamp.jpg', name: '', description: '' }] } },
		"'URL' must be a web address",
	],
	[
		'an update without any field',
		JoggAiProduct,
		{ operation: 'update', productId: 'p1', updateFields: {} },
		"'Update Fields' is empty",
	],
	[
		'an update whose only field is empty',
		JoggAiProduct,
		{ operation: 'update', productId: 'p1', updateFields: { name: '={{ $json.missing }}' } },
		"'Update Fields' is empty",
	],
	[
		'an update whose only field is a list of no media',
		JoggAiProduct,
		{ operation: 'update', productId: 'p1', updateFields: { media: {} } },
		"'Update Fields' is empty",
	],
	[
		'an update without a product',
		JoggAiProduct,
		{ operation: 'update', productId: '={{ " " }}', updateFields: { name: 'Lamp' } },
		"'Product ID' is empty",
	],
	[
		'a limit of zero',
		JoggAiListAvatars,
		{ operation: 'getMany', source: 'public', limit: 0 },
		"'Limit' must be at least 1",
	],
	...['avatarSource', 'aspectRatio', 'waitForCompletion'].map(
		(name): [string, new () => INodeType, INodeParameters, string] => [
			`a list of one where a single ${name} belongs`,
			JoggAiAvatarVideo,
			{ ...AVATAR_VIDEO, [name]: '={{ ["public"] }}' },
			'must be a text',
		],
	),
	[
		'a list of one in an option',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, options: { ifMadeBefore: '={{ ["always"] }}' } },
		"'If It Was Made Before' must be a text",
	],
	...['{{ false }}', '{{ 1 / 0 }}', '{{ "Until Invalid DateTime" }}', '{{ "undefined" }}'].map(
		(script): [string, new () => INodeType, INodeParameters, string] => [
			`the words ${script}`,
			JoggAiAvatarVideo,
			{ ...AVATAR_VIDEO, script: `=${script}` },
			"'Script' must be a text",
		],
	),
	...['\\u00AD', '\\u200E\\u200F', '\\u2066\\u2069', '\\u3164', '\\u2800', '\\u0000'].map(
		(letters): [string, new () => INodeType, INodeParameters, string] => [
			`words of which nobody sees anything: ${letters}`,
			JoggAiAvatarVideo,
			{ ...AVATAR_VIDEO, script: `={{ "${letters}" }}` },
			"'Script' is empty",
		],
	),
	[
		'what an expression leaves in a picker',
		JoggAiAvatarVideo,
		{ ...AVATAR_VIDEO, voice: byId('={{ "[object Object]" }}') },
		"'Voice' must be a text or a number",
	],
	[
		'half a limit',
		JoggAiListAvatars,
		{ operation: 'getMany', source: 'public', limit: '={{ 1.5 }}' },
		"'Limit' must be a whole number",
	],
	[
		'a limit that nothing yields',
		JoggAiListAvatars,
		{ operation: 'getMany', source: 'public', limit: '={{ $json.missing }}' },
		"'Limit' is empty",
	],
];

describe('what JoggAI could not accept never leaves n8n', () => {
	it.each(CASES)('stops %s and names the field', async (_what, type, parameters, message) => {
		const { error, status } = await at.world.run({ type: new type(), parameters });

		expect(status).toBe('error');
		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(/\w/);
		expect(at.world.joggAi.requests).toEqual([]);
	});

	const literals: Array<[string, INodeParameters]> = [
		['script', { ...AVATAR_VIDEO, script: '' }],
		['avatar', { ...AVATAR_VIDEO, avatar: byId('') }],
		['video ID', { operation: 'get', videoId: '' }],
	];
	it.each(literals)('leaves it to n8n to mark an empty %s in the form', async (_what, parameters) => {
		await expect(at.world.run({ type: new JoggAiAvatarVideo(), parameters })).rejects.toThrow('has issues');

		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('what is only untidy is tidied up', () => {
	it.each([
		['script', { type: 'script', script: 'Good morning, team.' }],
		['audio', { type: 'audio', audio_url: 'https://example.com/a.mp3' }],
	])('sends only the chosen one when both script and audio are there (%s)', async (speechFrom, voice) => {
		const { error } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, speechFrom, audioUrl: ' https://example.com/a.mp3 ' },
		});

		expect(error).toBeUndefined();
		expect(writes(at.world).map(({ body }) => (body as { voice: object }).voice)).toEqual([
			{ ...voice, voice_id: expect.any(String) },
		]);
	});

	it('takes blanks off an avatar ID and an address, and leaves out options that are only blanks', async () => {
		const { error } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: {
				...AVATAR_VIDEO,
				avatar: byId(` ${(AVATAR_VIDEO.avatar as { value: string }).value} `),
				options: { videoName: '={{ "  " }}', callbackUrl: '={{ " http://127.0.0.1:9/done " }}' },
			},
		});

		expect(error).toBeUndefined();
		const [{ body }] = writes(at.world) as Array<{ body: { avatar: object } }>;
		expect(body).toMatchObject({
			avatar: { avatar_id: Number((AVATAR_VIDEO.avatar as { value: string }).value) },
			webhook_url: 'http://127.0.0.1:9/done',
		});
		expect(body).not.toHaveProperty('video_name');
	});

	it('sends a name that a spreadsheet made a number as text', async () => {
		const { error } = await at.world.run({
			type: new JoggAiProduct(),
			parameters: { ...product, name: '={{ 2026 }}', targetAudience: '={{ 30 }}' },
		});

		expect(error).toBeUndefined();
		expect(writes(at.world)[0].body).toEqual({ name: '2026', target_audience: '30' });
	});

	it('never sends captions with a transparent background', async () => {
		const { error } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, options: { screenStyle: '={{ 3 }}', captions: true } },
		});

		expect(error).toBeUndefined();
		expect(writes(at.world)[0].body).toMatchObject({ screen_style: 3, caption: false });
	});
});

describe('one bad item among three', () => {
	const items = numbered(3);
	const parameters = { ...AVATAR_VIDEO, script: '={{ $json.n === 1 ? "" : "Item " + $json.n }}' };

	it('sends nothing at all where a failure stops the workflow', async () => {
		const { error } = await at.world.run({ type: new JoggAiAvatarVideo(), parameters, items });

		expect(error?.message).toBe("'Script' is empty");
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		await at.world.clock.idle();
		expect(at.world.joggAi.requests).toEqual([]);
	});

	it('lets only that item fail, paired, where failures continue in place', async () => {
		const { items: out, error } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters,
			items,
			node: { onError: 'continueRegularOutput' },
		});

		expect(error).toBeUndefined();
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(out.map(({ json: { error: title, status } }) => title ?? status)).toEqual([
			'completed',
			"'Script' is empty",
			'completed',
		]);
		expect(at.world.joggAi.charges).toHaveLength(2);
	});

	it('sends only that item to the error output, with its input', async () => {
		const { outputs, error } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters,
			items,
			node: { onError: 'continueErrorOutput' },
		});

		expect(error).toBeUndefined();
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(outputs[1]).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({ n: 1, error: "'Script' is empty" }),
				pairedItem: { item: 1 },
			}),
		]);
	});
});

describe('an expression that breaks in the last of three items', () => {
	const items = numbered(3);
	const breaking: Array<[string, string]> = [
		[
			'throws an error of its own',
			'={{ (() => { if ($json.n === 2) throw new Error("no script for this one"); return "Item " + $json.n; })() }}',
		],
		['reads a field of nothing', '={{ $json.n === 2 ? $json.a.b.c : "Item " + $json.n }}'],
		[
			'names a node that does not exist',
			'={{ $json.n === 2 ? $("Nowhere").item.json.x : "Item " + $json.n }}',
		],
		['is no valid expression', '={{ $json.n + }}'],
	];

	it.each(breaking)(
		'sends nothing, ever, when it %s and a failure stops the workflow',
		async (_what, expression) => {
			const { status, error } = await at.world.run({
				type: new JoggAiAvatarVideo(),
				parameters: { ...AVATAR_VIDEO, script: expression },
				items,
			});

			expect(status).toBe('error');
			expect(error?.message).toMatch(/\w/);
			await at.world.clock.idle();
			expect(at.world.joggAi.requests).toEqual([]);
		},
	);

	it('sends nothing, ever, when n8n tries again as well', async () => {
		await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, script: breaking[2][1] },
			items,
			node: RETRY,
		});

		await at.world.clock.idle();
		expect(at.world.joggAi.requests).toEqual([]);
	});

	it.each(breaking.slice(0, 3))(
		'spoils only its own item when it %s and failures continue',
		async (_what, expression) => {
			const { items: out } = await at.world.run({
				type: new JoggAiAvatarVideo(),
				parameters: { ...AVATAR_VIDEO, script: expression },
				items,
				node: { onError: 'continueRegularOutput' },
			});

			expect(at.world.joggAi.charges).toHaveLength(2);
			expect(out).toHaveLength(3);
			expect(out.slice(0, 2).map(({ json: { status } }) => status)).toEqual(['completed', 'completed']);
			expect(out[2].json.error ?? out[2].error?.message).toMatch(/\w/);
		},
	);

	it('does not hang when the batching option delays the later items', async () => {
		const { items: out, error } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: {
				...AVATAR_VIDEO,
				script: '={{ "Item " + $json.n }}',
				requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 20 } } },
			},
			items,
		});

		expect(error).toBeUndefined();
		expect(out).toHaveLength(3);
	});
});
