// The order of two raw logs without times: what the protocol lets one side say before it hears the other.

import type { Protocol } from '../protocol.ts';
import { announcedLiteral, lineAfter } from './rawLines.ts';
import type { RawLine } from './rawLines.ts';

/** A line, and whose. */
export interface SaidLine extends RawLine {
  readonly speaker: 'client' | 'server';
}

/** The lines of both sides in an order the protocol allows. It is a guess: pipelining and what comes unasked are lost. */
export function guessOrder(
  protocol: Protocol,
  client: readonly RawLine[],
  server: readonly RawLine[],
): readonly SaidLine[] {
  const talk = new Talk(client, server);
  const first = talk.next('server') ?? '';
  // A server that logs from the login on starts with the answer to it, which the other log does not ask for.
  const [, tag] = protocol === 'imap' ? (/^(\w+) (?:OK|NO|BAD)\b/i.exec(first) ?? []) : [];
  const unasked = tag !== undefined && !client.some(({ text }) => text.startsWith(`${tag} `));
  if (unasked || GREETINGS[protocol].test(first)) talk.take('server', talk.replyEnd(protocol));
  while (talk.next('client') !== undefined) exchanges[protocol](talk);
  talk.take('server', Infinity);
  return talk.said;
}

/** What was said so far, and where each side stands. */
class Talk {
  readonly said: SaidLine[] = [];
  /** Recipients taken since the last message (RFC 2033 4.2). */
  recipients = 0;
  readonly #sides: Readonly<Record<SaidLine['speaker'], { readonly lines: readonly RawLine[]; at: number }>>;

  constructor(client: readonly RawLine[], server: readonly RawLine[]) {
    this.#sides = { client: { lines: client, at: 0 }, server: { lines: server, at: 0 } };
  }

  next(speaker: SaidLine['speaker']): string | undefined {
    const { lines, at } = this.#sides[speaker];
    return lines[at]?.text;
  }

  /** Says the lines of a side before a number. @returns the text of the last of them. */
  take(speaker: SaidLine['speaker'], end: number): string {
    const side = this.#sides[speaker];
    let last = '';
    for (; side.at < end && side.at < side.lines.length; side.at++) {
      const line = side.lines[side.at];
      if (!line) break;
      this.said.push({ ...line, speaker });
      last = line.text;
    }
    return last;
  }

  takeOne(speaker: SaidLine['speaker']): string {
    return this.take(speaker, this.#sides[speaker].at + 1);
  }

  /** Says the lines of a side up to the first that fits, and that one. */
  takeThrough(speaker: SaidLine['speaker'], pattern: RegExp): string {
    return this.take(speaker, this.find(speaker, pattern) + 1);
  }

  takeOctets(speaker: SaidLine['speaker'], octets: number): void {
    const { lines, at } = this.#sides[speaker];
    this.take(speaker, lineAfter(lines, at, octets));
  }

  /** The number of the first line from here that fits, outside literals; the number of lines where none does. */
  find(speaker: SaidLine['speaker'], pattern: RegExp): number {
    const { lines, at } = this.#sides[speaker];
    for (let line = at; line < lines.length; line++) {
      const text = lines[line]?.text ?? '';
      if (pattern.test(text)) return line;
      const literal = text.startsWith('* ') ? announcedLiteral(text) : undefined;
      if (literal) line = lineAfter(lines, line + 1, literal.octets) - 1;
    }
    return lines.length;
  }

  has(speaker: SaidLine['speaker'], pattern: RegExp): boolean {
    return this.find(speaker, pattern) < this.#sides[speaker].lines.length;
  }

  replyEnd(protocol: Protocol): number {
    const { lines, at } = this.#sides.server;
    if (protocol === 'imap' || protocol === 'pop3') return at + 1;
    let end = at;
    while (/^\d{3}-/.test(lines[end]?.text ?? '')) end++;
    return end + 1;
  }
}

function smtpExchange(talk: Talk): void {
  const command = talk.takeOne('client');
  const chunk = /^BDAT (\d{1,12})( LAST)?/i.exec(command);
  if (chunk) talk.takeOctets('client', Number(chunk[1]));
  const reply = talk.take('server', talk.replyEnd('smtp'));
  if (/^RCPT /i.test(command) && reply.startsWith('2')) talk.recipients++;
  if (/^DATA\s*$/i.test(command) && reply.startsWith('354')) {
    talk.takeThrough('client', /^\.$/);
    talk.take('server', talk.replyEnd('smtp'));
  } else if (!chunk?.[2]) return;
  // LMTP answers for each recipient.
  const each = /^LHLO/i.test(talk.said.find(({ speaker }) => speaker === 'client')?.text ?? '');
  for (; each && talk.recipients > 1; talk.recipients--) talk.take('server', talk.replyEnd('smtp'));
  talk.recipients = 0;
}

function pop3Exchange(talk: Talk): void {
  const command = talk.takeOne('client');
  const reply = talk.takeOne('server');
  if (MULTI_LINE.test(command) && reply.startsWith('+OK')) talk.takeThrough('server', /^\.$/);
}

function imapExchange(talk: Talk): void {
  let line = talk.takeOne('client');
  const [, tag = '', verb = ''] = /^(\S+) +(\S*)/.exec(line) ?? [];
  const tagged = new RegExp(`^${tag.replace(/[^\w]/g, '\\$&')} (?:OK|NO|BAD)\\b`, 'i');
  const asked = new RegExp(`^\\+|${tagged.source}`, 'i');
  for (let literal = announcedLiteral(line); literal; literal = announcedLiteral(line)) {
    if (literal.waits && talk.has('server', asked) && !talk.takeThrough('server', asked).startsWith('+')) {
      return;
    }
    talk.takeOctets('client', literal.octets);
    line = talk.takeOne('client');
  }
  if (tag === '' || !talk.has('server', tagged)) return;
  if (/^IDLE$/i.test(verb)) {
    talk.take('server', talk.find('server', tagged));
    if (/^DONE\s*$/i.test(talk.next('client') ?? '')) talk.takeOne('client');
  } else if (/^AUTHENTICATE$/i.test(verb)) {
    while (talk.takeThrough('server', asked).startsWith('+')) talk.takeOne('client');
    return;
  }
  talk.takeThrough('server', tagged);
}

const exchanges: Readonly<Record<Protocol, (talk: Talk) => void>> = {
  smtp: smtpExchange,
  lmtp: smtpExchange,
  pop3: pop3Exchange,
  imap: imapExchange,
};

/** A log that starts behind the login has none. */
const GREETINGS: Readonly<Record<Protocol, RegExp>> = {
  smtp: /^(?:220|421|554)/,
  lmtp: /^(?:220|421|554)/,
  pop3: /^(?:\+OK|-ERR)/,
  imap: /^\* (?:OK|PREAUTH|BYE)/i,
};

/** Commands whose answer goes on to a line with a dot (RFC 1939 3). */
const MULTI_LINE = /^(?:(?:LIST|UIDL|CAPA|AUTH)\s*$|(?:RETR|TOP|XTND)\b)/i;
