// Takes out of a calendar what would be worked out for centuries: rules of time zones that nobody has.

import type ICAL from 'ical.js';

/** What the library makes of a text (RFC 7265): name, properties, components. */
type JCal = ConstructorParameters<typeof ICAL.Component>[0];
type Component = readonly [name: string, properties: readonly Property[], components: readonly Component[]];
type Property = readonly [name: string, parameters: object, type: string, ...values: readonly unknown[]];

/** The calendar without the time zones that cost too much: their times are then by a zone that is not known. */
export function boundedCalendar(parsed: unknown): JCal {
  const [name, properties, components] = parsed as Component;
  let zones = 0;
  const kept = components.filter((component) => {
    if (component[0] !== 'vtimezone') return true;
    zones += 1;
    return zones <= MOST_ZONES && isPlain(component);
  });
  return [name, properties, kept] as JCal;
}

/** Changes of the clock come once a year, and began when there were clocks. */
function isPlain([, , changes]: Component): boolean {
  return changes.length <= MOST_CHANGES && changes.every(isPlainChange);
}

function isPlainChange([, properties]: Component): boolean {
  return properties.length <= MOST_PROPERTIES && properties.every(isPlainProperty);
}

function isPlainProperty([name, , , value]: Property): boolean {
  if (name === 'dtstart') return typeof value === 'string' && value >= FIRST_YEAR;
  if (name !== 'rrule') return true;
  const rule = value as Readonly<Record<string, unknown>>;
  return (
    /^YEARLY$/i.test(String(rule['freq'])) &&
    Object.entries(rule).every(
      ([part, each]) => PARTS.has(part) && (!Array.isArray(each) || each.length <= 7),
    )
  );
}

const PARTS: ReadonlySet<string> = new Set([
  ...['freq', 'interval', 'count', 'until', 'wkst', 'bymonth', 'byday', 'bymonthday', 'bysetpos'],
]);
/** Programs of Microsoft start every zone with the Gregorian calendar. */
const FIRST_YEAR = '1583';
const MOST_ZONES = 20;
const MOST_CHANGES = 60;
const MOST_PROPERTIES = 50;
