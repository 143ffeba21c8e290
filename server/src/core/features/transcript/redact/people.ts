// Masks the names of people and the subjects of messages, letter by letter, so that all counts hold.

import { decodeBase64 } from '../../../message/body/base64.ts';
import { encodeBase64 } from '../../../message/body/encodeBase64.ts';
import { utf8Octets } from '../../../text/octets.ts';
import type { TextEdit } from '../../../text/textEdit.ts';
import type { Exchange, Session } from '../../../transcript/exchange.ts';
import { maskText } from './bodies.ts';
import type { LineEdits } from './lineEdits.ts';

/** Adds the edits that mask display names and subjects in the messages and the IMAP structures of a session. */
export function maskPeople(session: Session, edits: LineEdits): void {
  const { exchanges } = session;
  for (let index = 0; index < exchanges.count; index++) {
    if (session.protocol === 'imap') maskResponse(session, exchanges.get(index), edits);
    else if (exchanges.kind(index) === 'data') maskFields(session, exchanges.get(index), edits, 0);
  }
}

/** Header fields in the lines of a unit, and the lines they go on in. */
function maskFields(
  { all, numbers }: Session,
  { first, last, speaker }: Exchange,
  edits: LineEdits,
  skipped: number,
): void {
  let mask: Mask | undefined;
  for (let place = first + skipped; place < last; place++) {
    const line = numbers[place] ?? 0;
    if (all.speaker(line) !== speaker) continue;
    const text = all.text(line);
    const folded = mask !== undefined && /^[ \t]/.test(text);
    const field = folded ? undefined : FIELD.exec(text);
    if (!folded) mask = field ? MASKS[(field[1] ?? '').toLowerCase()] : undefined;
    if (mask) addEdits(edits, line, text, mask(text, field?.[0].length ?? 0));
  }
}

/** What a server says of messages: literals with header fields, envelopes; and what a client searches for. */
function maskResponse(session: Session, exchange: Exchange, edits: LineEdits): void {
  const { all, numbers } = session;
  const { first, last, kind, row } = exchange;
  const line = numbers[first] ?? 0;
  const text = all.text(line);
  if (kind === 'command' && SEARCHES.test(row?.verb ?? '')) addEdits(edits, line, text, keyEdits(text));
  if (kind === 'untagged') maskStructures(session, exchange, edits);
  if (last > first + 1) maskFields(session, exchange, edits, 1);
}

function keyEdits(text: string): TextEdit[] {
  return Array.from(text.matchAll(SEARCH_KEY)).flatMap(({ 0: whole, 1: value = '', index }) => {
    const from = index + whole.length - value.length;
    return value.includes('@') ? [] : [replaced(text, from, from + value.length)];
  });
}

/** Strings of envelopes, which may be literals: then they stand at the start of the next line. */
function maskStructures({ all, numbers }: Session, { first, last }: Exchange, edits: LineEdits): void {
  let inside = false;
  let literal = 0;
  for (let place = first; place < last; place++) {
    const line = numbers[place] ?? 0;
    const text = all.text(line);
    inside ||= STRUCTURE.test(text);
    if (!inside) continue;
    const found: TextEdit[] = literal > 0 ? [replaced(text, 0, lengthOf(text, literal))] : [];
    for (const { pattern, before } of [SUBJECT, NAME]) {
      for (const { 0: whole, 1: value = '', index } of text.matchAll(pattern)) {
        const from = index + (before.exec(whole)?.[0].length ?? 0);
        found.push(replaced(text, from, from + value.length));
      }
    }
    addEdits(edits, line, text, found);
    literal = Number(LITERAL.exec(text)?.[1] ?? 0);
  }
}

/** How many UTF-16 units at the start of a text are at most so many octets. */
function lengthOf(text: string, octets: number): number {
  let left = octets;
  let length = 0;
  for (const character of text.slice(0, octets)) {
    left -= utf8Octets(character);
    if (left < 0) break;
    length += character.length;
  }
  return length;
}

/** Where the value of a field, from `from` on, is to be masked. */
type Mask = (text: string, from: number) => readonly TextEdit[];

function subject(text: string, from: number): readonly TextEdit[] {
  return [replaced(text, from + (REPLY_MARK.exec(text.slice(from))?.[0].length ?? 0), text.length)];
}

/** Quoted strings, comments and words that are no address. */
function names(text: string, from: number): readonly TextEdit[] {
  return Array.from(text.slice(from).matchAll(TOKEN)).flatMap(({ 0: token, index }) =>
    token.startsWith('<') || token.includes('@')
      ? []
      : [replaced(text, from + index, from + index + token.length)],
  );
}

function replaced(text: string, from: number, to: number): TextEdit {
  return { from, to, insert: maskWords(text.slice(from, to)) };
}

/** Masks what is written, and what encoded words say; an encoded word stays one (RFC 2047 2). */
function maskWords(text: string): string {
  let masked = '';
  let at = 0;
  for (const { 0: word, 1: charset = '', 2: encoding = '', 3: content = '', index } of text.matchAll(
    ENCODED,
  )) {
    const octets = decodeBase64([content]).octets.length;
    const hidden =
      encoding.toLowerCase() === 'b'
        ? encodeBase64(new Uint8Array(octets).fill(X)).padEnd(content.length, '=')
        : maskText(content, 'quoted-printable');
    masked += `${maskText(text.slice(at, index), '8bit')}=?${charset}?${encoding}?${hidden}?=`;
    at = index + word.length;
  }
  return masked + maskText(text.slice(at), '8bit');
}

function addEdits(edits: LineEdits, line: number, text: string, found: readonly TextEdit[]): void {
  for (const { from, to, insert } of found) {
    if (insert !== text.slice(from, to)) edits.add({ line, from, to, insert });
  }
}

const MASKS: Readonly<Record<string, Mask | undefined>> = Object.fromEntries([
  ...['subject', 'thread-topic', 'comments', 'keywords', 'organization', 'organisation'].map(
    (name) => [name, subject] as const,
  ),
  ...['from', 'to', 'cc', 'bcc', 'sender', 'reply-to', 'disposition-notification-to'].flatMap((name) => [
    [name, names] as const,
    [`resent-${name}`, names] as const,
  ]),
]);
const FIELD = /^(?:> ?)*([A-Za-z-]{2,40})[ \t]*:[ \t]*/;
/** `Re:` and its kin say what a message is, not what it is about. */
const REPLY_MARK = /^(?:(?:re|fwd?|aw|wg|sv|tr)(?:\[\d+\])?: ?)+/i;
const TOKEN = /<[^<>]*>?|"(?:[^"\\]|\\.)*"(?:@\S+)?|\([^()]*\)|[^\s<>(),;:"]+/g;
const SEARCHES = /^(?:UID )?(?:SEARCH|SORT|THREAD|ESEARCH)$/;
const SEARCH_KEY = /\b(?:SUBJECT|FROM|TO|CC|BCC) ("(?:[^"\\]|\\.)*"|[^\s"(){]+)/gi;
const STRUCTURE = /\b(?:ENVELOPE|BODYSTRUCTURE|BODY) \(/i;
/** RFC 9051 7.5.2: an envelope starts with a date and the subject, which a list of addresses follows. */
const SUBJECT = {
  pattern: /\((?:"(?=[^"]{0,60}\d:\d\d)[^"]{0,80}"|NIL) "((?:[^"\\]|\\.)*)" (?=\(\(|NIL)/gi,
  before: /^\((?:"[^"]*"|NIL) "/i,
};
const NAME = {
  pattern: /\("((?:[^"\\]|\\.)*)" (?:NIL|"(?:@[^"]*)?") "[^"\\]*" (?:"[^"\\]+"|NIL)\)/g,
  before: /^\("/,
};
/** A literal in the place of a subject, or of the name in an address. */
const LITERAL = /(?:\((?:"(?=[^"]{0,60}\d:\d\d)[^"]{0,80}"|NIL) |\(\()\{(\d{1,6})\+?\}$/i;
const ENCODED = /=\?([^\s?*]+(?:\*[^\s?]+)?)\?([BbQq])\?([^\s?]*)\?=/g;
const X = 0x78;
