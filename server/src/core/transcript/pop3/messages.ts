// The messages that a POP3 session carries behind RETR and TOP.

import type { CarriedLines, CarriedUnits } from '../carried.ts';
import { dataPlaces, saysData } from '../dataPlaces.ts';
import type { Session } from '../exchange.ts';

/** The messages in the units `[from, to)`, in order. */
export function pop3Messages({ exchanges, ...session }: Session, from: number, to: number): CarriedUnits[] {
  const messages: CarriedUnits[] = [];
  for (let unit = from; unit < to; unit++) {
    const verb = exchanges.row(unit)?.verb;
    if (exchanges.kind(unit) !== 'data' || (verb !== 'RETR' && verb !== 'TOP')) continue;
    if (saysData(session, exchanges.get(unit), 'server')) messages.push({ unit, end: unit + 1, nth: 0 });
  }
  return messages;
}

/** The lines of a message. */
export function pop3Lines(session: Session, { unit }: CarriedUnits): CarriedLines {
  return { places: dataPlaces(session, session.exchanges.get(unit), 'server'), stuffed: true };
}
