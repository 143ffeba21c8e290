// Lint rules: type-aware checks everywhere, and the dependency paragraph of the design where globals and syntax can break it.
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Our own rules: few, and each about a comment, which no stock rule looks at. */
const house = {
  rules: {
    'opening-comment': {
      meta: { type: 'suggestion', schema: [] },
      create: (context) => ({
        Program(node) {
          const first = context.sourceCode.getAllComments()[0];
          const body = node.body[0];
          const opens = first !== undefined && (body === undefined || first.range[1] <= body.range[0]);
          if (!opens) {
            context.report({
              loc: { line: 1, column: 0 },
              message: 'Open the file with one comment sentence that says what lives here.',
            });
          }
        },
      }),
    },
    'disable-with-reason': {
      meta: { type: 'suggestion', schema: [] },
      create: (context) => ({
        Program() {
          for (const comment of context.sourceCode.getAllComments()) {
            if (/^\s*eslint-disable/.test(comment.value) && !/ -- \S/.test(comment.value)) {
              context.report({
                loc: comment.loc,
                message: 'Say why the rule does not hold here: `-- reason` after the rule name.',
              });
            }
          }
        },
      }),
    },
  },
};

const tests = ['**/*.test.ts', '**/testing/**/*.ts', 'test/**/*.ts'];
const dispatcher = 'server/src/lsp/dispatch.ts';
const ruleRunner = 'server/src/core/rules/run.ts';
const protocolValues = 'server/src/lsp/protocolValues.ts';
const conversion = 'server/src/lsp/convert.ts';
const protocol = 'server/src/lsp/protocol.ts';

const noTry = {
  selector: 'TryStatement',
  message: `Exceptions are caught in two places: ${dispatcher} and ${ruleRunner}.`,
};
const noCatchMethod = {
  selector: 'CallExpression[callee.property.name="catch"]',
  message: `Exceptions are caught in two places: ${dispatcher} and ${ruleRunner}.`,
};
const pureCore = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The core has no clock: take the time as an argument.',
  },
  {
    selector: 'CallExpression[callee.name="Date"]',
    message: 'The core has no clock: take the time as an argument.',
  },
  {
    selector:
      'MemberExpression[property.name=/^(get(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|TimezoneOffset)|toLocale.+)$/]',
    message:
      'The core has no time zone and no locale: use the UTC methods, or take what is needed as an argument.',
  },
  {
    selector: 'ImportExpression',
    message: 'The core is one unit: import statically.',
  },
];
const lspPositions = [
  {
    selector: 'ObjectExpression > Property[key.name="character"]',
    message: `Only ${conversion} knows LSP positions.`,
  },
  {
    selector: 'MemberExpression[property.name="character"]',
    message: `Only ${conversion} knows LSP positions.`,
  },
];
/** Everything a program may use to reach the network without an import. */
const socketGlobals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({
  name,
  message: 'Only client/src/net opens sockets.',
}));
const hostGlobals = [
  ['console', 'The core does not print: return data, or take a logger.'],
  ['process', 'The core does not know its host.'],
  ['Buffer', 'The core does not know Node: use Uint8Array.'],
  ['setTimeout', 'The core has no clock.'],
  ['setInterval', 'The core has no clock.'],
  ['setImmediate', 'The core has no clock.'],
  ['queueMicrotask', 'The core does not schedule: its caller does.'],
  ['performance', 'The core has no clock.'],
  ['crypto', 'The core has no randomness.'],
  ['TextDecoder', 'Charsets come through a port.'],
  ['TextEncoder', 'Charsets come through a port.'],
  ['Intl', 'The core has no locale.'],
  ['globalThis', 'The core does not know its host.'],
].map(([name, message]) => ({ name, message }));

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '.cache/', 'samples/', '**/*.cjs', 'docs/']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { house },
    rules: { 'house/opening-comment': 'error', 'house/disable-with-reason': 'error' },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    extends: [js.configs.recommended],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['**/*.ts'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'no-control-regex': 'off', // Mail grammar is made of control characters.
      'no-undef': 'off', // TypeScript knows better.
      'object-shorthand': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Columns of typed arrays and scans read clearer with an index.
      '@typescript-eslint/prefer-for-of': 'off',
    },
  },
  // The two entries whose graph is checked without Node's types belong to a project of their own.
  {
    files: ['server/src/hosts/worker.ts'],
    languageOptions: { parserOptions: { projectService: false, project: 'server/tsconfig.worker.json' } },
  },
  {
    files: ['client/src/extension.browser.ts'],
    languageOptions: { parserOptions: { projectService: false, project: 'client/tsconfig.browser.json' } },
  },
  {
    files: ['server/src/core/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-globals': ['error', ...hostGlobals, ...socketGlobals],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The core has no clock: take the time as an argument.' },
        { object: 'Math', property: 'random', message: 'The core has no randomness.' },
      ],
      'no-restricted-syntax': ['error', noTry, noCatchMethod, ...pureCore],
      // A parser moves its position in calls that narrowing does not see, so that the rule finds what is not there.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    files: [ruleRunner],
    rules: { 'no-restricted-syntax': ['error', ...pureCore] },
  },
  {
    files: ['server/src/{lsp,hosts,cli}/**/*.ts', 'client/src/**/*.ts'],
    ignores: ['client/src/net/**', ...tests],
    rules: {
      'no-restricted-globals': ['error', ...socketGlobals],
      'no-restricted-properties': [
        'error',
        ...['globalThis', 'self'].flatMap((object) =>
          socketGlobals.map(({ name, message }) => ({ object, property: name, message })),
        ),
      ],
    },
  },
  {
    files: ['server/src/{lsp,hosts}/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-syntax': ['error', noTry, ...lspPositions],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'vscode-languageserver',
              allowTypeImports: true,
              message: `Values come from ${protocolValues}: each module that imports them by itself slows down the start.`,
            },
          ],
          patterns: [
            {
              group: ['vscode-languageserver*', 'vscode-languageserver*/**'],
              importNames: ['Position', 'Range', 'Location', 'LocationLink'],
              message: `Only ${conversion} knows LSP positions.`,
            },
          ],
        },
      ],
    },
  },
  { files: [protocolValues], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
  // The dispatcher catches, the conversion converts; neither does the other's work.
  { files: [dispatcher], rules: { 'no-restricted-syntax': ['error', ...lspPositions] } },
  {
    files: [conversion],
    rules: { 'no-restricted-syntax': ['error', noTry], '@typescript-eslint/no-restricted-imports': 'off' },
  },
  // The types of our own requests carry LSP ranges; types build nothing.
  { files: [protocol], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
  {
    files: ['server/src/core/registry/**/*.ts', 'server/src/core/rules/index.ts', ...tests],
    rules: { 'max-lines': 'off' },
  },
  {
    files: tests,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
          ],
        },
      ],
    },
  },
);
