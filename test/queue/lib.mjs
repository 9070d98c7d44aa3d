/** Workflows that buy avatar videos, and what was bought. */
import { avatarVideo, items, node, start, workflow } from '../e2e/lib/workflows.mjs';

export const MAKE = 'Make';
export const CREATE = /^POST \/v2\/create_video_from_avatar$/;

/** Scripts that differ, so that each purchase can be told from every other. */
const scripts = (name, count) =>
	Array.from({ length: count }, (_, index) => ({ script: `${name} ${index}` }));

/** A workflow that makes as many videos as asked for. */
export async function videos(world, { name, count, credentials, parameters = {} }) {
	const video = avatarVideo({ script: '={{ $json.script }}', ...parameters });
	const make = node('joggAiAvatarVideo', MAKE, video, { credentials });
	return await world.editor.create(workflow(name, [start(), ...items(scripts(name, count)), make]));
}

/** The script of every video that was paid for with a key. */
export async function bought(world, key) {
	const ids = (await world.joggAi.charges(key)).map(({ id }) => id);
	const { jobs } = await world.state();
	return jobs.filter(({ id }) => ids.includes(id)).map(({ input }) => input.voice.script);
}

/** Which of the scripts were paid for more than once. */
export const boughtTwice = (list) => list.filter((script, index) => list.indexOf(script) !== index);
