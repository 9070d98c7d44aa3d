import type { INodePropertyOptions } from 'n8n-workflow';
import type { JobKind } from './jobs/kinds';

/** What an event can be about: the jobs of the nodes, and two things that only the JoggAI app starts. */
type EventKind = JobKind | 'instantAvatar' | 'video';

/** What a pair of webhook events tells about: `<stem>_success` and `<stem>_failed`. */
interface EventFamily {
	stem: string;
	/** As users call it, inside a sentence; n8n's list of nodes puts "On" before it. */
	label: string;
	/** What has ended, in the words of the output field `kind`. */
	kind: EventKind;
	/** What it is instead when the event's data has this key. */
	kindByKey?: Readonly<Record<string, EventKind>>;
	/** Where the label alone would leave a user guessing. */
	hint?: string;
}

type EventOutcome = 'completed' | 'failed';

/** All families that any source names: spec, webhook pages and guide (joined). Lip sync and previews have none. */
const FAMILIES: EventFamily[] = [
	{ stem: 'generated_avatar_video', label: 'avatar video', kind: 'avatarVideo' },
	{
		stem: 'create_avatar',
		label: 'instant avatar',
		kind: 'instantAvatar',
		hint: 'An avatar made from your own footage',
	},
	{
		stem: 'generated_image',
		label: 'photo avatar images',
		kind: 'photoImages',
		// Inference: no page says which event the pictures of a product avatar send, but their ID has this name.
		kindByKey: { batch_id: 'productImages' },
		hint: 'The pictures to choose from for a photo avatar',
	},
	{
		stem: 'generated_motion',
		label: 'photo avatar motion',
		kind: 'photoAvatar',
		hint: 'A photo was brought to life',
	},
	{ stem: 'generated_photo_avatar', label: 'photo avatar', kind: 'photoAvatar' },
	{ stem: 'generated_product_avatar', label: 'product avatar', kind: 'productAvatar' },
	{ stem: 'generated_product_video', label: 'product video', kind: 'productVideo' },
	{ stem: 'generated_script', label: 'AI script', kind: 'aiScript' },
	{ stem: 'generated_template_video', label: 'template video', kind: 'templateVideo' },
	{ stem: 'generated_translate_video', label: 'video translation', kind: 'videoTranslation' },
	{
		stem: 'generated_video',
		label: 'other video',
		kind: 'video',
		hint: 'A video without an event of its own, such as a v1 project',
	},
];

const OUTCOMES: Readonly<Record<string, EventOutcome>> = { success: 'completed', failed: 'failed' };
/** The 22 known event names. */
export const KNOWN_EVENTS: string[] = FAMILIES.flatMap(({ stem }) =>
	Object.keys(OUTCOMES).map((end) => `${stem}_${end}`),
);

/** Menu entry of an event; JoggAI may know more events than we do, and then its own name is the only one there is. */
export function eventChoice(event: string): INodePropertyOptions {
	const { stem, outcome } = parts(event);
	const family = FAMILIES.find((one) => one.stem === stem);
	const label = family?.label ?? words(stem).join(' ');
	return {
		name: capitalised([label, outcome].filter(Boolean).join(' ')),
		value: event,
		description: family ? family.hint : `JoggAI calls it ${event}`,
	};
}

/** What an event says by its name, and by the keys of its data where the name leaves it open. */
export function eventMeaning(event: string, data: object): { kind: string; outcome?: EventOutcome } {
	const { stem, outcome } = parts(event);
	const family = FAMILIES.find((one) => one.stem === stem);
	const byKey = Object.entries(family?.kindByKey ?? {}).find(([key]) => key in data)?.[1];
	return { kind: byKey ?? family?.kind ?? camelCase(words(stem)), outcome };
}

/** The rule behind the names (webhook page): generated_<thing>_<success|failed> or create_<thing>_<success|failed>. */
function parts(event: string): { stem: string; outcome?: EventOutcome } {
	const [, stem, end] = /^(.*)_([a-z]+)$/.exec(event) ?? [];
	const outcome = Object.hasOwn(OUTCOMES, end ?? '') ? OUTCOMES[end] : undefined;
	return outcome ? { stem, outcome } : { stem: event };
}

const words = (stem: string): string[] =>
	stem
		.replace(/^(generated|create)_/, '')
		.split('_')
		.filter(Boolean);
const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const camelCase = ([first = '', ...rest]: string[]): string => first + rest.map(capitalised).join('');

/** The names that a field of events holds, each once; an expression may yield them as one text. */
export function eventNames(value: unknown): string[] {
	const names = [value ?? []].flat().flatMap((one) => String(one).split(','));
	return [...new Set(names.map((name) => name.trim()).filter(Boolean))];
}
