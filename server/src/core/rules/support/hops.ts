// The way of a message as its Received fields tell it, newest hop first as they stand.

import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import type { DateTimeView } from '../../message/views/dateTime.ts';
import { received } from '../../message/views/received.ts';
import type { ReceivedView } from '../../message/views/received.ts';
import type { TextRange } from '../../text/range.ts';
import { nameRange } from './fieldRanges.ts';

/** One trace record. */
export interface Hop {
  readonly field: Field;
  readonly view: ReceivedView;
}

/** More records than this say nothing more. */
const MAX_HOPS = 200;

/** The trace records of a message's header, the newest (the receiver's own) first; empty for what is no message. */
export function hopsOf(part: Part): readonly Hop[] {
  if (part.role !== 'message') return [];
  const hops: Hop[] = [];
  for (const field of part.header.fields) {
    if (field.key !== 'received') continue;
    const view = received(field);
    if (view) hops.push({ field, view });
    if (hops.length >= MAX_HOPS) break;
  }
  return hops;
}

/** True for a trace record of a transfer over the network: it names who sent. */
export function isTransfer({ view }: Hop): boolean {
  return view.clauses.some(({ name }) => name === 'from');
}

/** The name the peer gave for itself: the first word of the `from` clause. */
export function heloOf({
  view,
}: Hop): { readonly name: string; readonly from: number; readonly to: number } | undefined {
  const clause = view.clauses.find(({ name }) => name === 'from');
  const name = /^[^\s()[\]]+/.exec(clause?.value ?? '')?.[0];
  const from = clause?.valueRange?.from ?? 0;
  return name === undefined ? undefined : { name, from, to: from + name.length };
}

/** The date of the oldest trace record, if its zone is known: when the first server took the message. */
export function firstArrival(part: Part): DateTimeView | undefined {
  const date = hopsOf(part).at(-1)?.view.date;
  return date?.zoneKnown === true ? date : undefined;
}

/** Where a trace record first writes an address; its name where a prefix of the host stands inside. */
export function addressRange(field: Field, ip: string): TextRange {
  const index = field.text.indexOf(ip, field.valueFrom - field.from);
  return index < 0 ? nameRange(field) : { from: field.from + index, to: field.from + index + ip.length };
}
