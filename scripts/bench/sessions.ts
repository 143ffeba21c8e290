// The transcripts that are measured: long sessions, deterministic, in the notation of books and RFCs.

import type { Input } from './inputs.ts';
import { randomWords } from './inputs.ts';

/** A session, with an edit that changes what everything below it is. */
export interface SessionInput extends Input {
  readonly language: 'smtp' | 'imap' | 'pop3';
  /** Lines inserted in front of line `at` (from 0): what follows is read in another state. */
  readonly flip: { readonly at: number; readonly text: string };
}

export const sessionInputs: readonly SessionInput[] = [
  {
    name: 'smtp100k',
    title: 'SMTP, 100,000 lines',
    language: 'smtp',
    make: () => smtp(100_000),
    flip: { at: 14, text: 'C: DATA\r\nS: 354 Go ahead\r\n' },
  },
  {
    name: 'imap200k',
    title: 'IMAP, 200,000 lines, 50,000 messages',
    language: 'imap',
    make: () => imap(50_000),
    flip: { at: 3, text: 'C: a001b APPEND Drafts {99999999}\r\n' },
  },
  {
    name: 'pop50k',
    title: 'POP3, 50,000 lines',
    language: 'pop3',
    make: () => pop3(15_000),
    flip: { at: 5, text: 'C: TOP 1 0\r\nS: +OK\r\n' },
  },
];

function smtp(lines: number): string {
  const random = randomWords(11);
  const session = [
    'S: 220 mx.example.org ESMTP',
    'C: EHLO client.example.com',
    ...[
      'mx.example.org',
      'PIPELINING',
      'SIZE 52428800',
      'STARTTLS',
      'ENHANCEDSTATUSCODES',
      '8BITMIME',
      'DSN',
    ].map((keyword) => `S: 250-${keyword}`),
    'S: 250 CHUNKING',
  ];
  for (let n = 1; session.length < lines - 2; n++) {
    const id = String(n);
    session.push(
      `C: MAIL FROM:<user${id}@example.com> SIZE=${String(random.next() % 99_999)}`,
      'S: 250 2.1.0 Ok',
      `C: RCPT TO:<rcpt${id}@example.org>`,
      n % 17 === 0 ? 'S: 550 5.1.1 User unknown' : 'S: 250 2.1.5 Ok',
      'C: DATA',
    );
    if (n % 17 === 0) {
      session.push('S: 554 5.5.1 No valid recipients', 'C: RSET', 'S: 250 2.0.0 Ok');
      continue;
    }
    session.push(
      'S: 354 End data with <CR><LF>.<CR><LF>',
      `C: From: user${id}@example.com`,
      `C: To: rcpt${id}@example.org`,
      'C: Date: Tue, 18 Mar 2025 10:22:31 +0100',
      `C: Message-ID: <${id}@example.com>`,
      `C: Subject: message ${id}`,
      'C: ',
      `C: ${random.words(9)}`,
      'C: .',
      `S: 250 2.0.0 Ok: queued as 4Xy${id}`,
    );
  }
  return written([...session, 'C: QUIT', 'S: 221 2.0.0 Bye']);
}

function imap(messages: number): string {
  const random = randomWords(12);
  const session = [
    'S: * OK [CAPABILITY IMAP4rev1 LITERAL+ IDLE STARTTLS] ready',
    'C: a001 LOGIN ann secret',
    'S: a001 OK LOGIN completed',
    'C: a002 SELECT INBOX',
    'S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)',
    'S: * OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] Limited',
    `S: * ${String(messages)} EXISTS`,
    'S: * 0 RECENT',
    'S: * OK [UIDVALIDITY 1742289751] UIDs valid',
    `S: * OK [UIDNEXT ${String(messages + 1001)}] Predicted`,
    'S: a002 OK [READ-WRITE] SELECT completed',
    `C: a003 FETCH 1:${String(messages)} (UID FLAGS RFC822.SIZE INTERNALDATE BODY.PEEK[HEADER.FIELDS (SUBJECT)])`,
  ];
  for (let n = 1; n <= messages; n++) {
    const subject = `Subject: message ${String(n)} ${random.words(4)}`;
    session.push(
      `S: * ${String(n)} FETCH (UID ${String(n + 1000)} FLAGS (\\Seen) RFC822.SIZE ${String(random.next() % 99_999)} ` +
        `INTERNALDATE "18-Mar-2025 10:22:31 +0100" BODY[HEADER.FIELDS (SUBJECT)] {${String(subject.length + 4)}}`,
      `S: ${subject}`,
      'S: ',
      'S: )',
    );
  }
  return written([...session, 'S: a003 OK FETCH completed', 'C: a004 LOGOUT', 'S: * BYE', 'S: a004 OK done']);
}

function pop3(messages: number): string {
  const random = randomWords(13);
  const sizes = Array.from({ length: messages }, () => 1 + (random.next() % 99_999));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return written([
    'S: +OK POP3 ready',
    'C: USER ann',
    'S: +OK',
    'C: PASS secret',
    'S: +OK maildrop open',
    'C: STAT',
    `S: +OK ${String(messages)} ${String(total)}`,
    'C: LIST',
    'S: +OK',
    ...sizes.map((size, i) => `S: ${String(i + 1)} ${String(size)}`),
    'S: .',
    'C: UIDL',
    'S: +OK',
    ...sizes.map((_, i) => `S: ${String(i + 1)} uid${String(i * 7919)}`),
    'S: .',
    ...sizes.slice(0, messages * (2 / 3)).flatMap((_, i) => [`C: DELE ${String(i + 1)}`, 'S: +OK']),
    'C: QUIT',
    'S: +OK bye',
  ]);
}

function written(session: readonly string[]): string {
  return `${session.join('\r\n')}\r\n`;
}
