// The way of a message from its Received fields, in the order of time (RFC 5321 4.4).

import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import { dateTime } from '../../message/views/dateTime.ts';
import type { DateTimeView } from '../../message/views/dateTime.ts';
import { received } from '../../message/views/received.ts';
import type { ReceivedView, TlsView } from '../../message/views/received.ts';
import { withProtocol } from '../../registry/receivedWith.ts';
import { oneLine } from '../markdown.ts';
import { count, spanText } from '../words.ts';
import type { Hop, HopTime, HopTls, Route } from './routeTypes.ts';

/** The route of a message. A hop whose record cannot be read is there all the same, with its fault. */
export function route(message: Part): Route {
  const fields = message.header.fields.filter(({ key }) => key === 'received');
  // The newest stand on top: what is left out are the oldest, which anybody can have made up.
  const shown = fields.slice(0, MAX_HOPS).reverse();
  const date = message.field('date');
  const sent = date ? hopTime(date, dateTime(date)) : null;
  const hops: Hop[] = [];
  let before = fields.length > shown.length ? null : sent;
  let isFirst = true;
  for (const field of shown) {
    const hop = hopOf(field, hops.length + 1, before, isFirst);
    hops.push(hop);
    if (!hop.time) continue;
    before = hop.time;
    isFirst = false;
  }
  const times = hops.flatMap(({ time }) => (time ? [time.epochMs] : []));
  const known = sent ? [sent.epochMs, ...times] : times;
  const total = known.length < 2 ? null : (known.at(-1) ?? 0) - (known[0] ?? 0);
  return { hops, sent, total, more: fields.length - shown.length, notes: notesOf(hops, sent, fields.length) };
}

function hopOf(field: Field, number: number, before: HopTime | null, isFirst: boolean): Hop {
  const view = received(field);
  const time = view ? hopTime(field, view.date) : null;
  const delay = time && before ? time.epochMs - before.epochMs : null;
  const value = (name: string): string | null => (view ? clauseOf(view, name) : null);
  const from = value('from');
  const protocol = withProtocol(value('with')?.split(/\s/, 1)[0] ?? '');
  const tls = view?.tls ? hopTls(view.tls) : null;
  const skewed = delay !== null && delay < 0;
  return {
    number,
    from: view?.source === undefined ? from : oneLine(view.source, MAX_WORD),
    fromAddress: view?.peerIp ?? null,
    fromName: view ? peerName(view) : null,
    by: value('by')?.split(/\s/, 1)[0] ?? null,
    with: value('with'),
    withMeaning: protocol?.summary ?? null,
    via: value('via'),
    id: value('id'),
    for: addressOf(value('for')),
    encrypted: view?.tls ? true : (protocol?.tls ?? null),
    tls,
    authenticated: protocol?.authenticated ?? null,
    time,
    delay,
    skewed,
    words: view ? sentence(view) : 'A record that cannot be read.',
    faults: faultsOf(view, time, tls, skewed ? { delay, isFirst } : undefined),
    at: { from: field.nameFrom, to: field.valueTo },
  };
}

function faultsOf(
  view: ReceivedView | undefined,
  time: HopTime | null,
  tls: HopTls | null,
  skew: { readonly delay: number; readonly isFirst: boolean } | undefined,
): readonly string[] {
  const faults: string[] = [];
  if (!view) faults.push('This is no trace record.');
  else if (!time) faults.push('The record has no date that can be read.');
  else if (time.zoneMinutes === null) faults.push('The date has no zone: it is taken as UTC.');
  if (skew) {
    const than = skew.isFirst ? 'the message was written' : 'the hop before';
    faults.push(`${spanText(skew.delay)} before ${than}: one of the clocks is wrong.`);
  }
  if (tls?.outdated === true) faults.push(`${tls.version ?? ''} is not safe any more.`);
  if (view && !clauseOf(view, 'by')) faults.push('The server does not name itself.');
  return faults;
}

/** What is told by all hops together. */
function notesOf(hops: readonly Hop[], sent: HopTime | null, records: number): readonly string[] {
  const notes: string[] = [];
  if (records === 0) {
    notes.push('The message has no trace records: it was never sent, or they were taken out.');
  }
  if (records > hops.length) notes.push(`${count(records - hops.length, 'older record')} are not shown.`);
  const slowest = hops.reduce<Hop | undefined>(
    (longest, hop) => ((hop.delay ?? 0) > (longest?.delay ?? 0) ? hop : longest),
    undefined,
  );
  if (slowest && (slowest.delay ?? 0) >= SLOW) {
    notes.push(`The longest wait was ${spanText(slowest.delay ?? 0)}, before hop ${String(slowest.number)}.`);
  }
  const open = hops.filter(({ encrypted }) => encrypted === false).length;
  if (open > 0) notes.push(`${count(open, 'hop')} without encryption.`);
  if (records > 0 && !sent) {
    notes.push('There is no Date field that can be read: the way starts at the first hop.');
  }
  return notes;
}

function hopTime(field: Field, view: DateTimeView | undefined): HopTime | null {
  if (!view || !(Math.abs(view.epochMs) < MAX_EPOCH)) return null;
  const { from, to, epochMs, zoneMinutes } = view;
  const text = oneLine(field.ownText(from, to), MAX_WORD);
  return { text, epochMs, zoneMinutes: zoneMinutes ?? null, at: { from, to } };
}

function hopTls({ version, cipher, bits }: TlsView): HopTls {
  return {
    version: version ?? null,
    cipher: cipher ?? null,
    bits: bits ?? null,
    // RFC 8996, RFC 7568.
    outdated: version !== undefined && /^(?:SSL|TLS1(?:\.[01])?$)/.test(version),
  };
}

function clauseOf(view: ReceivedView, name: string): string | null {
  const value = oneLine(view.clauses.find((clause) => clause.name === name)?.value ?? '', MAX_WORD);
  return value === '' ? null : value;
}

/** The brackets of a path are no part of the address. */
function addressOf(path: string | null): string | null {
  return path?.replace(/^<|>$/g, '') ?? null;
}

/** The name that stands in front of the address in the comment behind `from`: what the server found for it. */
function peerName({ clauses, source }: ReceivedView): string | null {
  const comments = clauses.find(({ name }) => name === 'from')?.comments ?? [];
  for (const { text } of comments) {
    const name = PEER_NAME.exec(text.slice(0, MAX_WORD))?.[1];
    if (name !== undefined && name !== source) return name.toLowerCase() === 'unknown' ? null : name;
  }
  return null;
}

function sentence(view: ReceivedView): string {
  const by = clauseOf(view, 'by')?.split(/\s/, 1)[0];
  const from = view.source === undefined ? null : oneLine(view.source, MAX_WORD);
  const ip = view.peerIp;
  const peer = ip !== undefined && from?.includes(ip) !== true ? ` at ${ip}` : '';
  const source = from === null ? (peer === '' ? '' : ` from a client${peer}`) : ` from ${from}${peer}`;
  const recipient = addressOf(clauseOf(view, 'for'));
  const end = recipient === null ? '' : ` for ${recipient}`;
  return `${by ?? 'A server that does not name itself'} took the message over${source}${end}.`;
}

/** RFC 5321 4.4 (TCP-info): `(name [address])`. */
const PEER_NAME = /^(?:\S+@)?([\w-]+(?:\.[\w-]+)+|unknown)\.?\s*(?:\(HELO \S+\)\s*)?\(?\[/i;
/** Milliseconds from which a wait is worth a word. */
const SLOW = 60_000;
const MAX_HOPS = 200;
const MAX_WORD = 300;
const MAX_EPOCH = 8.64e15;
