// Invitations as cards.

import type { Calendar } from '../../../inspect/calendar/readCalendar.ts';
import type { Labels } from '../../labels.ts';
import type { BodyOptions } from '../bodies.ts';
import { fill, h, list } from '../dom.ts';
import { ask } from '../host.ts';

type Entry = Calendar['entries'][number];

export async function fillCalendar(
  panel: HTMLElement,
  { message, labels, locale }: BodyOptions,
): Promise<void> {
  const cards: HTMLElement[] = [];
  for (const id of message.bodies.calendar) {
    const { calendar } = await ask('calendar', { id });
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
  const person = (one: NonNullable<Entry['organizer']>): string =>
    one.name === '' ? one.address : `${one.name} <${one.address}>`;
  return h(
    'article',
    { class: 'card' },
    h('h2', { dir: 'auto' }, entry.summary),
    list([
      [labels.calendarStatus, [method, entry.status].filter((one) => one !== '').join(', ')],
      [labels.calendarWhen, whenWords(entry, labels, locale)],
      [labels.calendarRepeats, entry.recurrence],
      [labels.calendarWhere, entry.location],
      [labels.calendarOrganizer, entry.organizer && person(entry.organizer)],
      [
        labels.calendarWho,
        entry.attendees.length > 0 &&
          h(
            'ul',
            { class: 'people' },
            ...entry.attendees.map((one) => h('li', {}, `${person(one)} ${one.status}`)),
          ),
      ],
    ]),
    entry.description !== '' && h('p', { class: 'plain', dir: 'auto' }, entry.description),
  );
}

function whenWords({ start, end }: Entry, labels: Labels, locale: string): string {
  if (!start) return '';
  const words = (time: NonNullable<Entry['start']>): string => {
    const zone = time.zone === '' ? '' : ` ${time.zone}`;
    const written = `${time.text.replace('T', ' ')}${zone}`;
    if (time.epoch === undefined || !time.text.includes('T')) return written;
    const own = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(time.epoch);
    return `${own} (${written})`;
  };
  return end ? fill(labels.calendarTo, words(start), words(end)) : words(start);
}
