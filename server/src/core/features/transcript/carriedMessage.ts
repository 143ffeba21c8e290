// The message that a session carries at a place, as the text of a file of its own, and which ones it carries.

import type { Decoding } from '../../message/charsets.ts';
import { createDocument } from '../../message/document.ts';
import { identityLens } from '../../text/lens.ts';
import type { LineLens } from '../../text/lens.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Session } from '../../transcript/exchange.ts';
import { escapedMessages } from '../../transcript/escapedMessages.ts';
import { messagesIn } from '../locate.ts';
import { messageSummary } from '../summary.ts';

/** A carried message without what the transcript adds to it: prefixes, stuffed dots. */
export interface CarriedMessage {
  /** Its own text, the line ends those of the document. */
  readonly text: string;
  /** The host offset where it starts. */
  readonly from: number;
}

/**
 * The message that surrounds a host offset; behind the end of one, the one that ends there. Undefined where the
 * document carries none at that place.
 */
export function carriedMessage(document: TranscriptDocument, offset: number): CarriedMessage | undefined {
  const lenses = messagesIn(document, { from: offset, to: offset }).map(({ lens }) => lens);
  const lens =
    lenses.find(({ from, to }) => offset >= from && offset < to) ?? lenses.find(({ to }) => offset === to);
  if (lens) return { text: ownText(lens), from: lens.from };
  for (const { from, to, text } of escapedMessages(document.transcript.sessions)) {
    // Of several lines of a session that share one of the document the whole of it counts.
    if (offset >= from && offset < to) return { text: text(), from };
  }
  return undefined;
}

/** A carried message as a list names it. The words are decoded plain text on one line, empty where it has none. */
export interface NamedMessage {
  /** The host offset where it starts. */
  readonly from: number;
  readonly subject: string;
  readonly author: string;
}

/** The carried messages in document order; of too many, those around a host offset. */
export function carriedMessages(
  { messages, transcript }: TranscriptDocument,
  decoding: Decoding,
  around: number,
): readonly NamedMessage[] {
  if (messages.length === 0) return escapedNames(transcript.sessions, decoding);
  let first = 0;
  for (let end = messages.length; first < end;) {
    const middle = (first + end) >> 1;
    if ((messages.at(middle)?.from ?? Infinity) < around) first = middle + 1;
    else end = middle;
  }
  first = Math.max(0, Math.min(first - (MAX_NAMED >> 1), messages.length - MAX_NAMED));
  const named: NamedMessage[] = [];
  for (let index = first; index < messages.length && named.length < MAX_NAMED; index++) {
    const message = messages.at(index);
    if (!message) continue;
    const { subject, from: author } = messageSummary(message, decoding);
    named.push({ from: message.from, subject, author });
  }
  return named;
}

/** The first of those that no lens shows. */
function escapedNames(sessions: readonly Session[], decoding: Decoding): readonly NamedMessage[] {
  const named: NamedMessage[] = [];
  for (const { from, text } of escapedMessages(sessions)) {
    if (named.length >= MAX_NAMED) break;
    const snapshot = textSnapshot(text());
    const message = createDocument({ snapshot, lenses: [identityLens(snapshot)] }).messages.at(0);
    const { subject = '', from: author = '' } = message ? messageSummary(message, decoding) : {};
    named.push({ from, subject, author });
  }
  return named;
}

function ownText(lens: LineLens): string {
  const { snapshot } = lens;
  const pieces: string[] = [];
  const line = lens.lineAt(lens.from);
  if (!line) return '';
  do {
    const end = snapshot.slice(line.contentTo, line.to);
    pieces.push(snapshot.slice(line.content, line.contentTo), LINE_END.exec(end)?.[0] ?? '\n');
  } while (line.next());
  return pieces.join('');
}

/** What ends a line of the document, without the remark that may stand in front of it. */
const LINE_END = /\r\n$|[\r\n]$/;

/** What a list can show. */
const MAX_NAMED = 500;
