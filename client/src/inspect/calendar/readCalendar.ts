// Invitations (RFC 5545, RFC 5546): what a calendar part asks for, as data for a card.

import ICAL from 'ical.js';

import { boundedCalendar } from './boundedCalendar.ts';

/** Somebody of an event; the address as it stands, without `mailto:`. */
export interface Attendee {
  readonly name: string;
  readonly address: string;
  /** PARTSTAT: NEEDS-ACTION, ACCEPTED, DECLINED, TENTATIVE, DELEGATED. */
  readonly status: string;
  /** ROLE: CHAIR, REQ-PARTICIPANT, OPT-PARTICIPANT, NON-PARTICIPANT. */
  readonly role: string;
}

/** A moment of a calendar. */
export interface CalendarTime {
  /** As `2024-11-19T09:00:00` or `2024-11-19`, by the clock of its zone. */
  readonly text: string;
  /** `UTC`, a name of the calendar's own, or empty for the clock of whoever reads. */
  readonly zone: string;
  /** Milliseconds since 1970, where the zone is in the calendar, is UTC, or the time has none. */
  readonly epoch: number | undefined;
}

/** An event, a task or a free/busy answer. */
export interface CalendarEntry {
  /** `vevent`, `vtodo`, `vfreebusy`. */
  readonly kind: string;
  readonly uid: string;
  readonly sequence: number;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  /** CONFIRMED, TENTATIVE, CANCELLED. */
  readonly status: string;
  readonly start: CalendarTime | undefined;
  readonly end: CalendarTime | undefined;
  readonly organizer: Attendee | undefined;
  readonly attendees: readonly Attendee[];
  /** The rule of a series as it stands; never expanded. */
  readonly recurrence: string;
}

/** What was read. */
export interface Calendar {
  /** REQUEST, REPLY, CANCEL, COUNTER…; empty where it is no message to somebody. */
  readonly method: string;
  readonly entries: readonly CalendarEntry[];
  /** Entries or attendees that were not taken because there are too many. */
  readonly cut: boolean;
}

const mostEntries = 100;
const mostAttendees = 500;
const mostLine = 32 * 1024;
const mostText = 4 * 1024 * 1024;
const kinds = ['vevent', 'vtodo', 'vfreebusy'] as const;

const textOf = (component: ICAL.Component, name: string): string => {
  const value: unknown = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value : '';
};

/** A parameter that may be given several times counts once. */
const parameter = (property: ICAL.Property, name: string): string => {
  const value: unknown = property.getParameter(name);
  if (typeof value === 'string') return value;
  return Array.isArray(value) && typeof value[0] === 'string' ? value[0] : '';
};

function attendeeOf(property: ICAL.Property): Attendee {
  const value: unknown = property.getFirstValue();
  return {
    name: parameter(property, 'cn'),
    address: typeof value === 'string' ? value.replace(/^mailto:/iu, '') : '',
    status: parameter(property, 'partstat').toUpperCase(),
    role: parameter(property, 'role').toUpperCase(),
  };
}

/** The library throws for a value that is none. */
function valueOf(property: ICAL.Property): unknown {
  try {
    return property.getFirstValue();
  } catch {
    return undefined;
  }
}

function timeOf(component: ICAL.Component, name: string): CalendarTime | undefined {
  const property = component.getFirstProperty(name);
  const value = property && valueOf(property);
  if (!property || !(value instanceof ICAL.Time)) return undefined;
  const named = parameter(property, 'tzid');
  const isUtc = value.zone === ICAL.Timezone.utcTimezone;
  const isKnown = isUtc || named === '' || value.zone.tzid === named;
  const epoch = value.toJSDate().getTime();
  return {
    text: value.toString().replace(/Z$/u, ''),
    zone: isUtc ? 'UTC' : named,
    epoch: isKnown && Number.isFinite(epoch) ? epoch : undefined,
  };
}

function entryOf(component: ICAL.Component): CalendarEntry {
  const organizer = component.getFirstProperty('organizer');
  const sequence: unknown = component.getFirstPropertyValue('sequence');
  return {
    kind: component.name,
    uid: textOf(component, 'uid'),
    sequence: typeof sequence === 'number' ? sequence : 0,
    summary: textOf(component, 'summary'),
    description: textOf(component, 'description'),
    location: textOf(component, 'location'),
    status: textOf(component, 'status').toUpperCase(),
    start: timeOf(component, 'dtstart'),
    end: timeOf(component, 'dtend') ?? timeOf(component, 'due'),
    organizer: organizer ? attendeeOf(organizer) : undefined,
    attendees: component.getAllProperties('attendee').slice(0, mostAttendees).map(attendeeOf),
    recurrence: String(component.getFirstPropertyValue('rrule') ?? ''),
  };
}

/** Without the lines that nobody shows and that take the library long: files that are written into them. */
function shortLines(text: string): { readonly lines: string; readonly isCut: boolean } {
  const all = text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const short = all.filter(({ length }) => length <= mostLine);
  return {
    lines: short.join('\r\n'),
    isCut: all.some((line) => line.length > mostLine && !/^ATTACH\b/i.test(line)),
  };
}

/** @returns the calendar; undefined where the text is none, is cut off, or is larger than any invitation. */
export function readCalendar(text: string): Calendar | undefined {
  if (text.length > mostText) return undefined;
  try {
    const { lines, isCut } = shortLines(text);
    const root = new ICAL.Component(boundedCalendar(ICAL.parse(lines)));
    if (root.name !== 'vcalendar') return undefined;
    const components = root.getAllSubcomponents().filter(({ name }) => kinds.some((kind) => kind === name));
    const taken = components.slice(0, mostEntries);
    return {
      method: textOf(root, 'method').toUpperCase(),
      entries: taken.map(entryOf),
      cut:
        isCut ||
        components.length > mostEntries ||
        taken.some((component) => component.getAllProperties('attendee').length > mostAttendees),
    };
  } catch {
    // The library throws for what is no calendar.
    return undefined;
  }
}
