// What can be written on the command line: the commands with their options as tables, read and explained.

import { parseArgs } from 'node:util';
import { suggestion } from '../config/index.ts';
import { languageNames } from './language.ts';

/** One option of a command. */
export interface OptionRow {
  readonly name: string;
  /** What stands for the value in the help; left out for a switch. */
  readonly value?: string;
  /** The values there are, where they are few. */
  readonly choices?: readonly string[];
  /** True where the value is a whole number. */
  readonly number?: true;
  /** The least such number. */
  readonly least?: number;
  readonly summary: string;
  /** True for what other programs pass and no person needs. */
  readonly hidden?: true;
}

/** One command. */
export interface CommandRow {
  readonly name: string;
  /** The positional arguments as the help writes them. */
  readonly operands: string;
  readonly summary: string;
  readonly details: readonly string[];
  readonly options: readonly OptionRow[];
}

const HELP: OptionRow = { name: 'help', summary: 'Shows this help.' };
const VERSION: OptionRow = { name: 'version', summary: 'Shows the version.' };
const LANGUAGE: OptionRow = {
  name: 'language',
  value: 'LANGUAGE',
  choices: languageNames,
  summary: 'What the files hold. auto goes by the extension, else by the content.',
};

/** All commands. */
export const commands: readonly CommandRow[] = [
  {
    name: 'lint',
    operands: 'PATH...',
    summary: 'Checks messages and sessions and prints what is wrong with them.',
    details: [
      'PATH is a file, a folder (its *.eml, *.mbox, *.smtp, *.imap, *.pop3 and *.pop files, and those of its folders)\nor - for the standard input.',
      'Exit status: 0 nothing wrong; 1 errors, or more warnings than allowed; 2 something could not be checked.',
    ],
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        choices: ['text', 'json', 'jsonl', 'sarif'],
        summary: 'How the findings are written. The default is text.',
      },
      {
        name: 'profile',
        value: 'PROFILE',
        choices: ['standard', 'strict', 'receive', 'outgoing'],
        summary: 'The choice of severities to start from, whatever configuration files say.',
      },
      {
        name: 'config',
        value: 'FILE',
        summary: 'Reads this configuration instead of looking for .mailworkbench.json.',
      },
      LANGUAGE,
      {
        name: 'max-warnings',
        value: 'N',
        number: true,
        least: 0,
        summary: 'More warnings than this count as an error.',
      },
      {
        name: 'files-from',
        value: 'FILE',
        summary: 'Reads paths from FILE (- for the standard input), separated by NUL.',
      },
      {
        name: 'shard',
        value: 'I/N',
        summary: 'Checks the I-th of N shares of the files. A path always falls into the same one.',
      },
      {
        name: 'jobs',
        value: 'N',
        number: true,
        least: 1,
        summary: 'How many files are checked at once. The default is one a core.',
      },
      HELP,
      VERSION,
    ],
  },
  {
    name: 'tree',
    operands: 'PATH',
    summary: 'Prints the parts of a message, or what is said in a session.',
    details: ['PATH is a file, or - for the standard input.'],
    options: [
      { name: 'json', summary: 'Prints all that is known of each part or exchange, as JSON.' },
      LANGUAGE,
      HELP,
      VERSION,
    ],
  },
  {
    name: 'redact',
    operands: '[FILE...]',
    summary: 'Writes a session anew, without the secrets in it.',
    details: [
      'FILE is a transcript, or - for the standard input. What is written goes to the standard output.',
      'The same secret becomes the same placeholder, and the result is a transcript in the same notation.',
    ],
    options: [
      { name: 'addresses', summary: 'Replaces mail addresses and the names users log in with too.' },
      { name: 'hosts', summary: 'Replaces the names and network addresses of hosts too.' },
      { name: 'names', summary: 'Masks the names of people in front of addresses, and subjects, too.' },
      { name: 'bodies', summary: 'Masks the texts of messages too.' },
      { name: 'output', value: 'FILE', summary: 'Writes to FILE, which must not be there yet.' },
      { name: 'in-place', summary: 'Overwrites each file with its redacted text.' },
      LANGUAGE,
      HELP,
      VERSION,
    ],
  },
  {
    name: 'join',
    operands: 'IN OUT',
    summary: 'Joins the two raw logs of a connection to one session.',
    details: [
      'IN is what the client said, OUT what the server said: *.in and *.out of a rawlog folder of Dovecot.',
      'The session goes to the standard output. Logs without times are joined by a guess, and its first line says so.',
    ],
    options: [HELP, VERSION],
  },
  {
    name: 'lsp',
    operands: '',
    summary: 'Starts the language server for an editor.',
    details: [],
    options: [
      { name: 'stdio', summary: 'Speaks over standard input and output.' },
      { name: 'clientProcessId', value: 'PID', summary: 'The process of the editor.', hidden: true },
      HELP,
      VERSION,
    ],
  },
];

/** What was asked for. */
export interface Invocation {
  readonly command: CommandRow;
  /** Options by name; a switch that is on has the value `''`. The last of equal ones counts. */
  readonly options: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/** A mistake on the command line, as a sentence. */
export class UsageError extends Error {}

/**
 * Reads the arguments behind a command's name.
 * @throws UsageError in one sentence where something is unknown, missing or wrong; not where help or version is wanted.
 */
export function parseInvocation(command: CommandRow, args: readonly string[]): Invocation {
  const rows = new Map(command.options.map((row) => [row.name, row]));
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      command.options.map((row) => [
        row.name,
        { type: row.value === undefined ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options = new Map<string, string>();
  const operands: string[] = [];
  const mistakes: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const row = rows.get(SHORT.get(token.rawName) ?? token.name);
    if (!row) {
      mistakes.push(unknownOption(token.rawName, token.name, command));
      continue;
    }
    const mistake = wrongValue(row, token.value);
    if (mistake !== undefined) mistakes.push(mistake);
    else options.set(row.name, token.value ?? '');
  }
  const [mistake] = mistakes;
  if (mistake !== undefined && !options.has('help') && !options.has('version')) throw new UsageError(mistake);
  return { command, options, operands };
}

/** What is wrong with an option's value; undefined where nothing is. */
function wrongValue(row: OptionRow, value: string | undefined): string | undefined {
  const option = `--${row.name}`;
  if (row.value === undefined) return value === undefined ? undefined : `${option} takes no value.`;
  if (value === undefined || value === '') return `${option} needs a value: ${option} ${row.value}.`;
  if (row.choices && !row.choices.includes(value)) {
    return `${option} is one of ${row.choices.join(', ')}, not "${value}".`;
  }
  if (row.number && !(/^\d{1,9}$/.test(value) && Number(value) >= (row.least ?? 0))) {
    return `${option} is a whole number from ${row.least ?? 0}, not "${value}".`;
  }
  return undefined;
}

function unknownOption(written: string, name: string, command: CommandRow): string {
  const known = command.options.filter((row) => row.hidden !== true).map((row) => row.name);
  const near = suggestion(name, known);
  return near === undefined
    ? `There is no option ${written}; mail-workbench ${command.name} --help lists them.`
    : `There is no option ${written}; did you mean --${near}?`;
}

/** The mistake of a first argument that is no command. */
export function unknownCommand(written: string): UsageError {
  const near = suggestion(
    written,
    commands.map(({ name }) => name),
  );
  const what = written.startsWith('-') ? 'option' : 'command';
  return new UsageError(
    near === undefined
      ? `There is no ${what} ${written}; mail-workbench --help lists them.`
      : `There is no ${what} ${written}; did you mean ${near}?`,
  );
}

/** The help of a command. */
export function commandHelp(command: CommandRow): string {
  const rows = command.options
    .filter((row) => row.hidden !== true)
    .map((row) => [optionLabel(row), row.summary] as const);
  const usage = `Usage: mail-workbench ${command.name} [OPTION...] ${command.operands}`.trimEnd();
  return [
    `${command.summary}\n`,
    `${usage}\n`,
    ...command.details,
    ...(command.details.length > 0 ? [''] : []),
    ...columns(rows),
    '',
  ].join('\n');
}

/** The help of the program. */
export function programHelp(): string {
  const rows = commands.map(
    ({ name, operands, summary }) => [`${name} ${operands}`.trim(), summary] as const,
  );
  return [
    'Checks and explains mail.\n',
    'Usage: mail-workbench COMMAND [OPTION...]\n',
    ...columns(rows),
    '',
    'mail-workbench COMMAND --help tells more. Every command takes --help and --version.',
    '',
  ].join('\n');
}

function optionLabel(row: OptionRow): string {
  return row.value === undefined ? `--${row.name}` : `--${row.name} ${row.choices?.join('|') ?? row.value}`;
}

/** Two columns; a summary whose label is too wide stands on the next line. */
function columns(rows: readonly (readonly [label: string, summary: string])[]): string[] {
  return rows.map(([label, summary]) =>
    label.length > LABEL_WIDTH
      ? `  ${label}\n${' '.repeat(LABEL_WIDTH + 4)}${summary}`
      : `  ${label.padEnd(LABEL_WIDTH)}  ${summary}`,
  );
}

const LABEL_WIDTH = 20;
const SHORT = new Map([
  ['-h', 'help'],
  ['-V', 'version'],
]);
