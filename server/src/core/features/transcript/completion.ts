// Completion in a session: what the client and the server can say at the cursor, in the notation at hand.

import type { NewValuePorts } from '../../message/newValues.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import { editInPlace } from '../../transcript/dialect/writeEdits.ts';
import type { TranscriptLines } from '../../transcript/lines.ts';
import type { Protocol } from '../../transcript/protocol.ts';
import type { TextRange } from '../../text/range.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import { completions } from '../completion.ts';
import type { Completion, SeenNames } from '../completion.ts';
import { imapClientLines, imapServerLines } from './complete/imap.ts';
import type { LineRow } from './complete/line.ts';
import { pop3ClientLines, pop3ServerLines } from './complete/pop3.ts';
import { smtpClientLines, smtpServerLines } from './complete/smtp.ts';
import { inMessage, sessionPlaceAt } from './places.ts';

/** What can stand at a host offset of a transcript. Only own text is inserted, where it is written as it is. */
export function transcriptCompletions(
  document: TranscriptDocument,
  offset: number,
  ports: NewValuePorts,
  seen: SeenNames,
): readonly Completion[] {
  if (inMessage(document, offset)) return completions(document, offset, ports, seen);
  const place = sessionPlaceAt(document, offset);
  const exchange = place?.exchange;
  if (!place || !exchange) return [];
  const { session, line } = place;
  const { all } = session;
  const side = all.speaker(line);
  const content = all.content(line);
  if (side === 'note' || offset < content.from || offset > content.to) return [];
  // RFC 2177 3: an answer is a secret, or ends IDLE.
  if (exchange.kind === 'answer' && exchange.row?.verb !== 'IDLE') return [];
  const text = all.text(line);
  const at = ownAt(all, line, offset, text.length);
  const rows = lines[session.protocol];
  const start =
    rows === smtp && side === 'server' ? (FURTHER_LINE.exec(text.slice(0, at))?.[0].length ?? 0) : 0;
  const typed = WORD_BEFORE.exec(text.slice(start, at))?.[0] ?? '';
  const tail = WORD_BEHIND.exec(text.slice(at))?.[0] ?? '';
  const before = text.slice(0, at - typed.length);
  const behind = text.slice(at + tail.length);
  const word = { from: at - typed.length, to: at + tail.length };
  const given = { document, session, exchange, line, offset, before, typed, behind, word, seen };
  for (const row of rows[side]) {
    const match = row.before.exec(before);
    const context = match && { ...given, match };
    if (context && row.when?.(context) !== false) return inHost(document, context, row.offers(context));
  }
  return [];
}

/** Where in the own text of a line a host offset stands: they differ where the notation has escapes. */
function ownAt(all: TranscriptLines, line: number, offset: number, length: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (all.hostOffset(line, middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Completions of own text, as the notation writes them; none where more than the word at the cursor would change. */
function inHost(
  document: TranscriptDocument,
  { line, offset }: { readonly line: number; readonly offset: number },
  completions: readonly Completion[],
): readonly Completion[] {
  const { lines } = document.transcript;
  const quoted = lines.plain(line) && isQuoted(document.snapshot, lines.content(line));
  return completions.flatMap(({ insert: own, ...each }) => {
    const insert = quoted ? JSON.stringify(own).slice(1, -1) : own;
    const edit = editInPlace(lines, { line, from: each.from, to: each.to, insert });
    return edit && isAround(document.snapshot, edit, offset) ? [{ ...each, ...edit }] : [];
  });
}

/** Whether a range holds the cursor, and stands in its line: a word that the log wraps is in two. */
function isAround(snapshot: Snapshot, { from, to }: TextRange, offset: number): boolean {
  return from <= offset && offset <= to && snapshot.lineAt(from) === snapshot.lineAt(to);
}

/** True where text stands between quotation marks, as in JSON: a line without escapes does not say so itself. */
function isQuoted(snapshot: Snapshot, { from, to }: TextRange): boolean {
  const open = snapshot.slice(Math.max(0, from - 1), from);
  const close = snapshot.slice(to, to + 1);
  return (open === '"' || open === "'") && (close === open || close === '\\');
}

type Sides = Readonly<Record<'client' | 'server', readonly LineRow[]>>;

const smtp: Sides = { client: smtpClientLines, server: smtpServerLines };
const lines: Readonly<Record<Protocol, Sides>> = {
  smtp,
  lmtp: smtp,
  imap: { client: imapClientLines, server: imapServerLines },
  pop3: { client: pop3ClientLines, server: pop3ServerLines },
};

/** What may be part of a word that is being written: atoms, flags, codes, addresses. */
const WORD_BEFORE = /[^\s()<>[\]":=,]*$/;
/** The code of a line of SMTP's replies is no part of the word behind its hyphen. */
const FURTHER_LINE = /^\d{3}-/;
const WORD_BEHIND = /^[^\s()<>[\]":=,]*/;
