// The messages that an SMTP session carries behind DATA, or in chunks.

import type { Session } from '../exchange.ts';
import type { CarriedLines } from '../carried.ts';
import { dataPlaces } from '../dataPlaces.ts';

/** The lines of each message, in order; the chunks of one message (RFC 3030 2) are put together. */
export function smtpMessages(session: Session): readonly CarriedLines[] {
  const messages: CarriedLines[] = [];
  let chunks: readonly number[] = [];
  const finishChunks = (): void => {
    if (chunks.length > 0) messages.push({ places: chunks, stuffed: false });
    chunks = [];
  };
  for (let index = 0; index < session.exchanges.count; index++) {
    const kind = session.exchanges.kind(index);
    const verb = session.exchanges.row(index)?.verb;
    if (kind === 'command' && verb !== 'BDAT') finishChunks();
    if (kind !== 'data') continue;
    const exchange = session.exchanges.get(index);
    const places = dataPlaces(session, exchange, exchange.speaker);
    if (verb === 'BDAT') chunks = chunks.concat(places);
    else messages.push({ places, stuffed: true });
  }
  finishChunks();
  return messages.filter(({ places }) => places.length > 0);
}
