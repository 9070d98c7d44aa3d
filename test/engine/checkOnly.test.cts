import type { INode, INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiTemplateVideo } from '../../nodes/TemplateVideo/JoggAiTemplateVideo.node';
import { JoggAiLipSync } from '../../nodes/LipSync/JoggAiLipSync.node';
import { fileInItem, keepFiles } from '../harness/binaries.cts';
import { wav } from '../harness/containers.cts';
import { callAsTool } from '../harness/contexts.cts';
import { json } from '../harness/engine.cts';
import { OWN_AVATARS, PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { VOICES } from '../../sandbox/data/voices.cts';
import { byId } from '../harness/form.cts';
import { watchLog } from '../harness/log.cts';
import { reads, writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
let executions = 0;

const CHECK = { options: { checkOnly: true } };
const videos = (scripts: string[], parameters: INodeParameters = CHECK, node: Partial<INode> = {}) => ({
	type: new JoggAiAvatarVideo(),
	parameters: {
		...AVATAR_VIDEO,
		aspectRatio: PUBLIC_AVATARS[0].ratio,
		waitForCompletion: 'none',
		script: '={{ $json.script }}',
		...parameters,
	},
	items: scripts.map((script) => ({ json: { script } })),
	node,
	executionId: `check ${++executions}`,
});
/** About five minutes. */
const LONG = 'word '.repeat(700);

describe('Check Only', () => {
	it('tells of three hundred rows what each would cost and which three are bad, and sends nothing', async () => {
		const rows = Array.from({ length: 300 }, (_, row) => ([7, 99, 211].includes(row) ? ' ' : `Row ${row}.`));

		const { items, error } = await at.world.run(videos(rows));

		expect(error).toBeUndefined();
		expect(items).toHaveLength(300);
		expect(json(items)[0]).toEqual({ wouldSend: true, estimatedCredits: 1 });
		const bad = json(items).flatMap(({ wouldSend }, row) => (wouldSend ? [] : [row]));
		expect(bad).toEqual([7, 99, 211]);
		expect(json(items)[99]).toEqual({
			wouldSend: false,
			problem: "'Script' is empty",
			message: expect.stringContaining('Fill in the field'),
			details: {
				outcome: 'invalidInput',
				charged: false,
				field: { name: 'Script', value: 'empty' },
				tryAgain: false,
			},
		});
		expect(json(items)[299]).toMatchObject({ wouldSend: true, estimatedCreditsInAll: 297 });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(rows.map((_, item) => ({ item })));
		expect(writes(at.world)).toEqual([]);
		expect(at.world.joggAi.charges).toEqual([]);
	});

	it("tells the sum in n8n's log", async () => {
		const log = watchLog('info');
		await at.world.run(videos(['One.', LONG]));
		log.restore();
		expect(log.messages.join('\n')).toMatch(/the items would cost about 4 credits/);
	});

	it('knows what was made before, and counts it as free', async () => {
		const ALWAYS = { options: { ifMadeBefore: 'always' } };
		await at.world.run(videos(['One.'], ALWAYS));

		const { items } = await at.world.run(
			videos(['One.', 'One.', 'Two.'], { options: { checkOnly: true, ifMadeBefore: 'always' } }),
		);

		expect(json(items)).toEqual([
			{ wouldSend: false, estimatedCredits: 0, reused: true },
			{ wouldSend: true, estimatedCredits: 1 },
			{ wouldSend: true, estimatedCredits: 1, estimatedCreditsInAll: 2 },
		]);
		expect(writes(at.world)).toHaveLength(1);
	});

	it('tells which items the limit of credits would keep back', async () => {
		const { items } = await at.world.run(
			videos(['One.', LONG, 'Two.'], { options: { checkOnly: true, mostCredits: 2 } }),
		);

		expect(json(items).map(({ wouldSend }) => wouldSend)).toEqual([true, false, true]);
		expect(json(items)[1]).toMatchObject({ details: { charged: false } });
		expect(json(items)[2]).toMatchObject({ estimatedCreditsInAll: 2 });
	});

	it('asks JoggAI what it may ask: a template that has changed is told', async () => {
		const { items } = await at.world.run({
			type: new JoggAiTemplateVideo(),
			parameters: {
				operation: 'create',
				template: byId(88),
				variables: {
					mappingMode: 'defineBelow',
					value: { 'text:gone': 'x' },
					schema: [],
					matchingColumns: [],
				} as unknown as INodeParameters,
				...CHECK,
			},
		});

		expect(json(items)[0]).toMatchObject({
			wouldSend: false,
			problem: expect.stringContaining("The template no longer has the variable 'gone'"),
		});
		expect(writes(at.world)).toEqual([]);
	});

	it('names an avatar that JoggAI does not list, and asks for each list once, however many the rows', async () => {
		const own = String(OWN_AVATARS[0].id);
		const rows = Array.from({ length: 100 }, (_, row) => `Row ${row}.`);

		const { items } = await at.world.run(videos(rows, { ...CHECK, avatar: byId(own) }));

		expect(json(items).filter(({ wouldSend }) => wouldSend)).toEqual([]);
		expect(json(items)[0]).toMatchObject({
			problem: "'Avatar' is not in JoggAI's list",
			message: `The value here is "${own}". Choose an entry from the list. Does 'Avatar Source' match the avatar?`,
			details: { outcome: 'invalidInput', charged: false, field: { name: 'Avatar' }, tryAgain: false },
		});
		const asked = reads(at.world).map(({ path, query }) => `${path} ${String(query.page ?? '')}`);
		expect(new Set(asked).size).toBe(asked.length);
	});

	it('names a voice that JoggAI does not list, whatever language the list of voices shows', async () => {
		const [spoken] = VOICES.filter(({ language }) => language !== 'german');
		const options = { checkOnly: true, voiceLanguage: 'german' };

		const { items } = await at.world.run(
			videos(['One.', 'Two.'], {
				options,
				voice: byId(`={{ $json.script === "One." ? "${spoken.voice_id}" : "en-XX-Nobody" }}`),
			}),
		);

		expect(json(items)).toMatchObject([
			{ wouldSend: true },
			{ wouldSend: false, problem: "'Voice' is not in JoggAI's list", details: { field: { name: 'Voice' } } },
		]);
	});

	it('says before it is paid for that an avatar has another shape than the video', async () => {
		const { ratio } = PUBLIC_AVATARS[0];
		const other = ratio === 'portrait' ? 'landscape' : 'portrait';

		const { items } = await at.world.run(videos(['One.'], { ...CHECK, aspectRatio: other }));

		expect(json(items)[0]).toMatchObject({
			wouldSend: true,
			warning: `The avatar is ${ratio} and the video ${other}: it will not fill the picture.`,
		});
	});

	it('refuses nothing where JoggAI does not tell its avatars, and says so', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/avatars/public', times: 'always', kind: 'code', code: 10104 });

		const { items } = await at.world.run(videos(['One.']));

		expect(json(items)[0]).toMatchObject({
			wouldSend: true,
			warning: expect.stringMatching(/^Nobody can tell whether JoggAI has what 'Avatar' names: .+\.$/),
		});
	});

	it('counts a recording by its own length, where the file says it', async () => {
		await keepFiles('stored files');
		const recording = await fileInItem(wav(200), { fileName: 'long.wav', mimeType: 'audio/wav' });
		const spoken = { ...AVATAR_VIDEO, speechFrom: 'audio', audioSource: 'file', ...CHECK };
		const items = [{ json: {}, binary: { data: recording, audio: recording } }];

		const video = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: spoken,
			items,
			executionId: `check ${++executions}`,
		});
		const lips = await at.world.run({
			type: new JoggAiLipSync(),
			parameters: {
				operation: 'create',
				videoUrl: 'https://example.com/film.mp4',
				audioSource: 'file',
				...CHECK,
			},
			items,
			executionId: `check ${++executions}`,
		});

		expect(json(video.items)[0]).toMatchObject({ wouldSend: true, estimatedCredits: 2 });
		expect(json(lips.items)[0]).toMatchObject({ wouldSend: true, estimatedCredits: 1.6 });
		expect(writes(at.world)).toEqual([]);
	});

	it('does not keep back items of the same run that are to be bought', async () => {
		const options = videos(['One.', 'Two.'], { options: { checkOnly: '={{ $json.script === "One." }}' } });

		const { items } = await at.world.run(options);

		expect(json(items)[0]).toMatchObject({ wouldSend: true });
		expect(json(items)[1]).toMatchObject({ kind: 'avatarVideo' });
		expect(at.world.joggAi.charges).toHaveLength(1);
	});

	it('lets an AI Agent ask what it would cost', async () => {
		const answer = await callAsTool({
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, ...CHECK },
			credentials: at.world.credentials,
		});
		expect(JSON.stringify(answer)).toContain('estimatedCredits');
		expect(writes(at.world)).toEqual([]);
	});
});
