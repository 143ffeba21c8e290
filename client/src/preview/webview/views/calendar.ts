// Invitations as cards.

import type { Calendar } from '../../../inspect/calendar/readCalendar.ts';
import type { Labels } from '../../labels.ts';
import type { BodyOptions } from '../bodies.ts';
import { fill, h, list } from '../dom.ts';
import { ask } from '../host.ts';
import { calendarTimes } from '../../content/calendarTimes.ts';
import { mark } from './marks.ts';
import { recurrenceWords } from '../../content/recurrence.ts';

type Entry = Calendar['entries'][number];
type Person = Entry['attendees'][number];

export async function fillCalendar(
  panel: HTMLElement,
  { message, labels, locale }: BodyOptions,
): Promise<void> {
  const cards: HTMLElement[] = [];
  const seen = new Set<string>();
  for (const id of message.bodies.calendar) {
    const { calendar } = await ask('calendar', { id });
    // The same invitation often comes as a text and as a file.
    const same = JSON.stringify(calendar);
    if (calendar && seen.has(same)) continue;
    seen.add(same);
    if (!calendar || calendar.entries.length === 0) {
      cards.push(h('p', { class: 'note' }, labels.calendarUnreadable));
      continue;
    }
    cards.push(...calendar.entries.map((entry) => card(entry, calendar.method, labels, locale)));
    if (calendar.cut) cards.push(h('p', { class: 'note' }, labels.calendarCut));
  }
  panel.replaceChildren(...cards);
}

function card(entry: Entry, method: string, labels: Labels, locale: string): HTMLElement {
  const { summary, status, location, organizer, attendees, recurrence, description } = entry;
  const kind = known(`method-${method}`, labels) ?? method;
  const said = recurrenceWords(recurrence, labels, locale);
  const isOff = method === 'CANCEL' || status === 'CANCELLED';
  return h(
    'article',
    { class: isOff ? 'card bad' : 'card' },
    kind !== '' && h('p', { class: 'kind' }, kind),
    h('h2', { dir: 'auto' }, summary === '' ? labels.calendarUntitled : summary),
    list([
      ...whenRows(entry, labels, locale),
      [
        labels.calendarRepeats,
        said,
        said !== '' && recurrence !== '' && ' ',
        recurrence !== '' && h('code', { class: 'aside' }, recurrence),
      ],
      [labels.calendarWhere, location !== '' && h('bdi', {}, location)],
      [labels.calendarStatus, known(`status-${status}`, labels) ?? status],
      [labels.calendarOrganizer, organizer && personView(organizer)],
      [
        labels.calendarWho,
        attendees.length > 0 &&
          h('ul', { class: 'people' }, ...attendees.map((one) => h('li', {}, ...attendeeView(one, labels)))),
      ],
    ]),
    description !== '' && h('p', { class: 'plain', dir: 'auto' }, description),
  );
}

function whenRows(entry: Entry, labels: Labels, locale: string): Parameters<typeof list>[0] {
  const { timeZone } = new Intl.DateTimeFormat(locale).resolvedOptions();
  const times = calendarTimes(entry, { locale, timeZone });
  if (!times) return [];
  const { own, theirs, zone, isDay } = times;
  if (isDay) return [[labels.calendarWhen, own]];
  if (zone === '') return [[labels.calendarWhen, fill(labels.calendarZone, theirs, labels.calendarFloating)]];
  const named = own === '' ? fill(labels.calendarUnknownZone, zone) : zone;
  return [
    [labels.calendarWhen, own === '' ? '' : fill(labels.calendarZone, own, timeZone)],
    [labels.calendarTheirs, theirs === '' ? '' : fill(labels.calendarZone, theirs, named)],
  ];
}

function personView({ name, address }: Person): HTMLElement {
  return h(
    'span',
    {},
    name !== '' && h('bdi', {}, name),
    name !== '' && address !== '' && ' ',
    address !== '' && h('bdi', { class: 'address' }, name === '' ? address : `<${address}>`),
  );
}

function attendeeView(person: Person, labels: Labels): readonly (Node | string)[] {
  const { status, role } = person;
  const tone =
    status === 'ACCEPTED' ? 'good' : status === 'DECLINED' ? 'bad' : status === '' ? 'unknown' : 'neutral';
  const words = [known(`attendee-${status}`, labels) ?? status, known(`role-${role}`, labels) ?? ''];
  // The words beside it say what the sign means.
  const sign = mark(tone, labels);
  sign.setAttribute('aria-hidden', 'true');
  return [
    h('span', { class: tone }, sign),
    personView(person),
    ' ',
    h('span', { class: 'aside' }, words.filter((one) => one !== '').join(', ')),
  ];
}

/** Keys are made of words of the mail: only our own count. */
function known(key: string, labels: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
