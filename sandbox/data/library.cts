import { PUBLIC_AVATARS, publicAvatars, type PublicAvatar } from './avatars.cts';
import { LIBRARY_TEMPLATES, libraryWith, type Template } from './templates.cts';
import { VOICES, type Voice } from './voices.cts';

/** What JoggAI offers to everybody. */
export interface Library {
	avatars: readonly PublicAvatar[];
	voices: readonly Voice[];
	templates: readonly Template[];
}

/** Enough to turn pages. */
export const SMALL_LIBRARY: Library = {
	avatars: PUBLIC_AVATARS,
	voices: VOICES,
	templates: LIBRARY_TEMPLATES,
};

/** As many of each as the live service had in July 2026. */
export const LIVE_LIBRARY: Library = {
	avatars: publicAvatars(627),
	voices: VOICES.slice(0, 113),
	templates: libraryWith(276),
};
