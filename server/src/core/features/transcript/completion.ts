// Completion in a session: what the client and the server can say at the cursor, in the notation at hand.

import type { NewValuePorts } from '../../message/newValues.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Protocol } from '../../transcript/protocol.ts';
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
  if (!place || !exchange || exchange.kind === 'answer') return [];
  const { session, line } = place;
  const { all } = session;
  const side = all.speaker(line);
  const content = all.content(line);
  if (side === 'note' || !all.plain(line) || offset < content.from || offset > content.to) return [];
  const text = all.text(line);
  const at = offset - content.from;
  const head = WORD_BEFORE.exec(text.slice(0, at))?.[0] ?? '';
  const tail = WORD_BEHIND.exec(text.slice(at))?.[0] ?? '';
  const before = text.slice(0, at - head.length);
  const word = { from: offset - head.length, to: offset + tail.length };
  for (const row of lines[session.protocol][side]) {
    const match = row.before.exec(before);
    if (match) {
      return row.offers({ document, session, exchange, before, match, word, seen });
    }
  }
  return [];
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
const WORD_BEFORE = /[^\s()<>[\]":=]*$/;
const WORD_BEHIND = /^[^\s()<>[\]":=]*/;
