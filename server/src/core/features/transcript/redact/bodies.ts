// Masks what carried messages say: every letter and digit of their texts, octet by octet, so that all counts hold.

import { walkParts } from '../../../message/part.ts';
import type { Part } from '../../../message/part.ts';
import { utf8Octets } from '../../../text/octets.ts';
import type { TextEdit } from '../../../text/textEdit.ts';
import type { TranscriptDocument } from '../../../transcript/document.ts';
import type { Session } from '../../../transcript/exchange.ts';
import type { LineEdits } from './lineEdits.ts';

/** Edits of the document that mask the bodies of all messages the core reads in it. */
export function bodyEdits({ messages, snapshot }: TranscriptDocument): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const message of messages) {
    for (const part of walkParts(message)) {
      if (part.children.length > 0) continue;
      for (const edit of partEdits(part, snapshot)) edits.push(edit);
    }
  }
  return edits;
}

function partEdits(
  { bodyFrom, bodyTo, lens, transferEncoding }: Part,
  snapshot: TranscriptDocument['snapshot'],
): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = bodyFrom; at < bodyTo;) {
    const line = lens.lineAt(at);
    if (!line) break;
    const from = Math.max(at, line.content);
    const to = Math.min(line.contentTo, bodyTo);
    const text = from < to ? snapshot.slice(from, to) : '';
    const insert = maskText(text, transferEncoding);
    if (from < to) edits.push({ from, to, insert });
    at = Math.max(line.to, at + 1);
  }
  return edits;
}

/**
 * Masks the lines of the messages that the core reads no further, since their lines are written with escapes: what
 * stands behind the first empty line.
 */
export function maskEscaped(session: Session, edits: LineEdits): void {
  const { exchanges, all, numbers } = session;
  for (let index = 0; index < exchanges.count; index++) {
    if (exchanges.kind(index) !== 'data' || exchanges.row(index)?.verb === 'CAPA') continue;
    const { first, last, speaker } = exchanges.get(index);
    const said: number[] = [];
    for (let place = first; place < last; place++) {
      const line = numbers[place] ?? 0;
      if (all.speaker(line) === speaker) said.push(line);
    }
    if (said.every((line) => all.plain(line))) continue;
    let body = false;
    for (const line of said) {
      const text = all.text(line);
      const to = text.length;
      const insert = body ? maskText(text, '8bit') : text;
      if (body && to > 0) edits.add({ line, from: 0, to, insert });
      body ||= to === 0;
    }
  }
}

/** A line with its letters and digits masked, in as many octets. */
export function maskText(text: string, encoding: string): string {
  const key = encoding.toLowerCase();
  if (key === 'base64') return text.replace(/[A-Za-z0-9+/]/g, 'A');
  if (key === 'quoted-printable') {
    return text.replace(/=[0-9A-Fa-f]{2}|[\p{L}\p{N}]/gu, (found) =>
      found.length === 3 ? '=78' : masked(found),
    );
  }
  return text.replace(/[\p{L}\p{N}]/gu, masked);
}

function masked(character: string): string {
  return 'x'.repeat(utf8Octets(character));
}
