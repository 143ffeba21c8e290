// Names in the parts of carried messages that are written in an encoding: found in what they decode to, replaced in as many octets.

import { decodeBase64 } from '../../../message/body/base64.ts';
import { encodeBase64 } from '../../../message/body/encodeBase64.ts';
import { decodeLatin1, encodeLatin1 } from '../../../message/body/octets.ts';
import { walkParts } from '../../../message/part.ts';
import type { Part } from '../../../message/part.ts';
import { applyEdits } from '../../../text/edits.ts';
import type { TextRange } from '../../../text/range.ts';
import type { TextEdit } from '../../../text/textEdit.ts';
import type { TranscriptDocument } from '../../../transcript/document.ts';

/** A body that is encoded. */
export interface EncodedBody extends TextRange {
  readonly encoding: 'base64' | 'quoted-printable';
  /** Of base64 the lines with what is written in them. */
  readonly lines: readonly (TextRange & { readonly text: string })[];
}

/** The encoded bodies of the messages of a document, in order; what is said to be base64 and is none is left out. */
export function encodedBodies({ messages, snapshot }: TranscriptDocument): EncodedBody[] {
  const found: EncodedBody[] = [];
  for (const message of messages) {
    for (const part of walkParts(message)) {
      const encoding = part.transferEncoding.toLowerCase();
      const { bodyFrom: from, bodyTo: to } = part;
      if (part.children.length > 0) continue;
      if (encoding === 'quoted-printable') found.push({ from, to, encoding, lines: [] });
      if (encoding !== 'base64') continue;
      const lines = linesOf(part, snapshot);
      if (BASE64.test(lines.map(({ text }) => text).join(''))) found.push({ from, to, encoding, lines });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** The edits of a text in base64. @param names the edits of a decoded text, each as long as what it replaces. */
export function base64Edits(
  { lines }: EncodedBody,
  names: (decoded: string) => readonly TextEdit[],
): TextEdit[] {
  const text = lines.map((line) => line.text).join('');
  if (text.length > MAX_LENGTH) return [];
  const octets = decodeLatin1(decodeBase64([text]).octets);
  const found = NO_TEXT.test(octets) ? [] : names(octets);
  if (found.length === 0) return [];
  const written = encodeBase64(encodeLatin1(applyEdits(octets, found)));
  let own = 0;
  return lines.flatMap(({ from, to, text: before }): TextEdit[] => {
    const insert = written.slice(own, own + before.length);
    own += before.length;
    return before === insert || insert.length !== before.length ? [] : [{ from, to, insert }];
  });
}

function linesOf(
  { bodyFrom, bodyTo, lens }: Part,
  snapshot: TranscriptDocument['snapshot'],
): EncodedBody['lines'] {
  const lines: EncodedBody['lines'][number][] = [];
  for (let at = bodyFrom; at < bodyTo;) {
    const line = lens.lineAt(at);
    if (!line) break;
    const from = Math.max(at, line.content);
    const to = Math.min(line.contentTo, bodyTo);
    if (from < to) lines.push({ from, to, text: snapshot.slice(from, to) });
    at = Math.max(line.to, at + 1);
  }
  return lines;
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** Octets that no text has. */
const NO_TEXT = /[\0-\x08\x0e-\x1f]/;
/** UTF-16 units: longer ones are files, not texts. */
const MAX_LENGTH = 1_000_000;
