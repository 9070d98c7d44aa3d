/** The life of the Trigger's endpoint at JoggAI, and what its calls start. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { runsOf } from './lib/editor.mjs';
import { nobody } from './lib/elsewhere.mjs';
import { deliver, signature } from './lib/joggai.mjs';
import { until } from './lib/until.mjs';
import { AFTER, after as behind, node, workflow } from './lib/workflows.mjs';

const EXAMPLE = new URL('../../examples/when-a-video-is-ready.json', import.meta.url);
const READY = 'generated_avatar_video_success';
const FAILED = 'generated_avatar_video_failed';
const SCRIPT = 'generated_script_success';
const TRIGGER = 'When JoggAI Reports';
const MEGABYTE = 1024 * 1024;

const bodyOf = (event = READY, data = {}) =>
	JSON.stringify({
		event_id: `evt_${randomUUID()}`,
		event,
		timestamp: Math.floor(Date.now() / 1000),
		data: {
			video_id: `vid_${randomUUID()}`,
			status: 'completed',
			video_url: 'https://example.com/v.mp4',
			...data,
		},
	});

export function trigger(world) {
	const published = new Set();

	/** A trigger with an account of its own. */
	async function make(events = [READY, FAILED], account) {
		account ??= await world.newAccount();
		const settings = { webhookId: randomUUID(), credentials: account.credentials };
		const { id } = await world.editor.create(
			workflow('Trigger', [node('joggAiTrigger', TRIGGER, { events }, settings), behind()]),
		);
		return { id, ...account };
	}

	async function publish(made) {
		published.add(made.id);
		const publication = await world.editor.publish(made.id);
		assert.equal(publication.status, 'published', JSON.stringify(publication));
		return made;
	}

	const unpublish = async ({ id }) => {
		published.delete(id);
		return await world.editor.unpublish(id);
	};
	const endpoints = ({ key }) => world.joggAi.endpoints(key);
	const executions = ({ id }) => world.editor.executions(id);

	/** Sends what JoggAI would send. */
	async function send(made, body, { to } = {}) {
		const endpoint = to ?? (await endpoints(made))[0];
		return await deliver(endpoint.url, body, signature(endpoint.secret, body));
	}

	/** Signed events start runs before they are answered, so an event sent now must be the only new run. */
	async function startsNothing(made, action) {
		const before = (await executions(made)).length;
		const result = await action();
		assert.equal((await executions(made)).length, before, 'nothing has started');
		return result;
	}

	async function startsOne(made, action) {
		const before = (await executions(made)).length;
		const result = await action();
		const all = await world.editor.ended(made.id, before + 1);
		assert.equal(all.length, before + 1, 'exactly one run');
		assert.equal(all.at(-1).status, 'success');
		return { execution: all.at(-1), result };
	}

	const downstream = ({ execution }) => runsOf(execution, AFTER);

	describe('the Trigger', () => {
		before(() => world.joggAi.calm());
		afterEach(() => world.joggAi.calm());
		after(async () => {
			for (const id of published) await world.editor.unpublish(id);
		});

		describe('published', () => {
			let made, endpoint;
			before(async () => {
				made = await publish(await make());
				[endpoint] = await endpoints(made);
			});

			it('has one endpoint at JoggAI, for its own address and the chosen events', async () => {
				assert.equal((await endpoints(made)).length, 1);
				assert.match(endpoint.url, new RegExp(`^${world.n8n.url}/webhook/`));
				assert.deepEqual(endpoint.events.toSorted(), [FAILED, READY]);
				assert.equal(endpoint.status, 'enabled');
			});

			it('starts exactly one run with simplified output when JoggAI has made a video', async () => {
				const video = {
					avatar: { avatar_id: 1001, avatar_type: 0 },
					voice: { type: 'script', script: 'Hello!', voice_id: 'en-US-AlbaNeural' },
				};
				const request = { ...video, aspect_ratio: 'landscape', screen_style: 1, caption: false };
				const start = () => world.joggAi.request(made.key, 'POST', '/v2/create_video_from_avatar', request);
				const { execution, result } = await startsOne(made, async () => {
					const before = (await executions(made)).length;
					const job = await start();
					await until('the event of the video', async () => (await executions(made)).length > before);
					return job;
				});
				const [{ json }] = itemsOf(execution, AFTER);
				const { id, videoUrl, eventId, timestamp, ...rest } = json;
				assert.equal(id, result.video_id);
				assert.match(videoUrl, /^http.*\.mp4$/);
				assert.ok(eventId && timestamp);
				assert.deepEqual(
					[rest.event, rest.kind, rest.outcome, rest.status],
					[READY, 'avatarVideo', 'completed', 'completed'],
				);
				const { deliveries } = await world.state();
				const delivered = deliveries.filter(({ body }) => body.includes(result.video_id));
				assert.deepEqual(
					delivered.map(({ status }) => status),
					[200],
				);
				assert.ok(
					!JSON.stringify(execution).includes(delivered[0].headers['X-Webhook-Signature']),
					'no signature in the data',
				);
				assert.ok(!JSON.stringify(execution).includes(endpoint.secret), 'no secret in the data');
			});

			const FORGERIES = {
				'a missing signature': () => undefined,
				'a signature with another secret': (body) => signature('whsec_guessed', body),
				'a truncated signature': (body) => signature(endpoint.secret, body).slice(0, -1),
				'a changed body': (body) => signature(endpoint.secret, body.replace('completed', 'finished')),
				'the signature of another body': () => signature(endpoint.secret, bodyOf()),
				'an empty signature': () => '',
				'a signature by another algorithm': (body) => signature(endpoint.secret, body, 'sha1'),
			};
			for (const [name, forge] of Object.entries(FORGERIES)) {
				it(`answers 401 to ${name} and starts nothing`, async () => {
					const body = bodyOf();
					const { status, answer } = await startsNothing(made, () =>
						deliver(endpoint.url, body, forge(body)),
					);
					assert.equal(status, 401);
					assert.ok(!answer.includes('whsec_'));
				});
			}

			it('accepts a signature in upper case', async () => {
				const body = bodyOf();
				const { result } = await startsOne(made, () =>
					deliver(endpoint.url, body, signature(endpoint.secret, body).toUpperCase()),
				);
				assert.equal(result.status, 200);
			});

			it('starts one run for the same delivery five times at once, and none for one more later', async () => {
				const body = bodyOf();
				const { result } = await startsOne(made, () =>
					Promise.all(Array.from({ length: 5 }, () => send(made, body))),
				);
				// One that comes before n8n has started the run for another one is asked to come again.
				assert.ok(
					result.every(({ status }) => [200, 503].includes(status)),
					JSON.stringify(result),
				);
				assert.equal((await startsNothing(made, () => send(made, body))).status, 200);
			});

			it('starts a run for each of five events at once', async () => {
				const before = (await executions(made)).length;
				await Promise.all(Array.from({ length: 5 }, () => send(made, bodyOf())));
				const all = await world.editor.ended(made.id, before + 5);
				assert.equal(all.length, before + 5);
				assert.ok(all.slice(before).every((execution) => runsOf(execution, AFTER) === 1));
			});

			for (const event of ['generated_hologram_success', SCRIPT]) {
				it(`answers 200 to ${event}, which nobody chose, and starts nothing`, async () =>
					assert.equal((await startsNothing(made, () => send(made, bodyOf(event)))).status, 200));
			}

			it('takes an event of a megabyte', async () => {
				const { execution } = await startsOne(made, () =>
					send(made, bodyOf(READY, { note: 'x'.repeat(MEGABYTE) })),
				);
				assert.equal(itemsOf(execution, AFTER)[0].json.event, READY);
			});

			for (const [name, body] of [
				['text that is no JSON', 'not JSON'],
				['a list', '[]'],
				['nothing', ''],
			]) {
				it(`refuses ${name} without a run, although it is signed`, async () => {
					const { status } = await startsNothing(made, () => send(made, body));
					assert.ok(status >= 400 && status < 500, `status ${status}`);
				});
			}

			it('unpublished has no endpoint any more, and its address is dead', async () => {
				await unpublish(made);
				assert.deepEqual(await endpoints(made), []);
				assert.equal((await startsNothing(made, () => send(made, bodyOf(), { to: endpoint }))).status, 404);
			});
		});

		describe('published again', () => {
			it('with other events still has one endpoint, and the next event starts the workflow', async () => {
				const made = await publish(await make());
				await world.editor.change(made.id, ({ nodes }) => (nodes[0].parameters.events = [SCRIPT]));
				await publish(made);
				const found = await endpoints(made);
				assert.deepEqual(
					found.map(({ events }) => events),
					[[SCRIPT]],
				);
				await startsOne(made, () => send(made, bodyOf(SCRIPT)));
				await unpublish(made);
			});

			it('finds an endpoint of its address at JoggAI and puts it right instead of adding one', async () => {
				const made = await publish(await make());
				const [before] = await endpoints(made);
				await unpublish(made);
				const changed = { url: before.url, status: 'disabled', events: [SCRIPT] };
				await world.joggAi.request(made.key, 'POST', '/v2/endpoint', changed);
				await publish(made);
				const found = await endpoints(made);
				assert.equal(found.length, 1);
				assert.deepEqual([found[0].status, found[0].events.toSorted()], ['enabled', [FAILED, READY]]);
				await startsOne(made, () => send(made, bodyOf()));
				await unpublish(made);
			});

			it('after its endpoint was deleted at JoggAI has a new one', async () => {
				const made = await publish(await make());
				const [before] = await endpoints(made);
				await world.joggAi.request(made.key, 'DELETE', `/v2/endpoint/${before.endpoint_id}`);
				await unpublish(made);
				await publish(made);
				const [fresh, ...more] = await endpoints(made);
				assert.deepEqual(more, []);
				assert.notEqual(fresh.endpoint_id, before.endpoint_id);
				await startsOne(made, () => send(made, bodyOf()));
				await unpublish(made);
			});
		});

		it('in an account with 20 endpoints is not published, and n8n shows them and the way to remove one', async () => {
			const made = await make();
			const address = (number) => `https://example.com/hooks/${number}`;
			const used = await Promise.all(
				Array.from({ length: 20 }, (_, number) =>
					world.joggAi.request(made.key, 'POST', '/v2/endpoint', {
						url: address(number),
						status: 'enabled',
						events: [SCRIPT],
					}),
				),
			);
			const { status, triggers } = await world.editor.publish(made.id);
			published.add(made.id);
			assert.equal(status, 'failed');
			const [{ errorMessage }] = triggers;
			assert.match(errorMessage, /already has 20 webhook endpoints/);
			assert.match(errorMessage, /JoggAI Account → Webhook Endpoint → Delete/);
			for (const { endpoint_id: id, url } of used)
				assert.ok(errorMessage.includes(id) && errorMessage.includes(url), url);
			assert.ok(!errorMessage.includes('whsec_'));
			await unpublish(made);
			for (const { endpoint_id: id } of used)
				await world.joggAi.request(made.key, 'DELETE', `/v2/endpoint/${id}`);
		});

		it(
			'while JoggAI is down is not published, and n8n shows our message instead of its own',
			{ timeout: 120_000 },
			async () => {
				const nowhere = await nobody();
				const account = {
					key: 'unused',
					credentials: await world.credential('any-key', { domain: nowhere }),
				};
				const [refused, silent] = [await make([READY], account), await make()];
				await world.joggAi.fault({ match: '* /v2/*', kind: 'hang', times: 'always' });
				const ended = async ({ id }) => {
					published.add(id);
					return await world.editor.publish(id);
				};
				const publications = await Promise.all([ended(refused), ended(silent)]);
				await world.joggAi.calm();

				assert.deepEqual(
					publications.map(({ status }) => status),
					['failed', 'failed'],
				);
				const [toNobody, toSilence] = publications.map(({ triggers }) => triggers[0].errorMessage);
				assert.match(toNobody, /^n8n cannot reach JoggAI at 127\.0\.0\.1:\d+\. Check the Base URL/);
				assert.match(toSilence, /^JoggAI at 127\.0\.0\.1:\d+ did not answer within 4 seconds\. Check/);
				for (const made of [refused, silent]) await unpublish(made);
			},
		);

		it('published again takes what was made before with the former secret, and refuses what was made after', async () => {
			const made = await publish(await make());
			const [before] = await endpoints(made);
			const underWay = bodyOf();
			await world.editor.change(made.id, ({ nodes }) => (nodes[0].parameters.events = [READY]));
			await publish(made);
			const [now] = await endpoints(made);
			assert.notEqual(now.secret, before.secret);
			await startsOne(made, () => send(made, underWay, { to: before }));
			await startsOne(made, () => send(made, bodyOf()));
			const later = JSON.stringify({
				...JSON.parse(bodyOf()),
				timestamp: Math.floor(Date.now() / 1000) + 60,
			});
			assert.equal((await startsNothing(made, () => send(made, later, { to: before }))).status, 401);
			const guessed = { ...before, secret: 'whsec_guessed' };
			assert.equal((await startsNothing(made, () => send(made, bodyOf(), { to: guessed }))).status, 401);
			await unpublish(made);
		});

		it("published with another account's credential starts nothing for the former account any more", async () => {
			const made = await publish(await make());
			const [former] = await endpoints(made);
			const other = await world.newAccount();
			await world.editor.change(made.id, ({ nodes }) => (nodes[0].credentials = other.credentials));
			await publish(made);
			assert.equal((await endpoints(other)).length, 1);
			if ((await endpoints(made)).length > 0)
				assert.match(world.log, new RegExp(`Endpoint ${former.endpoint_id} .* is left behind`));
			assert.equal((await startsNothing(made, () => send(made, bodyOf(), { to: former }))).status, 401);
			await startsOne(made, () => send(other, bodyOf()));
			await unpublish(made);
		});

		it('is unpublished even while JoggAI is down, and finds its endpoint again at the next publication', async () => {
			const made = await publish(await make());
			const [before] = await endpoints(made);
			await world.joggAi.fault({ match: '* /v2/*', kind: 'resetBefore', times: 'always' });
			assert.equal((await unpublish(made)).status, 'not_published');
			await world.joggAi.calm();
			await until('the warning', () =>
				world.log.includes(`Endpoint ${before.endpoint_id} may be left at JoggAI`),
			);
			await publish(made);
			assert.deepEqual(
				(await endpoints(made)).map(({ endpoint_id: id }) => id),
				[before.endpoint_id],
			);
			await startsOne(made, () => send(made, bodyOf()));
			await unpublish(made);
		});

		it('listening for a test event has an endpoint of its own until the first call', async () => {
			const made = await publish(await make());
			const [own] = await endpoints(made);
			assert.deepEqual(await world.editor.listen(made.id, TRIGGER), { waitingForWebhook: true });
			const [test] = (await endpoints(made)).filter(({ endpoint_id: id }) => id !== own.endpoint_id);
			assert.match(test.url, /\/webhook-test\//);
			const { execution } = await startsOne(made, () => send(made, bodyOf(), { to: test }));
			assert.equal(execution.mode, 'manual');
			assert.equal(downstream({ execution }), 1);
			await until('the test endpoint is gone', async () => (await endpoints(made)).length === 1);
			assert.deepEqual((await endpoints(made))[0], own);
			await unpublish(made);
		});

		it(
			'survives a restart of n8n: same endpoint, next event starts, an old one runs nothing',
			{ timeout: 180_000 },
			async () => {
				const made = await publish(await make());
				const [before] = await endpoints(made);
				const old = bodyOf();
				assert.equal(downstream(await startsOne(made, () => send(made, old))), 1);

				await world.n8n.restart();

				assert.deepEqual(await endpoints(made), [before]);
				const count = (await executions(made)).length;
				assert.equal((await send(made, old)).status, 200);
				const next = bodyOf();
				assert.equal((await send(made, next)).status, 200);
				const all = await until('the run of the next event', async () => {
					const ended = await world.editor.ended(made.id, count + 1);
					return (
						ended.some((execution) => JSON.stringify(execution.data).includes(JSON.parse(next).event_id)) &&
						ended
					);
				});
				const reached = all.slice(count).filter((execution) => runsOf(execution, AFTER) > 0);
				assert.deepEqual(
					reached.map((execution) => itemsOf(execution, AFTER)[0].json.eventId),
					[JSON.parse(next).event_id],
				);
				await unpublish(made);
			},
		);

		it('runs the example workflow when a video is ready, and hands over its file', async () => {
			const { key, credentials } = await world.newAccount();
			const [{ id }] = await world.n8n.importWorkflows([EXAMPLE], { credentials });
			const made = await publish({ id, key });
			const body = bodyOf(READY, { video_url: `${world.joggAi.url}/media/video.mp4` });
			const { execution: ready } = await startsOne(made, () => send(made, body));
			assert.equal(itemsOf(ready, 'Hand Over')[0].binary.data.mimeType, 'video/mp4');
			const { execution: failed } = await startsOne(made, () =>
				send(
					made,
					bodyOf(FAILED, { status: 'failed', video_url: '', error: { message: 'no face detected' } }),
				),
			);
			assert.equal(runsOf(failed, 'Hand Over'), 0);
			assert.equal(itemsOf(failed, 'Tell Somebody')[0].json.reason, 'no face detected');
			await unpublish(made);
		});
	});
}
