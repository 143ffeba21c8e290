// Goes through small documents of its own while nobody asks for anything: code that ran before answers faster.

import { textSnapshot } from '../core/index.ts';
import type { MailService, MailSource } from '../core/index.ts';

/** What is needed to go through documents without getting into anybody's way. */
export interface WarmUpPorts {
  readonly service: MailService;
  /** A clock, in milliseconds. */
  readonly now: () => number;
  /** How many messages have come so far: as long as they come, nothing is done. */
  readonly used: () => number;
  /** Turns a place into one of the protocol, as answers do. */
  readonly placed: (source: MailSource, offset: number) => unknown;
}

/** Starts once the client has got the answer to `initialize`. Does little at a time, and nothing while messages come. */
export function warmUp(ports: WarmUpPorts): void {
  const steps = allSteps(ports);
  let used = -1;
  const next = (): void => {
    const idle = used === ports.used();
    used = ports.used();
    if (idle && steps.next().done === true) return;
    setTimeout(next, idle ? PAUSE : IDLE);
  };
  setTimeout(next, IDLE);
}

function* allSteps(ports: WarmUpPorts): Generator<void> {
  for (let round = 0; round < ROUNDS; round++) {
    for (const sample of [SMTP, IMAP, POP3, MESSAGE]) yield* stepsOf(ports, sample);
  }
}

function* stepsOf({ service, now, placed }: WarmUpPorts, { text, ...kind }: Sample): Generator<void> {
  let source: MailSource = { ...kind, snapshot: textSnapshot(text) };
  const mail = service.open(source);
  yield;
  const config = service.configure({});
  for (let over = true; over;) {
    const began = now();
    over = false;
    const { findings } = mail.check(config, () => (over ||= now() - began > STEP));
    for (const finding of findings) {
      placed(source, finding.from);
      service.message(finding);
    }
    yield;
  }
  // What a key calls for is other code than what opening does.
  for (let key = 1; key <= KEYS; key++) {
    const from = Math.floor((text.length * key) / (KEYS + 1));
    source = { ...source, snapshot: source.snapshot.edited([{ from, to: from, insert: 'x' }], key) };
    mail.update(source);
    yield;
    const began = now();
    mail.check(config, () => now() - began > STEP, 'wide');
    yield;
  }
  mail.semanticTokens({ from: 0, to: text.length });
  yield;
  mail.symbols();
  mail.foldingRanges();
  yield;
}

type Sample = Omit<MailSource, 'snapshot'> & { readonly text: string };

const HEADER = [
  'From: Ann <ann@example.com>',
  'To: bob@example.org',
  'Subject: lunch',
  'Message-ID: <1@example.com>',
];
const MAIL = [...HEADER, 'Date: Tue, 18 Mar 2025 10:22:31 +0100', 'Content-Type: text/plain', '', 'At noon?'];

const MESSAGE: Sample = { format: 'message', text: written(MAIL) };

const SMTP: Sample = {
  format: 'transcript',
  reading: { protocol: 'smtp', orLmtp: true },
  text: written([
    'S: 220 mx.example.org ESMTP',
    'C: EHLO client.example.com',
    'S: 250-mx.example.org',
    'S: 250-PIPELINING',
    'S: 250-SIZE 52428800',
    'S: 250 ENHANCEDSTATUSCODES',
    ...repeated(4, () => [
      'C: MAIL FROM:<ann@example.com> SIZE=1000',
      'S: 250 2.1.0 Ok',
      'C: RCPT TO:<bob@example.org>',
      'S: 250 2.1.5 Ok',
      'C: DATA',
      'S: 354 End data with <CR><LF>.<CR><LF>',
      ...[...MAIL, '.'].map((line) => `C: ${line}`),
      'S: 250 2.0.0 Ok: queued',
      'C: RCPT TO:<bob@example.org>',
      'S: 503 5.5.1 Bad sequence of commands',
    ]),
    'C: QUIT',
    'S: 221 2.0.0 Bye',
  ]),
};

const IMAP: Sample = {
  format: 'transcript',
  reading: { protocol: 'imap' },
  text: written([
    'S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready',
    'C: a1 LOGIN ann secret',
    'S: a1 OK LOGIN completed',
    'C: a2 SELECT INBOX',
    'S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)',
    'S: * 20 EXISTS',
    'S: * OK [UIDVALIDITY 1] UIDs valid',
    'S: a2 OK [READ-WRITE] SELECT completed',
    'C: a3 FETCH 1:20 (UID FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])',
    ...repeated(20, (n) => [
      `S: * ${n} FETCH (UID ${n} FLAGS (\\Seen) BODY[HEADER.FIELDS (SUBJECT)] {18}`,
      'S: Subject: lunch',
      'S: ',
      'S: )',
    ]),
    'S: a3 OK FETCH completed',
    'C: a4 LOGOUT',
    'S: * BYE',
    'S: a4 OK done',
  ]),
};

const POP3: Sample = {
  format: 'transcript',
  reading: { protocol: 'pop3' },
  text: written([
    'S: +OK POP3 ready',
    'C: USER ann',
    'S: +OK',
    'C: PASS secret',
    'S: +OK',
    'C: STAT',
    'S: +OK 40 40000',
    'C: LIST',
    'S: +OK',
    ...repeated(40, (n) => [`S: ${n} 1000`]),
    'S: .',
    'C: UIDL',
    'S: +OK',
    ...repeated(40, (n) => [`S: ${n} u${n}`]),
    'S: .',
    ...repeated(10, (n) => [`C: DELE ${n}`, 'S: +OK']),
    'C: QUIT',
    'S: +OK',
  ]),
};

function repeated(count: number, lines: (number: string) => readonly string[]): string[] {
  return Array.from({ length: count }, (_, index) => lines(String(index + 1))).flat();
}

function written(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}

const ROUNDS = 6;
/** How many keys are typed into each text. */
const KEYS = 6;
/** Milliseconds: of work, between two pieces of it, and without a message before the first. */
const STEP = 4;
const PAUSE = 10;
const IDLE = 400;
