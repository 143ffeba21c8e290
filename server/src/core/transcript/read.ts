// Reads a text as a transcript: notation, lines, sessions, and the units of each.

import type { Snapshot } from '../text/snapshot.ts';
import { readLines } from './dialect/readLines.ts';
import type { ReadLinesOptions } from './dialect/readLines.ts';
import type { ExchangeList, Session, Transcript } from './exchange.ts';
import { frameImap } from './imap/frame.ts';
import type { SessionLines } from './lines.ts';
import { framePop3 } from './pop3/frame.ts';
import type { Protocol } from './protocol.ts';
import { frameSmtp } from './smtp/frame.ts';

/** Reads a transcript. Never fails: a text without a session is one of notes. */
export function readTranscript(snapshot: Snapshot, options: ReadLinesOptions = {}): Transcript {
  const { notation, protocol, lines, sessions } = readLines(snapshot, options);
  return {
    protocol,
    notation,
    lines,
    sessions: sessions.flatMap((each) => (each.protocol ? [framed(each.protocol, each)] : [])),
  };
}

function framed(protocol: Protocol, { all, numbers }: SessionLines): Session {
  const exchanges = framings[protocol]({ all, numbers });
  return { all, numbers, protocol, exchanges, startsWithGreeting: greets(exchanges) };
}

const framings: Readonly<Record<Protocol, (lines: SessionLines) => ExchangeList>> = {
  smtp: frameSmtp,
  lmtp: frameSmtp,
  pop3: framePop3,
  imap: frameImap,
};

/** Whether the first thing said is the server's greeting. */
function greets(exchanges: ExchangeList): boolean {
  for (let index = 0; index < exchanges.count; index++) {
    const kind = exchanges.kind(index);
    if (kind !== 'note') return kind === 'greeting';
  }
  return false;
}
