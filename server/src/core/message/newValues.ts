// Values that are made anew: the date of now, an identifier. The clock and the chance come from the host.

import { dayName, monthName } from './dateNames.ts';
import type { Part } from './part.ts';
import { mailboxes } from './views/addresses.ts';

/** What makes new values: the core has no clock and no chance. */
export interface NewValuePorts {
  /** The time now, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** The reader's zone at that time, in minutes east of UTC. */
  readonly zoneMinutes: () => number;
  /** A text of letters and digits that was never given before, for identifiers and boundaries. */
  readonly unique: () => string;
}

/** A moment as the Date field writes it (RFC 5322 3.3), in a zone given in minutes east of UTC. */
export function dateText(epochMs: number, zoneMinutes: number): string {
  const local = new Date(epochMs + zoneMinutes * 60_000);
  const size = Math.abs(zoneMinutes);
  const zone = `${zoneMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
  const day = `${dayName(local.getUTCDay())}, ${two(local.getUTCDate())} ${monthName(local.getUTCMonth() + 1)}`;
  const time = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(two).join(':');
  return `${day} ${String(local.getUTCFullYear()).padStart(4, '0')} ${time} ${zone}`;
}

/** An identifier in the domain of the message's author (RFC 5322 3.6.4), brackets included. */
export function newMessageId(part: Part, unique: string): string {
  const from = part.field('from');
  const host = (from && mailboxes(from)[0]?.host) ?? '';
  return `<${unique}@${/^[\w.-]+$/.test(host) ? host : 'localhost'}>`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
