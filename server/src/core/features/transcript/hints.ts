// Hints in a session whose lines have times: how long each command took, and how many round trips it needed.

import type { Decoding } from '../../message/charsets.ts';
import type { TextRange } from '../../text/range.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { inlayHints } from '../inlayHints.ts';
import type { InlayHint, InlayHintKind } from '../inlayHints.ts';
import { count } from '../words.ts';
import { elapsed, timeText } from './elapsed.ts';
import { exchangesIn } from './places.ts';

/** The hints of the wanted kinds in a host range, in order: those of carried messages, and times. */
export function transcriptHints(
  document: TranscriptDocument,
  range: TextRange,
  wanted: ReadonlySet<InlayHintKind>,
  decoding: Decoding,
): readonly InlayHint[] {
  const hints = [...inlayHints(document, range, wanted, decoding)];
  if (wanted.has('timing')) {
    for (const session of document.transcript.sessions) {
      for (const exchange of exchangesIn(session, range)) hints.push(...timingHint(session, exchange));
    }
  }
  return hints.filter(({ at }) => range.from <= at && at <= range.to).sort((a, b) => a.at - b.at);
}

/** Behind a command's first line: the time to its reply. */
function timingHint(session: Session, { kind, index, first, last }: Exchange): InlayHint[] {
  const reply = kind === 'command' ? session.exchanges.answeredBy(index) : undefined;
  if (reply === undefined) return [];
  const { all, numbers } = session;
  const line = numbers[first] ?? 0;
  const answer = session.exchanges.get(reply);
  const span = elapsed(all.time(line), all.time(numbers[answer.last - 1] ?? 0));
  if (span === undefined) return [];
  const trips = roundTrips(session, index, reply, last);
  return [
    {
      kind: 'timing',
      at: all.content(line).to,
      label: `${timeText(span)}${trips > 1 ? `, ${count(trips, 'round trip')}` : ''}`,
    },
  ];
}

/** How often the client waited for the server: each continuation, and the reply. */
function roundTrips({ exchanges }: Session, command: number, reply: number, last: number): number {
  let trips = 1;
  for (let index = command + 1; index < Math.min(reply, command + MAX_TURNS); index++) {
    const exchange = exchanges.get(index);
    if (exchange.kind === 'continuation' && (exchange.repliesTo === command || exchange.last <= last)) {
      trips++;
    }
  }
  return trips;
}

const MAX_TURNS = 100;
