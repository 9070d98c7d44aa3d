import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const nodeGlobals = Object.fromEntries(
	[
		'process',
		'console',
		'Buffer',
		'URL',
		'URLSearchParams',
		'fetch',
		'setTimeout',
		'clearTimeout',
		'setImmediate',
		'require',
		'module',
		'exports',
		'__dirname',
		'AbortController',
		'structuredClone',
	].map((name) => [name, 'readonly']),
);

export default tseslint.config(
	js.configs.recommended,
	{ files: ['**/*.cts'], extends: [tseslint.configs.recommended] },
	{ files: ['**/*.mjs', '**/*.cjs', '**/*.js'], languageOptions: { globals: nodeGlobals } },
);
