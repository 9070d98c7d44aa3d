/** What must agree before anything is built: the tree, the version, the CHANGELOG and the tag. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { versionsIn } from './changelog.mjs';

/** Returns what is wrong, as sentences. `tag` is the one that the release is made from, if there is one already. */
export function repositoryProblems(root, { tag } = {}) {
	const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
	const read = (name) => readFileSync(join(root, name), 'utf8');
	const { version } = JSON.parse(read('package.json'));
	const [newest] = versionsIn(read('CHANGELOG.md'));
	const changed = git('status', '--porcelain');
	const tagged = git('tag', '--list', `v${version}`) && git('rev-list', '-n', '1', `v${version}`);
	return [
		changed && `These files are not committed:\n${changed}`,
		newest?.version !== version &&
			`The CHANGELOG begins with ${newest?.version ?? 'no version'}, package.json says ${version}`,
		!newest?.notes && 'The newest version of the CHANGELOG has no notes',
		JSON.parse(read('package-lock.json')).version !== version && 'package-lock.json has another version',
		tag !== undefined && tag !== `v${version}` && `The tag ${tag} is not v${version}`,
		tagged && tagged !== git('rev-parse', 'HEAD') && `v${version} is the tag of another commit`,
	].filter(Boolean);
}
