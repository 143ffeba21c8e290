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
  const { all, exchanges, numbers } = session;
  const exchange = exchanges.get(unit);
  // RFC 1939 7: TOP gives so many lines of the body; and a connection may break.
  const ends = all.text(numbers[exchange.last - 1] ?? 0).trim() === '.';
  const cut = exchange.row?.verb === 'TOP' || !ends;
  return { places: dataPlaces(session, exchange, 'server'), stuffed: true, cut };
}
