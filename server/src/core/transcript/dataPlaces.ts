// Which lines of a block of data are its content: not the notes among them, not the dot behind them.

import type { Exchange } from './exchange.ts';
import type { SessionLines } from './lines.ts';
import type { Speaker } from './protocol.ts';

/** The places of the lines that the speaker of the block said, the final dot left out. */
export function dataPlaces(
  { all, numbers }: SessionLines,
  { first, last }: Exchange,
  speaker: Speaker,
): readonly number[] {
  const places: number[] = [];
  for (let place = first; place < last; place++) {
    if (all.speaker(numbers[place] ?? 0) === speaker) places.push(place);
  }
  const end = places.at(-1);
  if (end !== undefined && all.text(numbers[end] ?? 0) === '.') places.pop();
  return places;
}

/** Whether the speaker of a block said a line of it besides the final dot. */
export function saysData(
  { all, numbers }: SessionLines,
  { first, last }: Exchange,
  speaker: Speaker,
): boolean {
  for (let place = first; place < last; place++) {
    const line = numbers[place] ?? 0;
    if (all.speaker(line) === speaker && !(place === last - 1 && all.text(line) === '.')) return true;
  }
  return false;
}
