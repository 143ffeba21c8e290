// The sessions of a transcript as plain data: who says what, and what answers what.

import type { Exchange, ExchangeKind, Session } from '../../transcript/exchange.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Protocol, Speaker } from '../../transcript/protocol.ts';

/** A transcript as `mail-workbench tree --json` prints it. */
export interface TranscriptTree {
  /** Undefined where the text holds no session of these protocols. */
  readonly protocol: Protocol | undefined;
  /** The id of the notation. */
  readonly notation: string;
  readonly sessions: readonly SessionTree[];
}

export interface SessionTree {
  readonly protocol: Protocol;
  readonly exchanges: readonly ExchangeTree[];
}

/** One unit. Offsets are UTF-16 units of the document. */
export interface ExchangeTree {
  readonly speaker: Speaker;
  readonly kind: ExchangeKind;
  /** The command's verb in upper case; of what the server says the reply code, the status or the response's name. */
  readonly verb: string | undefined;
  /** IMAP: the tag. */
  readonly tag: string | undefined;
  readonly from: number;
  readonly to: number;
  /** The number of the command that this answers, from 0, in the same session. */
  readonly repliesTo: number | undefined;
}

/** The sessions of a transcript, in the order of their first lines. */
export function transcriptTree({ transcript }: TranscriptDocument): TranscriptTree {
  const { protocol, notation, sessions } = transcript;
  return { protocol, notation, sessions: sessions.map(sessionTree) };
}

function sessionTree(session: Session): SessionTree {
  const exchanges: ExchangeTree[] = [];
  for (let index = 0; index < session.exchanges.count; index++) {
    const exchange = session.exchanges.get(index);
    exchanges.push({
      speaker: exchange.speaker,
      kind: exchange.kind,
      ...wordsOf(session, exchange),
      from: exchange.from,
      to: exchange.to,
      repliesTo: exchange.repliesTo,
    });
  }
  return { protocol: session.protocol, exchanges };
}

/** The words by which a unit is known: its verb and its tag. */
export function wordsOf(
  { protocol, all, numbers }: Session,
  { kind, first, row }: Exchange,
): { readonly verb: string | undefined; readonly tag: string | undefined } {
  if (kind === 'note' || kind === 'data' || kind === 'answer') return { verb: row?.verb, tag: undefined };
  const text = all.text(numbers[first] ?? 0).slice(0, MAX_HEAD);
  if (protocol === 'imap') return imapWords(kind, text, row?.verb);
  const word = /^[ \t]*(\+OK|-ERR|\+|\d{3}|[A-Za-z][A-Za-z0-9-]*)/.exec(text)?.[1];
  return { verb: word?.toUpperCase(), tag: undefined };
}

function imapWords(
  kind: ExchangeKind,
  text: string,
  known: string | undefined,
): { verb: string | undefined; tag: string | undefined } {
  const [first = '', second = '', third = ''] = text.split(/[ \t]+/, 3);
  if (kind === 'continuation') return { verb: '+', tag: undefined };
  if (kind === 'command' || kind === 'reply') {
    const verb = kind === 'command' ? (known ?? second.toUpperCase()) : second.toUpperCase();
    return { verb: verb === '' ? undefined : verb, tag: first };
  }
  // `* 12 FETCH`: the number stands in front of the name.
  const name = /^\d+$/.test(second) ? third : second;
  return { verb: name === '' ? undefined : name.toUpperCase(), tag: undefined };
}

const MAX_HEAD = 200;
