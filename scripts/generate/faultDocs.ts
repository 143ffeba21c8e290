// The page of everything that can go wrong with a mailbox, from the table the client throws by.

import { faults } from '../../client/src/mail/faults.ts';
import type { Fault, FaultAction } from '../../client/src/mail/faults.ts';

/** A fault's number and code, as a row of the table and as the page written before tell them. */
export interface Numbered {
  readonly number: number;
  readonly code: string;
}

type Faults = Readonly<Record<string, Fault>>;

/** Where in the table a subject begins: numbers up to the next one belong to it. */
const SUBJECTS: readonly (readonly [from: number, title: string])[] = [
  [1, 'Reaching a server'],
  [20, 'Logging in'],
  [30, 'In the mailbox'],
  [60, 'Files and the cache'],
  [80, 'Sending'],
  [110, 'Other'],
];

/** What the button of an action is for. */
const ACTIONS: Readonly<Record<FaultAction, string>> = {
  openSettings: 'open the account’s settings',
  enterPassword: 'enter the password',
  signIn: 'sign in',
  trustCertificate: 'look at the certificate and trust it',
  showTranscript: 'show the session',
  retry: 'try again',
  clearCache: 'clear the cache',
  refresh: 'refresh',
};

/**
 * The page `docs/faults.md`.
 * @param previous the page that stands there: it remembers the numbers that are no longer used.
 * @throws where a number means something else than before, or stands twice.
 */
export function faultsPage(previous: string, table: Faults = faults): string {
  const rows = Object.entries(table).map(([code, fault]) => ({ code, ...fault }));
  const retired = retiredNumbers(previous, rows);
  return [
    '# What can go wrong with a mailbox',
    '',
    'Each failure has a number that never changes and is never used again, one sentence that says what failed, on what,',
    'and what to do, and buttons where they help. `{0}`, `{1}` stand for details such as the name of the server. No',
    'sentence and no detail ever holds a password or a token.',
    '',
    ...SUBJECTS.flatMap(([from, title], index) => {
      const to = SUBJECTS[index + 1]?.[0] ?? Infinity;
      return section(
        title,
        rows.filter(({ number }) => number >= from && number < to),
      );
    }),
    ...(retired.length === 0
      ? []
      : ['## No longer used', '', ...retired.map(({ number, code }) => `| ${number} | \`${code}\` |`), '']),
    '<!-- Generated from client/src/mail/faults.ts by scripts/generate.ts; it remembers retired numbers. -->',
  ].join('\n');
}

function section(title: string, rows: readonly (Fault & { readonly code: string })[]): readonly string[] {
  if (rows.length === 0) return [];
  return [
    `## ${title}`,
    '',
    '| | | what is said | buttons |',
    '| --- | --- | --- | --- |',
    ...rows
      .toSorted((a, b) => a.number - b.number)
      .map(({ number, code, sentence, actions }) => {
        const buttons = actions.map((action) => ACTIONS[action]).join(', ');
        return `| ${number} | \`${code}\` | ${sentence.replaceAll('|', '\\|')} | ${buttons} |`;
      }),
    '',
  ];
}

/** Numbers that once were in the table and are not any more. Throws where one came back as something else. */
function retiredNumbers(previous: string, rows: readonly Numbered[]): readonly Numbered[] {
  const codes = new Map<number, string>();
  for (const { number, code } of rows) {
    const other = codes.get(number);
    if (other !== undefined) throw new Error(`fault ${number} is both ${other} and ${code}`);
    codes.set(number, code);
  }
  const before = numbersOf(previous);
  for (const { number, code } of before) {
    const now = codes.get(number) ?? code;
    if (now !== code) {
      throw new Error(`fault ${number} was ${code} and must not become ${now}: take a new number`);
    }
  }
  return before.filter(({ number }) => !codes.has(number));
}

/** The numbers that a page holds. */
export function numbersOf(page: string): readonly Numbered[] {
  return [...page.matchAll(/^\|\s*(\d+)\s*\|\s*`([^`]+)`\s*\|/gm)].map(([, number, code = '']) => ({
    number: Number(number),
    code,
  }));
}
