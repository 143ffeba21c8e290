// Compares dates, identifiers and trace records with the expected answers of a mail server's own tests.

import type { Field } from '../../server/src/core/message/field.ts';
import { dateTime } from '../../server/src/core/message/views/dateTime.ts';
import type { DateTimeView } from '../../server/src/core/message/views/dateTime.ts';
import { messageIds } from '../../server/src/core/message/views/msgId.ts';
import { received } from '../../server/src/core/message/views/received.ts';
import { fieldOf, json } from './vectors.ts';
import type { Vector } from './vectors.ts';

interface TheirDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly tz_before_gmt: boolean;
  readonly tz_hour: number;
  readonly tz_minute: number;
}

interface TheirRecord {
  readonly from?: { readonly Name?: string };
  readonly by?: { readonly Name?: string };
  readonly id?: string;
  readonly for_?: string;
  readonly date?: TheirDate | null;
}

export function dateVectors(file: string): readonly Vector[] {
  const cases = json(file) as { id: string; header: string; expected: TheirDate | null }[];
  return cases.map(({ id, header, expected }) => ({
    id,
    theirs: theirDate(expected),
    ours: ourDate(dateTime(fieldOf('Date', ` ${header}`))),
  }));
}

export function idVectors(file: string): readonly Vector[] {
  const cases = json(file) as { id: string; header: string; expected: readonly string[] | null }[];
  return cases.map(({ id, header, expected }) => ({
    id,
    theirs: (expected ?? []).map((each) => each.replace(/\([^)]*\)|\s+/g, '')).join(' '),
    ours: messageIds(fieldOf('References', ` ${header}`))
      .map((each) => each.id)
      .join(' '),
  }));
}

/** What they leave out of a record is not compared: they give up parts of odd ones, and keep addresses elsewhere. */
export function receivedVectors(file: string): readonly Vector[] {
  const cases = json(file) as { id: string; header: string; expected: TheirRecord | null }[];
  return cases.map(({ id, header, expected }) => {
    const theirs = theirRecord(expected ?? {});
    const ours = ourRecord(fieldOf('Received', ` ${header}`));
    const told = theirs.map((value, i) => (value === '' ? '' : (ours[i] ?? '')));
    return { id, theirs: theirs.join(' | '), ours: told.join(' | ') };
  });
}

function theirRecord({ from, by, id, for_, date }: TheirRecord): readonly string[] {
  return [from?.Name, by?.Name, id, for_, theirDate(date ?? null)].map((value) => value ?? '');
}

/** They cut an id at its slash. */
function ourRecord(field: Field): readonly string[] {
  const record = received(field);
  const value = (name: string): string => record?.clauses.find((clause) => clause.name === name)?.value ?? '';
  return [
    hostName(record?.source ?? ''),
    hostName(value('by')),
    value('id').replace(/^<|>$|\/.*$/g, ''),
    value('for').replace(/^<|>$/g, ''),
    ourDate(record?.date),
  ];
}

function hostName(value: string): string {
  return (/^[^[(]\S*/.exec(value)?.[0] ?? '').replace(/\(.*$/, '');
}

/** A date that cannot be is none. A year of two digits is compared by them: they put all of them before 2000. */
function theirDate(date: TheirDate | null): string {
  if (!date || date.month > 12 || date.day > 31 || date.hour > 24 || date.minute > 59 || date.second > 60) {
    return '';
  }
  const zone = (date.tz_hour * 60 + date.tz_minute) * (date.tz_before_gmt ? -1 : 1);
  return dateWords(date.year, date.month, date.day, date.hour, date.minute, date.second, zone);
}

function ourDate(date: DateTimeView | undefined): string {
  if (!date) return '';
  const { year, month, day, hour, minute, second, zoneMinutes } = date;
  return dateWords(
    year.to - year.from === 2 ? 1900 + (year.value % 100) : year.value,
    month.value,
    day.value,
    hour.value,
    minute.value,
    second?.value ?? 0,
    zoneMinutes ?? 0,
  );
}

function dateWords(...numbers: readonly number[]): string {
  // No -0.
  return numbers.map((number) => String(number + 0)).join(' ');
}
