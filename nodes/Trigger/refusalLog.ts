import type { IWebhookFunctions } from 'n8n-workflow';
import { clock } from '../shared/platform/clock';
import { triggerKey } from './triggerKey';

/** Anybody may call the address of a trigger: nobody shall fill n8n's log with it. */
const EVERY_MS = 60_000;

interface Told {
	at: number;
	/** Refusals since then that no line tells about, by their reason. */
	unlogged: Map<string, number>;
}

const lastTold = new Map<string, Told>();

/** Says in n8n's log why a call was refused and what to check; a line a minute and trigger at most. */
export function logRefusal(context: IWebhookFunctions, reason: string, check: string): void {
	const trigger = triggerKey(context);
	const now = clock.now();
	const told = lastTold.get(trigger);
	if (told && now - told.at < EVERY_MS) {
		told.unlogged.set(reason, (told.unlogged.get(reason) ?? 0) + 1);
		return;
	}
	lastTold.set(trigger, { at: now, unlogged: new Map() });
	const since = [...(told?.unlogged ?? [])].map(([why, count]) => `${count} that ${why}`).join(', ');
	context.logger.warn(
		[
			`${context.getNode().name}: a delivery was refused because it ${reason}.`,
			check,
			since && `Refused without a line of their own since the last one: ${since}.`,
		]
			.filter(Boolean)
			.join(' '),
		{ workflowId: context.getWorkflow().id },
	);
}
