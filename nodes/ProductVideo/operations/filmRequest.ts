import type { IDataObject } from 'n8n-workflow';
import type { Preparation } from '../../shared/pipeline/operation';
import { USUAL_SCRIPT_STYLE } from '../../shared/vocabulary/scripts';

interface FilmBody extends IDataObject {
	script: { language: string; style?: string };
}

/** JoggAI insists on a style, and on both objects even where there is nothing in them (spec). */
export function completeFilm({ request }: Pick<Preparation, 'request'>): void {
	const body = request.body as FilmBody;
	const script = { style: USUAL_SCRIPT_STYLE, ...body.script };
	request.body = { voice: {}, audio: {}, ...body, script };
}

/** The spec names the language of previews in one place and shows it in another, so it stands in both. */
export function completePreviews(preparation: Preparation): void {
	completeFilm(preparation);
	const body = preparation.request.body as FilmBody;
	body.language = body.script.language;
}
