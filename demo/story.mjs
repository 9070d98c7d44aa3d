/** The demo, step by step: product page → script → avatar video, the event about it, and a workflow that pauses. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../tools/ensure-installed.mjs';
import { joggAi } from '../tools/joggai/api.mjs';
import { fitToAccount } from '../tools/joggai/fit.mjs';
import { startSandbox } from '../tools/joggai/sandbox.mjs';
import { Failure } from '../tools/lib/failure.mjs';
import { ensureRuntime } from '../tools/n8n/runtime.mjs';
import { startN8n } from '../tools/n8n/start.mjs';
import { interruptionIsFine, keptOnFailure, temporarily } from '../tools/processes/ending.mjs';
import { packTarball } from '../tools/tarball.mjs';
import { confirmCost } from './lib/cost.mjs';
import { checkEvent, checkForgery } from './lib/events.mjs';
import { LIMITS } from './lib/limits.mjs';
import { beginPaused, powerCut, wakened } from './lib/pause.mjs';
import { makeVideo, saveVideo } from './lib/video.mjs';

const example = (name) => fileURLToPath(new URL(`../examples/${name}.json`, import.meta.url));
const VIDEO_WORKFLOW = example('product-page-to-avatar-video');
const EVENT_WORKFLOW = example('when-a-video-is-ready');
const PAUSED_WORKFLOW = example('one-video-in-five-languages');
const REAL_API = 'https://api.jogg.ai';

export async function tellStory(steps, options) {
	const { step, say, bold } = steps;
	const real = await realAccount(options, say);
	const n8n = await prepare(step, real);
	const files = real ? [VIDEO_WORKFLOW] : [VIDEO_WORKFLOW, EVENT_WORKFLOW, PAUSED_WORKFLOW];
	const workflows = await step('Load credential and example workflows', LIMITS.load, ({ note }) =>
		load(n8n, { files, options, note }),
	);
	const [video, events, paused] = workflows;
	const sleeper = paused && (await putToSleep(step, n8n, paused));
	// Not before: who opened the editor then would see n8n being killed.
	if (!options.once) tellAddress(n8n, workflows, steps);
	if (events) {
		await step('Publish the workflow that waits for JoggAI events', LIMITS.publish, ({ note }) =>
			publish(n8n, events, note),
		);
	} else {
		say(
			'\nThe Trigger is left out: JoggAI needs a public HTTPS address to deliver to, and this n8n has none.',
		);
		say('The workflow that pauses is left out: five translations would be paid for.');
	}

	const limits = real ? LIMITS.runForReal : LIMITS.run;
	const item = await step('Product page → script → avatar video', limits, ({ note, progress }) =>
		makeVideo(n8n, video, { note, progress, seconds: limits.limit }),
	);
	await step('Save the video', LIMITS.save, async ({ note }) => note(await saveVideo(n8n, item)));
	if (events) {
		await step('The signed event arrives', LIMITS.event, ({ note }) => checkEvent(n8n, events, item, note));
		await step('A forged event is turned away', LIMITS.event, ({ note }) => checkForgery(n8n, events, note));
	}

	if (sleeper) {
		await step('The workflow that paused wakes up', LIMITS.wake, ({ note, progress }) =>
			wakened(n8n, sleeper, { note, progress, seconds: LIMITS.wake.limit }),
		);
	}

	say(`\n${bold('Everything worked.')}`);
	if (!options.once) await leaveEditorOpen(n8n, steps);
}

/** Nobody waits for its end here: the story goes on meanwhile. */
async function putToSleep(step, n8n, workflow) {
	const sleeper = await step(
		'One video in five languages: the workflow pauses',
		LIMITS.fallAsleep,
		({ note }) => beginPaused(n8n, workflow, note),
	);
	await step('n8n is killed while it sleeps, and started again', LIMITS.n8n, ({ note }) =>
		powerCut(n8n, sleeper, note),
	);
	return sleeper;
}

/** The real account, once the user has agreed to the cost; nothing if there is no key. */
async function realAccount({ yes, 'product-url': productUrl }, say) {
	const apiKey = process.env.JOGGAI_API_KEY;
	if (!apiKey) return undefined;
	if (!productUrl) {
		throw new Failure('With JOGGAI_API_KEY the demo needs a real product page', {
			advice: 'Add it: npm run demo -- --product-url https://… (or unset JOGGAI_API_KEY to use the sandbox).',
		});
	}
	const account = { baseUrl: REAL_API, apiKey };
	await confirmCost(joggAi(account), { yes, say });
	return account;
}

async function load(n8n, { files, options, note }) {
	const { apiKey, baseUrl: domain } = n8n.account;
	const credentials = await n8n.importCredentials({ apiKey, domain, requestsPerMinute: 20 });
	const adapt = await fitToAccount(joggAi(n8n.account), { productUrl: options['product-url'], note });
	const workflows = await n8n.importWorkflows(files, { credentials, adapt });
	workflows.forEach(({ name }) => note(`loaded: ${name}`));
	return workflows;
}

async function publish(n8n, workflow, note) {
	await n8n.activate(workflow.id);
	const api = joggAi(n8n.account);
	const registered = async () =>
		(await api.get('/v2/endpoints')).endpoints.find(({ url }) => url.startsWith(n8n.url));
	for (let attempt = 0; attempt < 20 && !n8n.endpoint; attempt++) {
		if (attempt > 0) await sleep(500); // n8n answers before the Trigger has registered
		n8n.endpoint = await registered();
	}
	if (!n8n.endpoint) throw new Failure('The Trigger registered no endpoint', { details: n8n.tail(20) });
	note(`the Trigger registered ${n8n.endpoint.url}\nfor ${n8n.endpoint.events.join(', ')}`);
}

/** From a fresh clone to a running n8n that has the package. */
async function prepare(step, real) {
	await step('Development packages', LIMITS.install, async ({ note, progress }) => {
		const fresh = await ensureInstalled({ onProgress: progress });
		note(fresh ? 'installed' : 'already there');
	});
	await step('n8n and Node 24', LIMITS.runtime, async ({ note, progress }) => {
		const { version, folder } = await ensureRuntime({ onProgress: progress });
		note(`n8n ${version}, kept in ${folder}`);
	});
	const workspace = temporarily(mkdtempSync(join(tmpdir(), 'joggai-demo-')));
	const tarball = await step('Build and pack this package', LIMITS.pack, async ({ note }) => {
		const { file, bytes } = await packTarball(workspace);
		note(`${relative(workspace, file)}, ${Math.round(bytes / 1000)} kB`);
		return file;
	});
	const sandbox = real
		? undefined
		: await step('Sandbox: a stand-in for JoggAI', LIMITS.sandbox, async ({ note }) => {
				const started = await startSandbox();
				note(started.url);
				return started;
			});
	return await step('n8n with the package installed', LIMITS.n8n, async ({ note, progress }) => {
		const userFolder = join(workspace, 'n8n');
		mkdirSync(userFolder);
		const logFile = keptOnFailure(join(tmpdir(), `${basename(workspace)}-n8n.log`));
		const account = real ?? { baseUrl: sandbox.url, apiKey: sandbox.apiKey };
		const { env } = await offerExamples(account, sandbox);
		const n8n = await startN8n({ tarball, userFolder, logFile, env, onProgress: progress });
		await n8n.signUp();
		note('ready');
		return Object.assign(n8n, { sandbox, account });
	});
}

/** As soon as n8n is started no more: the story takes minutes. */
function tellAddress({ url, owner, sandbox }, workflows, { say, bold }) {
	say(`\n${bold('The editor is open')} at ${url}`);
	say(`  e-mail    ${owner.email}\n  password  ${owner.password}`);
	for (const { id, name } of workflows) say(`  ${url}/workflow/${id}  ${name}`);
	say(`  ${url}/templates  Templates: all examples, with everything chosen`);
	if (sandbox) {
		say('The stand-in for JoggAI does not read product pages: it makes the same of every address.');
	}
	say('The story goes on meanwhile.');
}

/** Serves the examples below Templates; they can be run as they are where the sandbox has a file for every address. */
async function offerExamples(account, sandbox) {
	// What it imports may have been installed only now.
	const { startTemplates } = await import('../tools/templates/start.mjs');
	return await startTemplates({ account, files: sandbox && `${sandbox.url}/media` });
}

async function leaveEditorOpen(n8n, { say, bold }) {
	interruptionIsFine();
	say(`\n${bold('The editor stays open')} at ${n8n.url}; sign in with the e-mail and password from above`);
	if (n8n.sandbox) say(`  sandbox   ${n8n.sandbox.url}/_sandbox/state`);
	say(
		'\nCtrl-C ends n8n and the sandbox and removes everything they stored; your video stays in demo/output.',
	);
	await Promise.race([n8n.exited(), n8n.sandbox?.exited ?? new Promise(() => {})]);
	throw new Failure('n8n or the sandbox ended on its own', {
		details: n8n.tail(30),
		advice: 'Start again; the lines above and the log tell why.',
	});
}
