// The messages that a POP3 session carries behind RETR and TOP.

import type { CarriedLines } from '../carried.ts';
import { dataPlaces } from '../dataPlaces.ts';
import type { Session } from '../exchange.ts';

/** The lines of each message, in order. */
export function pop3Messages(session: Session): readonly CarriedLines[] {
  const { exchanges } = session;
  const messages: CarriedLines[] = [];
  for (let index = 0; index < exchanges.count; index++) {
    const verb = exchanges.row(index)?.verb;
    if (exchanges.kind(index) !== 'data' || (verb !== 'RETR' && verb !== 'TOP')) continue;
    messages.push({ places: dataPlaces(session, exchanges.get(index), 'server'), stuffed: true });
  }
  return messages.filter(({ places }) => places.length > 0);
}
