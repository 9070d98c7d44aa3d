/** Prints the release notes of the version in package.json. */
import { readFileSync } from 'node:fs';
import { notesOf } from './changelog.mjs';

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
console.log(notesOf(read('CHANGELOG.md'), JSON.parse(read('package.json')).version));
