import type { JobKind } from './kinds';
import { asObject, asText } from '../values';

/** The body of a create request, as JoggAI gets it. */
type Body = Record<string, unknown>;

/** Words that avatars speak in a minute, and letters where words are not parted by blanks (inference). */
export const WORDS_PER_MINUTE = 150;
export const LETTERS_PER_MINUTE = 300;
/** Recordings and films whose length nobody knows beforehand are counted as one minute (inference). */
const UNKNOWN_SECONDS = 60;

export const WITHOUT_BLANKS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** About how many seconds it takes to speak a text. */
function spokenSeconds(text: string): number {
	const letters = text.match(WITHOUT_BLANKS)?.length ?? 0;
	const words = text.replace(WITHOUT_BLANKS, ' ').split(/\s+/).filter(Boolean).length;
	return (words / WORDS_PER_MINUTE + letters / LETTERS_PER_MINUTE) * 60;
}

const perStarted = (seconds: number, of: number, credits: number): number =>
	Math.max(Math.ceil(seconds / of), 1) * credits;

/** A video of that length (pricing page: 1 credit per started 2 minutes). */
const video = (seconds: number): number => perStarted(seconds, 120, 1);

const lengthOf = ({ video_spec }: Body): number => Number(asObject(video_spec).length) || UNKNOWN_SECONDS;

/** Credits for one picture by its quality (the vendor's knowledge base; whether it means the API is an inference). */
const PICTURE_CREDITS: Readonly<Record<string, number>> = { low: 0.1, medium: 0.2, high: 0.5 };

/** Credits for making a photo move, by the number of the model (pricing page). */
export const MOTION_CREDITS: Readonly<Record<string, number>> = { '2.0-Pro': 3 };
export const USUAL_MOTION_CREDITS = 2;

/** `recorded`: how long the recording or film is that decides, in seconds, where that is known. */
const PRICES: Readonly<Record<JobKind, (body: Body, recorded?: number) => number>> = {
	aiScript: () => 0.2,
	avatarVideo: ({ voice }, recorded) =>
		video(recorded ?? spokenSeconds(asText(asObject(voice).script) ?? '')),
	productVideo: (body) => video(lengthOf(body)),
	productPreview: (body) =>
		Math.max([body.visual_styles ?? []].flat().length, 1) * perStarted(lengthOf(body), 120, 0.5),
	templateVideo: () => video(UNKNOWN_SECONDS),
	lipSync: (_, recorded = UNKNOWN_SECONDS) => Math.ceil(recorded * 0.8) / 100,
	videoTranslation: (_, recorded = UNKNOWN_SECONDS) => perStarted(recorded, 20, 0.5),
	photoImages: () => 0.2,
	photoAvatar: ({ model }) => MOTION_CREDITS[String(model)] ?? USUAL_MOTION_CREDITS,
	productImages: ({ quality, num_images }) =>
		(PICTURE_CREDITS[String(quality)] ?? PICTURE_CREDITS.medium) * (Number(num_images) || 1),
	productAvatar: () => USUAL_MOTION_CREDITS,
	legacyProject: () => 0,
};

/**
 * Credits that a job will cost by JoggAI's price list (guide, section on credits), about: how long a video becomes is
 * known afterwards only.
 */
export const estimatedCredits = (kind: JobKind, body: unknown, recorded?: number): number =>
	Math.round(PRICES[kind](asObject(body), recorded) * 100) / 100;

/** Credits as people read them: no more than two digits behind the point. */
export const shownCredits = (credits: number): string => String(Math.round(credits * 100) / 100);

/** The same with its unit. */
export const inCredits = (credits: number): string =>
	`${shownCredits(credits)} ${shownCredits(credits) === '1' ? 'credit' : 'credits'}`;
