// Puts a message into each of the hosts it can stand in, by hand and as a session that is read, to prove that positions
// and edits hold there.

import { createDocument } from '../message/document.ts';
import type { MailDocument } from '../message/document.ts';
import type { ExampleContext } from '../rules/rule.ts';
import { DOT_STUFFING, identityLens, mappedLens } from '../text/lens.ts';
import type { LineLens } from '../text/lens.ts';
import { lineStarts } from '../text/lineStarts.ts';
import { octetFacts } from '../text/octetFacts.ts';
import { wireOctets } from '../text/octets.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { createTranscriptDocument } from '../transcript/document.ts';
import type { Protocol } from '../transcript/protocol.ts';
import { readTranscript } from '../transcript/read.ts';
import { notationIds, writeSession } from './notations.ts';
import type { SessionNotation } from './notations.ts';

/** A message in its host. */
export interface Hosted {
  /** The host document's text. */
  readonly host: string;
  readonly lens: LineLens;
  readonly document: MailDocument;
  /** The host offset of an offset in the message. At a line start it is behind the prefix. */
  readonly toHost: (offset: number) => number;
  /** The message that a host text of the same shape carries; throws where the shape is broken. */
  readonly extract: (host: string) => string;
}

/** All contexts with a lens made by hand. */
export const contexts: readonly ExampleContext[] = ['eml', 'smtpData', 'imapLiteral'];

/** A message in a session that is read as a transcript is: its lens is the one that the framing makes. */
export type FramedContext =
  'data marks' | 'data arrows' | 'retr marks' | 'retr logger' | 'fetch marks' | 'fetch arrows';

export const framedContexts: readonly FramedContext[] = [
  'data marks',
  'data arrows',
  'retr marks',
  'retr logger',
  'fetch marks',
  'fetch arrows',
];

/** Puts `message` (lines end with `\n`) into a context. */
export function hostMessage(message: string, context: ExampleContext | FramedContext): Hosted {
  return hosts[context](message);
}

const hosts: Readonly<Record<ExampleContext | FramedContext, (message: string) => Hosted>> = {
  eml(message) {
    // A byte order mark is no part of the text; a text with nothing above U+00FF stands for octets of Latin-1.
    const mark = message.startsWith('\ufeff') ? 1 : 0;
    const host = message.slice(mark);
    const snapshot = textSnapshot(host);
    const lens = identityLens(snapshot);
    const utf8 = /[^\0-\xff]/.test(host) || !/[\x80-\xff]/.test(host);
    const octets = octetFacts(host, { bom: mark > 0, utf8 });
    return {
      host,
      lens,
      document: createDocument({ snapshot, lenses: [lens], octets }),
      toHost: (offset) => offset - mark,
      extract: (text) => text,
    };
  },
  smtpData(message) {
    const text = message.endsWith('\n') || message === '' ? message : `${message}\n`;
    return build('C: DATA\nS: 354 Go ahead\n', text, 'C: .\nS: 250 OK\n', 'C: ', true, (host) => {
      const body = between(host, 'S: 354 Go ahead\n', '\nC: .\n');
      return stripPrefix(body, 'C: ', true);
    });
  },
  imapLiteral: (message) => literal(message, 'marks'),
  'data marks': (message) => framed(message, 'smtp', 'marks'),
  'data arrows': (message) => framed(message, 'smtp', 'arrows'),
  'retr marks': (message) => framed(message, 'pop3', 'marks'),
  'retr logger': (message) => framed(message, 'pop3', 'logger'),
  'fetch marks': (message) => read(literal(message, 'marks'), 'imap', 'marks'),
  'fetch arrows': (message) => read(literal(message, 'arrows'), 'imap', 'arrows'),
};

/** Writes an answer to FETCH with the message as its literal; what follows the octets closes the answer. */
function literal(message: string, notation: SessionNotation): Hosted {
  const written = (session: string): string => writeSession(session, notation).host;
  const head = written(`C: a1 FETCH 1 BODY[]\nS: * 1 FETCH (BODY[] {${String(wireOctets(message))}}\n`);
  const prefix = written('S: ');
  const open = message !== '' && !message.endsWith('\n');
  const tail = `${open ? '' : prefix})\n${written('S: a1 OK done\n')}`;
  return build(head, message, tail, prefix, false, (host) => {
    const count = /\{(\d+)\}\n/.exec(host);
    const text = stripPrefix(between(host, count?.[0] ?? '?', open ? tail : `\n${tail}`), prefix, false);
    if (wireOctets(text) !== Number(count?.[1])) {
      throw new Error(`The literal has ${String(wireOctets(text))} octets, not ${String(count?.[1])}`);
    }
    return text;
  });
}

/** What is said around a message, and who says the message. */
const frames = {
  smtp: {
    head:
      'S: 220 mx.example.com ESMTP\nC: EHLO a.example\nS: 250 mx.example.com\nC: MAIL FROM:<ann@example.com>\n' +
      'S: 250 OK\nC: RCPT TO:<bob@example.com>\nS: 250 OK\nC: DATA\nS: 354 Go ahead\n',
    speaker: 'C: ',
    tail: 'C: .\nS: 250 OK\nC: QUIT\nS: 221 Bye\n',
  },
  pop3: {
    head: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: RETR 1\nS: +OK message follows\n',
    speaker: 'S: ',
    tail: 'S: .\nC: QUIT\nS: +OK Bye\n',
  },
} as const;

/** Writes a session with the message in it, and reads it. */
function framed(message: string, protocol: 'smtp' | 'pop3', notation: SessionNotation): Hosted {
  const text = message.endsWith('\n') || message === '' ? message : `${message}\n`;
  const { head, speaker, tail } = frames[protocol];
  const before = writeSession(head, notation).host;
  const after = writeSession(tail, notation).host;
  const prefix = writeSession(speaker, notation).host;
  const built = build(before, text, after, prefix, true, (host) =>
    stripPrefix(between(host, before, `\n${after}`), prefix, true),
  );
  return read(built, protocol, notation);
}

/** The same host with the lens that the framing makes. */
function read(built: Hosted, protocol: Protocol, written: SessionNotation): Hosted {
  const snapshot = textSnapshot(built.host);
  // Finding the notation costs more than all else, and is proven by other tests.
  const reading = { protocol, notation: notationIds[written] };
  const document = createTranscriptDocument({ snapshot }, readTranscript(snapshot, reading));
  const [carried] = document.messages;
  if (!carried) throw new Error(`No message was found in:\n${built.host}`);
  return { ...built, document, lens: carried.lens };
}

/** Writes the message's lines behind a prefix between `head` and `tail`, and the lens that shows them. */
function build(
  head: string,
  message: string,
  tail: string,
  prefix: string,
  dotStuffed: boolean,
  extract: (host: string) => string,
): Hosted {
  const starts = [...lineStarts(message)].filter((start, i) => start < message.length || i === 0);
  const columns = {
    from: [] as number[],
    content: [] as number[],
    contentTo: [] as number[],
    to: [] as number[],
  };
  let host = head;
  if (message !== '') {
    starts.forEach((start, i) => {
      const line = message.slice(start, starts[i + 1] ?? message.length);
      const own = line.replace(/\n$/, '');
      columns.from.push(host.length);
      host += prefix + (dotStuffed && own.startsWith('.') ? '.' : '');
      columns.content.push(host.length);
      host += own;
      columns.contentTo.push(host.length);
      host += line.slice(own.length);
      columns.to.push(host.length);
    });
  }
  host += tail;
  const snapshot = textSnapshot(host);
  const digits = /\{(\d+)\}\n$/.exec(head);
  const literal = digits
    ? { from: digits.index + 1, to: digits.index + 1 + (digits[1] ?? '').length }
    : undefined;
  const lens = mappedLens(snapshot, columns, {
    lineEnd: '\n',
    prefix,
    ...(dotStuffed ? { escape: DOT_STUFFING } : {}),
    ...(literal ? { literal } : {}),
  });
  const toHost = (offset: number): number => {
    let line = starts.findLastIndex((start) => start <= offset);
    line = Math.min(Math.max(line, 0), columns.content.length - 1);
    return (columns.content[line] ?? head.length) + offset - (starts[line] ?? 0);
  };
  return { host, lens, document: createDocument({ snapshot, lenses: [lens] }), toHost, extract };
}

function between(text: string, head: string, tail: string): string {
  const from = text.indexOf(head);
  const start = from + head.length;
  // The message may be empty; its last line end then is the head's own.
  const to = text.indexOf(tail, start - 1);
  if (from < 0 || to < 0) throw new Error(`The host lost its shape:\n${text}`);
  return text.slice(start, to + (tail.startsWith('\n') ? 1 : 0));
}

function stripPrefix(text: string, prefix: string, dotStuffed: boolean): string {
  return text
    .split('\n')
    .map((line, i, lines) => {
      if (line === '' && i === lines.length - 1) return '';
      if (!line.startsWith(prefix)) throw new Error(`A line lost its prefix: ${JSON.stringify(line)}`);
      const own = line.slice(prefix.length);
      return dotStuffed ? own.replace(/^\./, '') : own;
    })
    .join('\n');
}
