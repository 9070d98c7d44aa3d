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

// Everything but what is made; nodes and credentials (.ts) are left to n8n's own lint.
export default tseslint.config(
	{ ignores: ['dist/', 'coverage/', 'reports/', '.stryker-tmp/'] },
	js.configs.recommended,
	{ files: ['**/*.cts'], extends: [tseslint.configs.recommended] },
	{ files: ['**/*.mjs', '**/*.cjs', '**/*.js'], languageOptions: { globals: nodeGlobals } },
);
