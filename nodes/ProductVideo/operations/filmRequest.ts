import type { IDataObject } from 'n8n-workflow';
import type { Preparation } from '../../shared/pipeline/operation';

interface FilmBody extends IDataObject {
	script: { language: string };
}

/** JoggAI insists on both objects, even where there is nothing in them (spec). */
export function completeFilm({ request }: Pick<Preparation, 'request'>): void {
	request.body = { voice: {}, audio: {}, ...(request.body as FilmBody) };
}

/** The spec names the language of previews in one place and shows it in another, so it stands in both. */
export function completePreviews(preparation: Preparation): void {
	completeFilm(preparation);
	const body = preparation.request.body as FilmBody;
	body.language = body.script.language;
}
