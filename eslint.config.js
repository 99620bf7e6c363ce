import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { longFiles } from './infra/long-files.mjs';

const specs = ['**/*.spec.ts', 'test/**/*.ts', 'libs/testing/**/*.ts'];

/** Where deciders live: files without a role in their name. */
const deciders = [
  'libs/{network,intelligence,brokerage,improvement,review,evaluation}/src/*/*.ts',
  'libs/register/src/{person/person,notes/note}.ts',
];

/** The time and chance are inputs: docs/adr/0004-the-clock-is-an-input.md. */
const clock = 'Take the time from the injected Clock (#eventing): docs/adr/0004.';
const chance = 'Chance is an input too, or derived from an id (idOf, #eventing): docs/adr/0004.';
const impure = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: clock },
  { selector: 'CallExpression[callee.name="Date"]', message: clock },
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: clock,
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: chance,
  },
];

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', '.groundswell/', 'test/architecture/probes/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      // Numbers and booleans read as they are meant; objects and null in a text are still mistakes.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A Nest module is a class whose decorator says everything.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Generic contracts name a type once so that the caller can state it.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Rows and commands are plain data described by a class: built as literals, copied by spreading.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      'max-lines': ['error', { max: 200 }],
    },
  },
  ...longFiles().map((file) => ({ files: [file], rules: { 'max-lines': 'off' } })),
  {
    files: ['libs/**/*.ts'],
    ignores: [...specs, 'libs/eventing/src/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...impure] },
  },
  {
    // Events travel by the log alone: docs/adr/0002-events-never-travel-in-memory.md.
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/cqrs',
              importNames: [
                'EventBus',
                'EventPublisher',
                'EventsHandler',
                'Saga',
                'UnhandledExceptionBus',
              ],
              message: 'Events travel by the log alone: docs/adr/0002.',
            },
          ],
        },
      ],
    },
  },
  {
    // Import rules cannot see which names are taken, nor the globals.
    files: deciders,
    ignores: ['libs/*/src/*/*.*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: '#eventing', importNames: ['newId', 'SystemClock'], message: clock }] },
      ],
      'no-restricted-globals': [
        'error',
        ...['crypto', 'performance', 'fetch', 'process', 'setTimeout', 'setInterval'].map(
          (name) => ({ name, message: 'Deciders are pure: what they depend on is an input.' }),
        ),
      ],
    },
  },
  {
    files: specs,
    rules: {
      'max-lines': 'off',
      // A test states what it knows to be there, and reads answers whose shape it is about to assert.
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        console: 'readonly',
        module: 'writable',
        process: 'readonly',
        require: 'readonly',
        URL: 'readonly',
      },
    },
  },
  prettier,
);
