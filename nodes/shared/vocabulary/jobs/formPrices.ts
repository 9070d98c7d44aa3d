import type { JobKind } from './kinds';
import {
	inCredits,
	LETTERS_PER_MINUTE,
	MOTION_CREDITS,
	USUAL_MOTION_CREDITS,
	WITHOUT_BLANKS,
	WORDS_PER_MINUTE,
} from './prices';

/** What a job costs by what its form holds, as far as n8n can compute that beside the form. */
export interface FormPrice {
	/** An expression of n8n, without its braces. */
	when: string;
	price: string;
}

/** Minutes that it takes to speak the field `script`, as prices.ts has them. */
const SCRIPT_MINUTES = `((text) => text.replace(${String(WITHOUT_BLANKS)}, " ").split(/\\s+/).filter(Boolean).length / ${WORDS_PER_MINUTE} + (text.match(${String(WITHOUT_BLANKS)}) || []).length / ${LETTERS_PER_MINUTE})(String($parameter["script"] ?? ""))`;

/** A video of a script of more than so many minutes, up to two more. */
const scriptOf = (minutes: number, price: string, upTo = minutes + 2): FormPrice => ({
	when: `$parameter["speechFrom"] === "script" && [${SCRIPT_MINUTES}].some((it) => it > ${minutes} && it <= ${upTo})`,
	price,
});

const MOST_STYLES = 6;

export const FORM_PRICES: Readonly<Partial<Record<JobKind, FormPrice[]>>> = {
	avatarVideo: [
		scriptOf(0, 'about 1 credit for this script'),
		scriptOf(2, 'about 2 credits, because this script takes longer than 2 minutes'),
		scriptOf(4, 'about 3 credits, because this script takes longer than 4 minutes'),
		scriptOf(6, 'more than 3 credits, because this script takes longer than 6 minutes', Infinity),
	],
	productVideo: [{ when: 'true', price: 'about 1 credit, because it is no longer than 2 minutes' }],
	productPreview: Array.from({ length: MOST_STYLES }, (_, index) => index + 1).map((styles) => ({
		when: `new Set([$parameter["visualStyles"]].flat()).size === ${styles}`,
		price: `about ${inCredits(styles / 2)} for ${styles} visual ${styles === 1 ? 'style' : 'styles'}`,
	})),
	photoAvatar: [
		...Object.entries(MOTION_CREDITS).map(([model, credits]) => ({
			when: `$parameter["motionModel"] === "${model}"`,
			price: `${inCredits(credits)} with this motion model`,
		})),
		{
			when: `!${JSON.stringify(['', ...Object.keys(MOTION_CREDITS)])}.includes($parameter["motionModel"] ?? "")`,
			price: `${inCredits(USUAL_MOTION_CREDITS)} with this motion model`,
		},
	],
};
