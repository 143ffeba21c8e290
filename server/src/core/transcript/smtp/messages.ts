// The messages that an SMTP session carries behind DATA, or in chunks.

import type { Session } from '../exchange.ts';
import type { CarriedLines, CarriedUnits } from '../carried.ts';
import { dataPlaces, saysData } from '../dataPlaces.ts';

/** The messages in the units `[from, to)`, in order; the chunks of one message (RFC 3030 2) are put together. */
export function smtpMessages({ exchanges, ...session }: Session, from: number, to: number): CarriedUnits[] {
  const messages: CarriedUnits[] = [];
  let chunks: { unit: number; end: number } | undefined;
  const finishChunks = (): void => {
    if (chunks) messages.push({ ...chunks, nth: 0 });
    chunks = undefined;
  };
  for (let unit = from; unit < to; unit++) {
    const kind = exchanges.kind(unit);
    if (kind === 'command' && exchanges.row(unit)?.verb !== 'BDAT') finishChunks();
    if (kind !== 'data' || !saysData(session, exchanges.get(unit), exchanges.speaker(unit))) continue;
    const end = unit + 1;
    if (exchanges.row(unit)?.verb !== 'BDAT') messages.push({ unit, end, nth: 0 });
    else if (chunks) chunks.end = end;
    else chunks = { unit, end };
  }
  finishChunks();
  return messages;
}

/** The units around `[from, to)` of which no message is only in part in them: from command to command, chunks aside. */
export function smtpGroup({ exchanges }: Session, from: number, to: number): readonly [number, number] {
  const separates = (unit: number): boolean =>
    exchanges.kind(unit) === 'command' && exchanges.row(unit)?.verb !== 'BDAT';
  let first = from;
  let last = to;
  while (first > 0 && !separates(first - 1)) first--;
  while (last < exchanges.count && !separates(last)) last++;
  return [first, last];
}

/** The lines of a message. */
export function smtpLines(session: Session, { unit, end }: CarriedUnits): CarriedLines {
  const { all, exchanges, numbers } = session;
  const stuffed = exchanges.row(unit)?.verb !== 'BDAT';
  const places: number[] = [];
  for (let each = unit; each < end; each++) {
    if (exchanges.kind(each) !== 'data') continue;
    if (!stuffed && exchanges.row(each)?.verb !== 'BDAT') continue;
    for (const place of dataPlaces(session, exchanges.get(each), exchanges.speaker(each))) places.push(place);
  }
  const literal = stuffed || end > unit + 1 ? undefined : chunkSize(session, unit);
  // A log may end, or go on, in the middle of a message.
  const cut = stuffed && all.text(numbers[exchanges.last(unit) - 1] ?? 0).trim() !== '.';
  return { places, stuffed, cut, ...(literal && { literal }) };
}

/** The digits that say how many octets a chunk has: what is written into it changes them. */
function chunkSize({ exchanges, all, numbers }: Session, unit: number): CarriedLines['literal'] {
  const command = exchanges.get(unit).repliesTo;
  if (command === undefined) return undefined;
  const line = numbers[exchanges.get(command).first] ?? 0;
  const [, before = '', digits = ''] = CHUNK.exec(all.text(line)) ?? [];
  if (digits === '' || !all.plain(line)) return undefined;
  const from = all.hostOffset(line, before.length);
  return { from, to: from + digits.length };
}

const CHUNK = /^(\s*BDAT +)(\d{1,10})(?: |$)/i;
