// The messages that an SMTP session carries behind DATA, or in chunks.

import type { Session } from '../exchange.ts';
import type { CarriedLines } from '../carried.ts';

/** The lines of each message, in order; the chunks of one message (RFC 3030 2) are put together. */
export function smtpMessages(session: Session): readonly CarriedLines[] {
  const messages: CarriedLines[] = [];
  let chunks: number[] = [];
  const finishChunks = (): void => {
    if (chunks.length > 0) messages.push({ places: chunks, stuffed: false });
    chunks = [];
  };
  for (let index = 0; index < session.exchanges.count; index++) {
    const kind = session.exchanges.kind(index);
    const verb = session.exchanges.row(index)?.verb;
    if (kind === 'command' && verb !== 'BDAT') finishChunks();
    if (kind !== 'data') continue;
    const { first, last } = session.exchanges.get(index);
    const places = clientPlaces(session, first, last);
    if (verb === 'BDAT') chunks.push(...places);
    else messages.push({ places: withoutDot(session, places), stuffed: true });
  }
  finishChunks();
  return messages.filter(({ places }) => places.length > 0);
}

/** Notes among the lines are not the message's. */
function clientPlaces({ all, numbers }: Session, first: number, last: number): number[] {
  const places: number[] = [];
  for (let place = first; place < last; place++) {
    if (all.speaker(numbers[place] ?? 0) === 'client') places.push(place);
  }
  return places;
}

function withoutDot({ all, numbers }: Session, places: readonly number[]): readonly number[] {
  const end = places.at(-1);
  return end !== undefined && all.text(numbers[end] ?? 0) === '.' ? places.slice(0, -1) : places;
}
