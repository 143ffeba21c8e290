// What was measured of the mailbox as a section of the report, with the goals.

import type { MailboxTiming, MailboxTimings } from './mailbox.ts';
import { digits } from './report.ts';

/** A goal: what it is of, and whether it is met. */
interface Goal {
  readonly what: string;
  readonly shown: string;
  readonly met: boolean;
}

const COLUMNS: readonly (readonly [key: keyof MailboxTiming, head: string])[] = [
  ['expand', 'expand account'],
  ['firstPage', 'first page'],
  ['pages', '20 pages'],
  ['search', 'search'],
  ['refresh', 'new mail'],
  ['block', 'longest block'],
  ['growth', 'growth MB'],
  ['rss', 'RSS MB'],
];

/** The rows and the goals as a section. */
export function mailboxTable(timings: MailboxTimings): string {
  const rows = (['ours', 'imapflow', 'socket'] as const).map((name) => {
    const cells = COLUMNS.map(([key]) => {
      const value = timings[name][key];
      return Number.isNaN(value) ? 'wrong answer' : digits(value);
    });
    return `| ${[WHO[name], ...cells].join(' | ')} |`;
  });
  const goals = goalsOf(timings).map(
    ({ what, shown, met }) => `| ${what} | ${shown} | ${met ? 'met' : '**not met**'} |`,
  );
  return [
    '',
    '## The mailbox',
    '',
    'An INBOX of 100,000 messages in Dovecot on this machine, by TLS; ms. **Expand** connects, logs in and lists the folders',
    'with their numbers. **First page** opens INBOX and gets its newest 100 messages, as the tree shows them: envelope, flags,',
    'size, structure. **Search** finds 2,500 messages by a word of the subject and gets the newest 100. **New mail** gets the',
    'newest page, with a message that was just delivered. **Longest block** is the longest turn of the event loop from the',
    'first page on, in CPU time, so that other programs do not count; **growth** is what is held more after paging through 10,000 messages, garbage collected. **Ours** keeps them as the tree',
    'does. The socket sends the same commands and waits for the end of the answers without reading them.',
    '',
    `| | ${COLUMNS.map(([, head]) => head).join(' | ')} |`,
    `| --- | ${COLUMNS.map(() => '---').join(' | ')} |`,
    ...rows,
    '',
    '| goal | measured | |',
    '| --- | --- | --- |',
    ...goals,
    '',
  ].join('\n');
}

const WHO = { ours: 'ours', imapflow: 'plain imapflow', socket: 'bare socket' };

function goalsOf({ ours, socket }: MailboxTimings): readonly Goal[] {
  const limit = 3 * socket.firstPage + 50;
  return [
    {
      what: 'first page within 3 times the bare socket plus 50 ms',
      shown: `${digits(ours.firstPage)} of ${digits(limit)} ms`,
      met: ours.firstPage <= limit,
    },
    {
      what: 'growth below 50 MB after 10,000 messages',
      shown: `${digits(ours.growth)} MB`,
      met: ours.growth < 50,
    },
    { what: 'never blocked for more than 50 ms', shown: `${digits(ours.block)} ms`, met: ours.block <= 50 },
  ];
}
