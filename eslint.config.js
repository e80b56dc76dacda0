import { defineConfig, globalIgnores } from 'eslint/config';
import eslint from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { importLayers } from './scripts/lint/importLayers.mjs';
import { ipcDoorway } from './scripts/lint/ipcDoorway.mjs';

const invigil = { rules: { 'import-layers': importLayers, 'ipc-doorway': ipcDoorway } };

/** Scripts that a browser loads as they stand; no compiler sees them. */
const browserScripts = ['server/**/*.js', 'test/**/*.js'];

const noSkips = ['only', 'skip', 'todo', 'skipIf', 'runIf', 'fails'].map((property) => ({
  selector: `MemberExpression[object.name=/^(it|test|describe)$/][property.name='${property}']`,
  message: 'Skip inside the test with ctx.skip(reason), so that the reason is printed.',
}));

export default defineConfig(
  globalIgnores([
    'out/',
    'out-test/',
    'dist/',
    'artifacts/',
    '.tsbuild/',
    'docs/',
    '**/fixtures/**',
  ]),
  {
    // A rule is changed here, for everyone and with its reason, or it holds.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { invigil },
    rules: {
      'invigil/import-layers': 'error',
      'invigil/ipc-doorway': 'error',
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'require', message: 'Everything is an ES module.' },
      ],
      eqeqeq: 'error',
      // The compiler knows every name, and knows it better.
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-deprecated': [
        'error',
        // Marked so that it stands out; the configuration takes plain http on this machine alone.
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // What is parsed at the border may have to be refused for its control characters.
      'no-control-regex': 'off',
      // `return reply.send()` and `return next()` say that nothing follows.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // A handler that must return a promise is async even where it waits for nothing yet.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}', 'test/unit/renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended']],
  },
  {
    files: ['test/**'],
    rules: { 'no-restricted-syntax': ['error', ...noSkips], 'no-console': 'off' },
  },
  {
    // node:test gives promises that it waits for itself.
    files: ['test/windows/cases/**'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it'] },
          ],
        },
      ],
    },
  },
  {
    // Plain JavaScript, checked by the compiler through JSDoc: values from JSON and from libraries
    // without types are `any` there.
    files: ['**/*.mjs', '**/*.js'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
    },
  },
  { files: browserScripts, extends: [tseslint.configs.disableTypeChecked] },
);
