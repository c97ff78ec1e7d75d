import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Folders of src/ that a folder may import from, beside itself; errors.ts may be imported from everywhere. */
const reach = {
  channel: [],
  knowledge: [],
  privacy: ['store'],
  store: ['knowledge', 'channel'],
  retrieval: ['knowledge'],
  answer: ['knowledge'],
  checklists: ['knowledge', 'retrieval', 'answer', 'channel'],
  dialogue: ['knowledge', 'retrieval', 'answer', 'checklists'],
  dialogueThread: ['dialogue', 'knowledge', 'retrieval', 'answer', 'checklists'],
  inbox: ['channel', 'privacy', 'store'],
  turn: ['channel', 'dialogue', 'inbox', 'privacy', 'store'],
  outbox: ['channel', 'store'],
  http: [],
};
const folders = Object.keys(reach);
const forbid = (names, message) => ({
  'no-restricted-imports': [
    'error',
    { patterns: [{ regex: `^(?:\\.\\./)+(?:src/)?(?:${names.join('|')})/`, message }] },
  ],
});

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'data', 'evals/reports', 'stubs', '**/*.d.ts'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ['eslint.config.js', 'scripts/*.mjs', 'src/dialogueThread/testing/*.mjs'],
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      'no-console': 'error',
      'no-control-regex': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { globals: { process: 'readonly', URL: 'readonly', console: 'readonly', setTimeout: 'readonly' } },
  },
  {
    // Only config.ts reads the environment.
    files: ['src/**/*.ts', 'adapters/**/*.ts'],
    ignores: ['src/config.ts', '**/*.test.ts', '**/testing/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read settings in src/config.ts only.' },
      ],
    },
  },
  // Arrows point one way. A folder reaches only what `reach` lists for it; nothing in src but main.ts knows an adapter.
  ...folders.map((folder) => ({
    files: [`src/${folder}/**/*.ts`],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: forbid(
      ['adapters', 'cli', ...folders.filter((other) => other !== folder && !reach[folder].includes(other))],
      `src/${folder} may import only from: ${['errors', ...reach[folder]].join(', ')}`,
    ),
  })),
  {
    files: ['src/cli/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '/adapters/', message: 'The command line asks without a channel.' }] },
      ],
    },
  },
  {
    files: ['adapters/**/*.ts', 'adapters/**/*.tsx'],
    ignores: ['**/*.test.ts', '**/*.test.tsx', '**/testing/**'],
    rules: forbid(
      ['cli', ...folders.filter((folder) => folder !== 'channel')],
      'Adapters know only src/channel and src/errors.',
    ),
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', '**/testing/**', '**/contract.ts', 'tests/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      'no-console': 'off',
    },
  },
);
