import type { INodeType } from 'n8n-workflow';
import type * as avatarVideo from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import type * as platformClock from '../../nodes/shared/platform/clock';
import { clock } from '../../nodes/shared/platform/clock';

/** A process of n8n: the package as it was loaded there, with whatever it remembers. */
export interface Process {
	node: INodeType;
}

const started: Process[] = [];

/**
 * The n-th process that n8n is started in. Loading takes longer than living through a history, so all histories share
 * the same few; their nodes, executions and keys differ, and what one of them has bought is nothing to the others.
 */
export function processNumber(n: number): Process {
	while (started.length <= n) started.push(startProcess());
	return started[n];
}

function startProcess(): Process {
	const n8nWorkflow = jest.requireActual<object>('n8n-workflow');
	let fresh: Process | undefined;
	jest.doMock('n8n-workflow', () => n8nWorkflow);
	jest.isolateModules(() => {
		const { JoggAiAvatarVideo } = jest.requireActual<typeof avatarVideo>(
			'../../nodes/AvatarVideo/JoggAiAvatarVideo.node',
		);
		const time = jest.requireActual<typeof platformClock>('../../nodes/shared/platform/clock');
		// Whatever clock the test has installed by then.
		Object.assign(time.clock, {
			now: () => clock.now(),
			wallTime: () => clock.wallTime(),
			random: () => clock.random(),
			sleep: async (ms: number, signal?: AbortSignal) => await clock.sleep(ms, signal),
		} satisfies typeof clock);
		fresh = { node: new JoggAiAvatarVideo() };
	});
	jest.dontMock('n8n-workflow');
	return fresh as Process;
}
