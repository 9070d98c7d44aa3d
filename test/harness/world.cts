import type { ICredentialDataDecryptedObject, INode, INodeParameters } from 'n8n-workflow';
import { PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { VOICES } from '../../sandbox/data/voices.cts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/index.cts';
import { current, execute, type EngineOptions, type EngineResult, wake } from './engine.cts';
import { VirtualClock } from './virtualClock.cts';

/** A sandbox and a virtual clock that it shares with the package. */
export interface World {
	joggAi: Sandbox;
	clock: VirtualClock;
	credentials: ICredentialDataDecryptedObject;
	run: (options: WorldOptions) => Promise<EngineResult>;
	/** Wakes a sleeping execution when its time has come. */
	wake: (options: WorldOptions, asleep: EngineResult) => Promise<EngineResult>;
	/** Runs the node and wakes it until it is done; tells how often it slept. */
	runThroughSleeps: (options: WorldOptions) => Promise<EngineResult & { sleeps: number }>;
	close: () => Promise<void>;
}

type WorldOptions = Omit<EngineOptions, 'credentials'> & Partial<Pick<EngineOptions, 'credentials'>>;

/** More than any test has a reason for. */
const MOST_SLEEPS = 200;

let worlds = 0;

/** A fresh world for one test; close it afterwards. */
export async function newWorld(settings: SandboxOptions['settings'] = {}): Promise<World> {
	const clock = new VirtualClock().install();
	current.workflowId = `w${++worlds}`;
	const joggAi = await startSandbox({ clock, settings });
	// A port of its own makes the account new to the package's pacers and caches.
	const credentials = { apiKey: 'sandbox-key', domain: joggAi.url, requestsPerMinute: 20 };
	const run: World['run'] = async (options) => await execute({ credentials, ...options });
	const wakeInTime: World['wake'] = async (options, asleep) => {
		await clock.sleep(Number(asleep.run.waitTill) - clock.now());
		return await wake({ credentials, ...options }, asleep);
	};
	return {
		joggAi,
		clock,
		credentials,
		run,
		wake: wakeInTime,
		runThroughSleeps: async (options) => {
			let result = await run(options);
			let sleeps = 0;
			for (; result.status === 'waiting' && sleeps < MOST_SLEEPS; sleeps++)
				result = await wakeInTime(options, result);
			return { ...result, sleeps };
		},
		close: async () => {
			clock.uninstall();
			await joggAi.close();
		},
	};
}

/** Gives every test of a file its own world under the returned name. */
export function eachInItsOwnWorld(settings: SandboxOptions['settings'] = {}): { readonly world: World } {
	let world: World;
	beforeEach(async () => {
		world = await newWorld(settings);
	});
	afterEach(async () => await world.close());
	return {
		get world() {
			return world;
		},
	};
}

/** The least that Avatar Video → Create needs. */
export const AVATAR_VIDEO: INodeParameters = {
	operation: 'create',
	avatarSource: 'public',
	avatar: { __rl: true, mode: 'id', value: String(PUBLIC_AVATARS[0].id) },
	speechFrom: 'script',
	script: 'Good morning, team.',
	voice: { __rl: true, mode: 'id', value: VOICES[0].voice_id },
};

/** What AVATAR_VIDEO asks JoggAI for, and how the video is asked after, as the sandbox names them. */
export const CREATE = 'POST /v2/create_video_from_avatar';
export const ASK = 'GET /v2/avatar_video/{id}';

/** The words in the request that AVATAR_VIDEO makes. */
export const scriptOf = (body: unknown): string => (body as { voice: { script: string } }).voice.script;

/** n8n's setting that tries a failed node again; 0 would make it wait for a second. */
export const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
