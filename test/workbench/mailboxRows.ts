// What the tests of the mailbox ask of the rows of its tree.

import type { MailRow } from './mailboxView.ts';

/** True for rows one of which is spoken with a text. */
export function has(text: string): (rows: readonly MailRow[]) => boolean {
  return (rows) => rows.some((row) => row.spoken.includes(text));
}

/** What is said of the first row with a text; empty where there is none. */
export function states(rows: readonly MailRow[], text: string): string {
  return rows.find((row) => row.spoken.includes(text))?.spoken ?? '';
}

/** Rows of messages: they stand below headings of dates, which have a count. */
export function messages(rows: readonly MailRow[]): readonly string[] {
  return (
    rows
      .filter(({ level, spoken: label }) => level === 4 && label.includes(', '))
      // Minutes pass while we look.
      .map((row) => row.spoken.replace(/(?:this minute|\d+m ago)/, 'lately'))
  );
}

/** All rows, to be read where a test fails. */
export function spoken(rows: readonly MailRow[]): string {
  return rows.map((row) => `${' '.repeat(row.level)}${row.spoken}`).join('\n');
}

export function inboxCount(rows: readonly MailRow[]): number {
  return Number(/^Inbox, (\d+) messages/.exec(states(rows, 'Inbox, '))?.[1]);
}
