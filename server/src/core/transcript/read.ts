// Reads a text as a transcript: notation, lines, sessions, and the units of each.

import type { Snapshot } from '../text/snapshot.ts';
import { readLines } from './dialect/readLines.ts';
import type { DialectSession, ReadLinesOptions } from './dialect/readLines.ts';
import type { ExchangeList, Session, Transcript } from './exchange.ts';
import type { FrameOptions } from './framing.ts';
import { frameImap } from './imap/frame.ts';
import type { SessionLines } from './lines.ts';
import type { ListEdit } from '../text/listEdit.ts';
import { framePop3 } from './pop3/frame.ts';
import type { Protocol } from './protocol.ts';
import { frameLmtp, frameSmtp } from './smtp/frame.ts';
import { finished } from './steps.ts';
import type { Steps } from './steps.ts';
import { trackOf } from './stateTrack.ts';

/** The transcript of the version before, and what became of its text: UTF-16 offsets. */
export interface PreviousTranscript {
  readonly transcript: Transcript;
  readonly change: ListEdit;
}

/**
 * Reads a transcript. Never fails: a text without a session is one of notes.
 * @param previous gives the same transcript, sooner; sessions that go on from one of it say so in their `previous`.
 */
export function readTranscript(
  snapshot: Snapshot,
  options: ReadLinesOptions = {},
  previous?: PreviousTranscript,
): Transcript {
  return finished(transcriptSteps(snapshot, options, previous));
}

/** As `readTranscript`, in steps. Where they are given up, the version before can be gone on from again. */
export function* transcriptSteps(
  snapshot: Snapshot,
  options: ReadLinesOptions,
  previous: PreviousTranscript | undefined,
): Steps<Transcript> {
  if (previous) forget(previous.transcript);
  const before = previous && { reading: previous.transcript.reading, change: previous.change };
  const reading = readLines(snapshot, options, before);
  yield;
  const { notation, protocol, lines } = reading;
  const olds = previous ? sessionsByNumber(previous.transcript) : [];
  const sessions: Session[] = [];
  for (const each of reading.sessions) {
    if (!each.protocol) continue;
    sessions.push(yield* framed(each.protocol, each, each.previous && olds[each.previous.session]));
  }
  return { protocol, notation, lines, sessions, reading };
}

/** Once all have gone on, what a version went on from is nobody's concern any more. */
export function forget({ sessions }: Transcript): void {
  for (const session of sessions) session.previous = undefined;
}

/** The sessions of a transcript by their number in its reading, where those of foreign protocols count too. */
function sessionsByNumber({ reading, sessions }: Transcript): readonly (Session | undefined)[] {
  let framed = 0;
  return reading.sessions.map(({ protocol }) => (protocol ? sessions[framed++] : undefined));
}

function* framed(
  protocol: Protocol,
  { all, numbers, previous }: DialectSession,
  old?: Session,
): Steps<Session> {
  const known =
    previous && old?.protocol === protocol ? { list: old.exchanges, edit: previous.edit } : undefined;
  const exchanges = yield* framings[protocol]({ all, numbers }, { previous: known });
  const { change } = exchanges.framed;
  const session: Session = { all, numbers, protocol, exchanges, startsWithGreeting: greets(exchanges) };
  if (old && change) session.previous = { session: old, ...change };
  // Also where nobody looks at this version: what was kept for the one before would be lost.
  if (session.previous) trackOf(session);
  return session;
}

const framings: Readonly<
  Record<Protocol, (lines: SessionLines, options: FrameOptions) => Steps<ExchangeList>>
> = {
  smtp: frameSmtp,
  lmtp: frameLmtp,
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
