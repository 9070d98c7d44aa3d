/** The CHANGELOG as data: a heading "## 1.2.3" per version, the newest first. */

const HEADING = /^## (\S+)[^\n]*$/gm;

/** Returns `[{ version, notes }]`, in the order of the text. */
export function versionsIn(changelog) {
	const headings = [...changelog.matchAll(HEADING)];
	return headings.map(({ 0: heading, 1: version, index }, place) => ({
		version,
		notes: changelog.slice(index + heading.length, headings[place + 1]?.index).trim(),
	}));
}

/** What changed in a version; throws when the text does not say it. */
export function notesOf(changelog, version) {
	const notes = versionsIn(changelog).find((one) => one.version === version)?.notes;
	if (!notes) throw new Error(`CHANGELOG.md says nothing about ${version}`);
	return notes;
}
