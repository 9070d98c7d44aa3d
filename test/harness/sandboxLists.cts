import { OWN_AVATARS, type OwnAvatar } from '../../sandbox/data/avatars.cts';
import { MUSICS, VISUAL_STYLES } from '../../sandbox/data/catalog.cts';
import { TRANSLATION_LANGUAGES } from '../../sandbox/data/languages.cts';
import { OWN_TEMPLATES } from '../../sandbox/data/templates.cts';
import { OWN_VOICES } from '../../sandbox/data/voices.cts';
import { DIALECTS } from '../../sandbox/dialects/index.cts';
import type { Sandbox } from '../../sandbox/index.cts';
import type { JobKindName } from '../../sandbox/jobs/job.cts';
import { LISTED_EVENTS } from '../../sandbox/vocabulary.cts';

/** What the sandbox holds in each of its lists right now: the ids, in its order, as texts. */
export function idsInLists({ settings, jobs, endpoints }: Pick<Sandbox, 'settings' | 'jobs' | 'endpoints'>) {
	const { library } = DIALECTS[settings.dialect];
	const own = (source: OwnAvatar['source'], kind?: JobKindName): string[] => [
		...OWN_AVATARS.filter((avatar) => avatar.source === source).map(({ id }) => String(id)),
		...jobs.filter((job) => job.kind === kind).map(({ avatarId }) => String(avatarId)),
	];
	const newestFirst = (kind: JobKindName): string[] =>
		jobs
			.filter((job) => job.kind === kind)
			.map(({ id }) => id)
			.reverse();
	return {
		publicAvatars: library.avatars.map(({ id }) => String(id)),
		instantAvatars: own('instant'),
		photoAvatars: own('photo', 'photoMotion'),
		productAvatars: own('product', 'productMotion'),
		libraryVoices: library.voices.map(({ voice_id }) => voice_id),
		ownVoices: OWN_VOICES.map(({ voice_id }) => voice_id),
		libraryTemplates: library.templates.map(({ id }) => String(id)),
		ownTemplates: OWN_TEMPLATES.map(({ id }) => String(id)),
		music: MUSICS.map(({ id }) => String(id)),
		visualStyles: VISUAL_STYLES.map(({ name }) => name),
		translationLanguages: TRANSLATION_LANGUAGES.map(({ name }) => name),
		productVideos: newestFirst('productVideo'),
		previews: newestFirst('preview'),
		templateVideos: newestFirst('templateVideo'),
		endpoints: endpoints.map(({ endpoint_id }) => endpoint_id),
		events: [...LISTED_EVENTS],
	} satisfies Record<string, string[]>;
}

export type ListName = keyof ReturnType<typeof idsInLists>;
