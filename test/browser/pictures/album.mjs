/** The pictures of the documentation, each with the words that stand in it. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const PUBLISHED = fileURLToPath(new URL('../../../docs/pictures/', import.meta.url));
const LABELS = 'labels.json';

/** The words in each of the pictures that the documentation shows today, by file name. */
export const publishedLabels = () => JSON.parse(readFileSync(join(PUBLISHED, LABELS), 'utf8'));

export class Album {
	/** `folder` takes the pictures until they are published. */
	constructor(folder) {
		this.#folder = folder;
		mkdirSync(folder, { recursive: true });
	}

	/** Takes what lies inside `box` (pixels of the page); `labels` are the words in it, as read from the page. */
	async add(page, name, { box, labels }) {
		await page.mouse.move(0, 0); // what the mouse is on shows more than a person sees at rest
		await page.screenshot({ path: join(this.#folder, name), clip: box, animations: 'disabled' });
		this.#labels.set(name, labels);
	}

	/** The words in each picture, in the order of the pictures' names. */
	labels() {
		return Object.fromEntries([...this.#labels].sort(([a], [b]) => (a < b ? -1 : 1)));
	}

	/** Puts these pictures in the place of those that the documentation has; resolves to how many there are. */
	async publish() {
		const filepath = join(PUBLISHED, LABELS);
		const labels = await format(JSON.stringify(this.labels()), {
			...(await resolveConfig(filepath)),
			filepath,
		});
		for (const name of readdirSync(PUBLISHED)) rmSync(join(PUBLISHED, name));
		for (const name of this.#labels.keys()) copyFileSync(join(this.#folder, name), join(PUBLISHED, name));
		writeFileSync(filepath, labels);
		return this.#labels.size;
	}

	#folder;
	#labels = new Map();
}
