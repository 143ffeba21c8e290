// A DMARC report: its sums, and its rows by how many messages they are about.

import type { DmarcReport } from '../../../inspect/reports/dmarcReport.ts';
import type { Labels } from '../../labels.ts';
import { button, fill, h, list, momentText, numberText, sentences } from '../dom.ts';
import { firstOrder, inOrder, nextOrder } from '../../content/dmarcOrder.ts';
import type { DmarcColumn } from '../../content/dmarcOrder.ts';
import { dmarcTotals, isAligned } from '../../content/dmarcTotals.ts';
import { mark } from './marks.ts';

type Row = DmarcReport['rows'][number];

export function dmarcView(report: DmarcReport, labels: Labels, locale: string): HTMLElement {
  const { organisation, email, id, begin, end, policy, errors, rows, more } = report;
  const totals = dmarcTotals(rows);
  const number = (value: number): string => numberText(value, locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const share = (value: number): string =>
    totals.messages === 0
      ? number(value)
      : fill(labels.dmarcShare, number(value), percent.format(value / totals.messages));
  const moments = [begin, end].map((ms) => (ms === undefined ? '?' : momentText(ms, locale)));
  const { domain = '?', ...published } = policy;
  return h(
    'article',
    { class: 'dmarc' },
    h('h2', {}, fill(labels.dmarcTitle, organisation === '' ? '?' : organisation, domain)),
    sums([
      [labels.dmarcMessages, number(totals.messages), ''],
      [labels.dmarcPassed, share(totals.passed), 'good'],
      [labels.dmarcFailed, share(totals.failed), totals.failed > 0 ? 'bad' : ''],
      [labels.dmarcDkim, share(totals.dkim), ''],
      [labels.dmarcSpf, share(totals.spf), ''],
    ]),
    list([
      [
        labels.dmarcPeriod,
        begin === undefined && end === undefined ? '' : fill(labels.certificateSpan, ...moments),
      ],
      [
        labels.dmarcPolicy,
        Object.entries(published)
          .map(([name, value]) => `${name}=${value}`)
          .join('; '),
      ],
      [
        labels.dmarcDone,
        totals.dispositions
          .map(([name, count]) => `${dispositionWords(name, labels)}: ${number(count)}`)
          .join(', '),
      ],
      [labels.dmarcContact, email],
      [labels.dmarcId, id !== '' && h('bdi', {}, id)],
    ]),
    errors.length > 0 && h('div', {}, h('h3', {}, labels.dmarcErrors), sentences(errors, 'faults')),
    rowsTable(rows, labels, locale),
    more > 0 && h('p', { class: 'note' }, fill(labels.dmarcMore, number(more))),
  );
}

function sums(all: readonly (readonly [name: string, value: string, look: string])[]): HTMLElement {
  return h(
    'dl',
    { class: 'sums' },
    ...all.map(([name, value, look]) => h('div', { class: look }, h('dt', {}, name), h('dd', {}, value))),
  );
}

/** Sorted by what is chosen in its head (WAI-ARIA APG: sortable table). */
function rowsTable(rows: readonly Row[], labels: Labels, locale: string): HTMLElement {
  let order = firstOrder;
  let isWhole = rows.length <= FIRST_ROWS;
  const body = h('tbody');
  const columns: readonly (readonly [words: string, column?: DmarcColumn])[] = [
    [labels.dmarcMessages, 'count'],
    [labels.dmarcSourceIp, 'sourceIp'],
    [labels.dmarcDkim, 'dkim'],
    [labels.dmarcSpf, 'spf'],
    [labels.dmarcDone, 'disposition'],
    [labels.dmarcFrom, 'headerFrom'],
    [labels.dmarcDetails],
  ];
  const heads = columns.map(([words, column]) => {
    if (!column) return { column, head: h('th', { scope: 'col' }, words) };
    const choose = (): void => {
      order = nextOrder(order, column);
      show();
    };
    return { column, head: h('th', { scope: 'col' }, button(words, choose, { class: 'sort' })) };
  });
  const show = (): void => {
    for (const { column, head } of heads) {
      if (column === order.column) head.setAttribute('aria-sort', order.direction);
      else head.removeAttribute('aria-sort');
    }
    const sorted = inOrder(rows, order);
    const shown = isWhole ? sorted : sorted.slice(0, FIRST_ROWS);
    body.replaceChildren(...shown.map((row) => rowView(row, labels, locale)));
  };
  show();
  const box = h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': labels.dmarcTable },
    h(
      'table',
      {},
      h('caption', {}, labels.dmarcTable),
      h('thead', {}, h('tr', {}, ...heads.map(({ head }) => head))),
      body,
    ),
  );
  if (isWhole) return box;
  const rest = h('p', {}, fill(labels.dmarcShown, FIRST_ROWS, numberText(rows.length, locale)), ' ');
  const all = (): void => {
    isWhole = true;
    show();
    rest.remove();
    box.focus();
  };
  rest.append(button(labels.dmarcAll, all));
  return h('div', {}, box, rest);
}

function rowView(row: Row, labels: Labels, locale: string): HTMLElement {
  const { sourceIp, count, dkim, spf, disposition, reasons, headerFrom, dkimResults, spfResults } = row;
  const result = (words: string): HTMLElement => {
    const tone = words.toLowerCase() === 'pass' ? 'good' : words === '' ? 'unknown' : 'bad';
    return h('td', { class: tone }, mark(tone, labels), words);
  };
  const checks = [
    ...dkimResults.map(
      (one) => `DKIM ${one.domain}${one.selector === undefined ? '' : ` (${one.selector})`}: ${one.result}`,
    ),
    ...spfResults.map((one) => `SPF ${one.domain}: ${one.result}`),
  ];
  const why = reasons.map(({ type, comment }) => [type, comment].filter((one) => one !== '').join(': '));
  return h(
    'tr',
    { class: isAligned(row) ? 'aligned' : 'unaligned' },
    h('td', { class: 'number' }, numberText(count, locale)),
    h('th', { scope: 'row' }, h('bdi', {}, sourceIp)),
    result(dkim),
    result(spf),
    h(
      'td',
      {},
      dispositionWords(disposition, labels),
      why.length > 0 && h('div', { class: 'aside' }, why.join(', ')),
    ),
    h('td', {}, h('bdi', {}, headerFrom)),
    h('td', { class: 'details' }, ...checks.map((words) => h('div', {}, h('bdi', {}, words)))),
  );
}

function dispositionWords(disposition: string, labels: Labels): string {
  const words: Readonly<Record<string, string>> = {
    none: labels.dmarcNone,
    quarantine: labels.dmarcQuarantine,
    reject: labels.dmarcReject,
  };
  return Object.hasOwn(words, disposition) ? (words[disposition] ?? disposition) : disposition;
}

const FIRST_ROWS = 200;
