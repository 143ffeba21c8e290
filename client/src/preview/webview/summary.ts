// What stands above every message: subject, people, date, what protects it, what is to be minded.

import type { Labels } from '../labels.ts';
import { plainName } from '../content/strangeText.ts';
import type { ShownMessage } from '../messages.ts';
import { fill, h, list, sentences, timeText } from './dom.ts';
import type { SecurityState } from './securityState.ts';

type Address = ShownMessage['summary']['from'][number];

/** @param open opens a link of the header. */
export function summaryView(
  message: ShownMessage,
  notes: readonly string[],
  {
    labels,
    locale,
    open,
    security,
  }: { labels: Labels; locale: string; open: (target: string) => void; security: SecurityState },
): HTMLElement {
  const { summary, bounds } = message;
  const people = (all: readonly Address[]): Node | undefined => addresses(all, labels);
  const isSender = summary.sender.some(({ address }) => !summary.from.some((one) => one.address === address));
  return h(
    'header',
    { class: 'summary' },
    h('h1', { dir: 'auto' }, summary.subject === '' ? labels.noSubject : summary.subject),
    list([
      [labels.from, people(summary.from)],
      [labels.sender, isSender && people(summary.sender)],
      [labels.replyTo, people(summary.replyTo)],
      [labels.to, people(summary.to)],
      [labels.cc, people(summary.cc)],
      [labels.bcc, people(summary.bcc)],
      [labels.date, dateView(summary.date, labels, locale)],
      [
        labels.messageId,
        summary.messageId === '' ? undefined : h('bdi', { class: 'aside' }, summary.messageId),
      ],
      [labels.list, listView(summary.list, labels, open)],
      [labels.security, security.element],
    ]),
    sentences([...notes, ...bounds]),
  );
}

function addresses(all: readonly Address[], labels: Labels): HTMLElement | undefined {
  if (all.length === 0) return undefined;
  const shown = all.slice(0, MOST_ADDRESSES);
  let group: string | null = null;
  const items = shown.map(({ name, address, group: own, misleading }) => {
    const heading = own !== null && own !== group ? `${own}: ` : '';
    group = own;
    // A group is named in front of its first member.
    const isGroup = address === '' && name === own;
    return h(
      'li',
      {},
      heading,
      !isGroup && name !== '' && h('bdi', { class: 'name' }, plainName(name)),
      name !== '' && address !== '' && ' ',
      address !== '' &&
        h(
          'bdi',
          { class: name === '' ? undefined : 'address' },
          plainName(name === '' ? address : `<${address}>`),
        ),
      misleading && ' ',
      misleading && h('strong', { class: 'warning' }, labels.misleading),
    );
  });
  if (all.length > shown.length) items.push(h('li', {}, `+ ${all.length - shown.length}`));
  return h('ul', { class: 'people' }, ...items);
}

function dateView(date: ShownMessage['summary']['date'], labels: Labels, locale: string): Node | undefined {
  if (!date) return undefined;
  if (date.epochMs === null) return h('span', {}, date.text);
  return h(
    'span',
    {},
    h('time', { datetime: new Date(date.epochMs).toISOString() }, timeText(date.epochMs, locale)),
    ' ',
    h('span', { class: 'aside whole' }, `(${fill(labels.dateSent, date.text)})`),
  );
}

function listView(
  mailingList: ShownMessage['summary']['list'],
  labels: Labels,
  open: (target: string) => void,
): Node | undefined {
  if (!mailingList) return undefined;
  const { name, id, unsubscribe, oneClick } = mailingList;
  const [target] = unsubscribe;
  return h(
    'span',
    {},
    [name, id === '' ? '' : `<${id}>`].filter((one) => one !== '').join(' '),
    target !== undefined && ' ',
    target !== undefined &&
      h(
        'button',
        { type: 'button', class: 'link', title: target, click: () => open(target) },
        labels.unsubscribe,
      ),
    target !== undefined && oneClick && h('span', { class: 'aside' }, ` (${labels.oneClick})`),
  );
}

const MOST_ADDRESSES = 100;
