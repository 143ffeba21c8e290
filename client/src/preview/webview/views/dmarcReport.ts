// A DMARC report: its sums, and its rows by how many messages they are about.

import type { DmarcReport } from '../../../inspect/reports/dmarcReport.ts';
import type { Labels } from '../../labels.ts';
import { button, fill, h, list, momentText, numberText, sentences } from '../dom.ts';
import { byCount, dmarcTotals, isAligned } from '../../content/dmarcTotals.ts';
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
    rowsTable(byCount(rows), labels, locale),
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

function rowsTable(rows: readonly Row[], labels: Labels, locale: string): HTMLElement {
  const heads = [
    ...[labels.dmarcMessages, labels.dmarcSourceIp, labels.dmarcDkim, labels.dmarcSpf, labels.dmarcDone],
    ...[labels.dmarcFrom, labels.dmarcDetails],
  ];
  const body = h('tbody', {}, ...rows.slice(0, FIRST_ROWS).map((row) => rowView(row, labels, locale)));
  const box = h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': labels.dmarcTable },
    h(
      'table',
      {},
      h('caption', {}, labels.dmarcTable),
      h('thead', {}, h('tr', {}, ...heads.map((words) => h('th', { scope: 'col' }, words)))),
      body,
    ),
  );
  if (rows.length <= FIRST_ROWS) return box;
  const rest = h('p', {}, fill(labels.dmarcShown, FIRST_ROWS, numberText(rows.length, locale)), ' ');
  const all = (): void => {
    body.append(...rows.slice(FIRST_ROWS).map((row) => rowView(row, labels, locale)));
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
    h('td', {}, ...checks.map((words) => h('div', {}, h('bdi', {}, words)))),
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
