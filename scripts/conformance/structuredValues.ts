// Compares addresses, dates, identifiers and trace records with the expected answers of Stalwart's own tests.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { textDecoderCharsets } from '../../server/src/charsets/textDecoder.ts';
import { createDocument } from '../../server/src/core/message/document.ts';
import type { Field } from '../../server/src/core/message/field.ts';
import { addresses, decodedName } from '../../server/src/core/message/views/addresses.ts';
import type { Address } from '../../server/src/core/message/views/addresses.ts';
import { dateTime } from '../../server/src/core/message/views/dateTime.ts';
import type { DateTimeView } from '../../server/src/core/message/views/dateTime.ts';
import { messageIds } from '../../server/src/core/message/views/msgId.ts';
import { received } from '../../server/src/core/message/views/received.ts';
import { textSnapshot } from '../../server/src/core/text/snapshot.ts';
import { corpora } from './corpus.ts';

/** One vector that was run. */
export interface StructuredVector {
  readonly id: string;
  readonly header: string;
  readonly theirs: string;
  readonly ours: string;
}

const decoding = { charsets: textDecoderCharsets(), host: 'utf-8' } as const;

/** The vectors of each set that is there. */
export function structuredVectors(): ReadonlyMap<string, readonly StructuredVector[]> {
  return new Map([
    [
      'stalwart address',
      vectors('address', 'To', (each) => theirAddresses(each as TheirAddresses | null), ourAddresses),
    ],
    [
      'stalwart date',
      vectors(
        'date',
        'Date',
        (each) => theirDate(each as TheirDate | null),
        (field) => ourDate(dateTime(field)),
      ),
    ],
    ['stalwart id', vectors('id', 'References', (each) => theirIds(each as string[] | null), ourIds)],
    [
      'stalwart received',
      vectors('received', 'Received', (each) => theirRecord(each as TheirRecord | null), ourRecord),
    ],
  ]);
}

function vectors(
  name: string,
  fieldName: string,
  theirs: (expected: unknown) => string,
  ours: (field: Field) => string,
): readonly StructuredVector[] {
  const file = path.join(corpora, `eml/stalwart-mail-parser/header-${name}.cases.json`);
  if (!existsSync(file)) return [];
  const cases = JSON.parse(readFileSync(file, 'utf8')) as { id: string; header: string; expected: unknown }[];
  return cases.map(({ id, header, expected }) => {
    const field = createDocument({ snapshot: textSnapshot(`${fieldName}: ${header}`) }).messages[0]?.header
      .fields[0];
    return { id, header, theirs: theirs(expected), ours: field ? ours(field) : '' };
  });
}

interface TheirMailbox {
  readonly name: string | null;
  readonly address: string | null;
}
type TheirAddresses =
  | { readonly List: readonly TheirMailbox[] }
  | {
      readonly Group: readonly {
        readonly name: string | null;
        readonly addresses: readonly TheirMailbox[];
      }[];
    };

/** Text without white space, quotes and comments: they append comments to names, we keep them apart. */
function bare(text: string): string {
  return text.replace(/\([^()]*\)/g, '').replace(/[\s()"']+/g, '');
}

function theirAddresses(expected: TheirAddresses | null): string {
  const list = (mailboxes: readonly TheirMailbox[]): string =>
    mailboxes.map(({ name, address }) => `${bare(name ?? '')}<${bare(address ?? '')}>`).join(',');
  if (!expected) return '';
  if ('List' in expected) return list(expected.List);
  return expected.Group.map((group) =>
    group.name === null ? list(group.addresses) : `${bare(group.name)}:${list(group.addresses)};`,
  ).join(',');
}

function ourAddresses(field: Field): string {
  return addresses(field)
    .map((address) => showAddress(field, address))
    .join(',');
}

function showAddress(field: Field, address: Address): string {
  if (address.kind === 'group') {
    return `${bare(decodedName(address, decoding) ?? '')}:${address.mailboxes.map((each) => showAddress(field, each)).join(',')};`;
  }
  const range = address.addrSpec;
  const spec = range ? field.ownText((address.route ?? range).from, range.to) : '';
  return `${bare(decodedName(address, decoding) ?? '')}<${bare(spec)}>`;
}

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

function theirDate(date: TheirDate | null): string {
  if (!date) return '';
  const zone = (date.tz_hour * 60 + date.tz_minute) * (date.tz_before_gmt ? -1 : 1);
  return [date.year, date.month, date.day, date.hour, date.minute, date.second, zone + 0].join(' ');
}

function ourDate(date: DateTimeView | undefined): string {
  if (!date) return '';
  const { year, month, day, hour, minute, second } = date;
  return [
    year.value,
    month.value,
    day.value,
    hour.value,
    minute.value,
    second?.value ?? 0,
    date.zoneMinutes ?? 0,
  ].join(' ');
}

function theirIds(expected: readonly string[] | null): string {
  return (expected ?? []).map((id) => id.replace(/\([^)]*\)|\s+/g, '')).join(' ');
}

function ourIds(field: Field): string {
  return messageIds(field)
    .map(({ id }) => id)
    .join(' ');
}

interface TheirRecord {
  readonly from?: { readonly Name?: string };
  readonly by?: { readonly Name?: string };
  readonly id?: string;
  readonly for_?: string;
  readonly date?: TheirDate | null;
}

/** What both keep. They leave out host names that are addresses, and cut an id at its slash. */
function theirRecord(record: TheirRecord | null): string {
  const { from, by, id, for_, date } = record ?? {};
  return [from?.Name, by?.Name, id, for_, theirDate(date ?? null)].map((each) => each ?? '').join(' | ');
}

function ourRecord(field: Field): string {
  const record = received(field);
  const value = (name: string): string => record?.clauses.find((clause) => clause.name === name)?.value ?? '';
  const host = (name: string): string =>
    (/^[^[(]\S*/.exec(value(name))?.[0] ?? '').replace(/\(.*$|^[\d.]+\.[\d.]+$|^[\da-f:]+:[\da-f:]+$/, '');
  const id = value('id').replace(/^<|>$|\/.*$/g, '');
  const to = value('for').replace(/^<|>$/g, '');
  return [host('from'), host('by'), id, to, ourDate(record?.date)].join(' | ');
}

if (process.argv[1] === import.meta.filename) {
  for (const [name, own] of structuredVectors()) {
    const wrong = own.filter(({ theirs, ours }) => theirs !== ours);
    for (const { id, header, theirs, ours } of wrong) {
      console.log(`${id} ${JSON.stringify(header)}\n  theirs ${theirs}\n  ours   ${ours}`);
    }
    console.log(`${name}: ${String(own.length - wrong.length)} of ${String(own.length)}`);
  }
}
