// How a heading under which many messages stand is divided: what is asked for and drawn at once stays small.

import type { Envelope } from '../mail/mailStore.ts';

/**
 * Where headings of dates are divided, by the id of the heading: the dates at which the next division begins, latest
 * first, ms since the epoch. Kept from one drawing to the next, so that no message changes its place.
 */
export type Cuts = Map<string, number[]>;

/** Messages under one heading; more are divided. */
const MOST = 200;

/**
 * Divides by date: whole days of the user's clock where a day is not itself too many. A cut that was made stays; the
 * last division alone is cut further.
 * @param id names the heading in `cuts`, which takes the cuts that are made.
 * @returns the divisions, latest first, each in the order given; one alone where nothing is to be divided.
 */
export function dividedByDate(id: string, envelopes: readonly Envelope[], cuts: Cuts): readonly Envelope[][] {
  const made = cuts.get(id) ?? [];
  const divisions: Envelope[][] = [...made, 0].map(() => []);
  for (const envelope of envelopes) {
    const at = made.findIndex((cut) => envelope.date >= cut);
    divisions.at(at)?.push(envelope);
  }
  for (let last = divisions.at(-1); last && last.length > MOST; last = divisions.at(-1)) {
    const cut = cutOf(last);
    const behind = last.filter(({ date }) => date < cut);
    if (behind.length === 0) break;
    made.push(cut);
    cuts.set(id, made);
    divisions[divisions.length - 1] = last.filter(({ date }) => date >= cut);
    divisions.push(behind);
  }
  return divisions;
}

/** Divides by place: so many, in the order given. */
export function dividedByPlace(envelopes: readonly Envelope[]): readonly Envelope[][] {
  return Array.from({ length: Math.ceil(envelopes.length / MOST) }, (_, index) =>
    envelopes.slice(index * MOST, (index + 1) * MOST),
  );
}

/** The date from which on there are enough: the beginning of a day, where that day is not too large. */
function cutOf(envelopes: readonly Envelope[]): number {
  const dates = envelopes.map(({ date }) => date).sort((a, b) => b - a);
  const enough = dates[MOST - 1] ?? 0;
  const midnight = new Date(enough).setHours(0, 0, 0, 0);
  const ofWholeDays = dates.findIndex((date) => date < midnight);
  if (ofWholeDays >= 0 && ofWholeDays <= 2 * MOST) return midnight;
  // The day may go on with the next page.
  return dates.length > 2 * MOST ? enough : midnight;
}
