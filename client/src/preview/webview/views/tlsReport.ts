// A report of SMTP TLS: each policy with how many sessions held it, and why others did not.

import type { TlsReport } from '../../../inspect/reports/tlsReport.ts';
import type { Labels } from '../../labels.ts';
import { fill, h, list, numberText } from '../dom.ts';

type Policy = TlsReport['policies'][number];

export function tlsView(report: TlsReport, labels: Labels, locale: string): HTMLElement {
  const { organisation, contact, id, start, end, policies } = report;
  return h(
    'article',
    { class: 'tls' },
    h('h2', {}, fill(labels.tlsTitle, organisation === '' ? '?' : organisation)),
    list([
      [labels.dmarcPeriod, start === '' && end === '' ? '' : fill(labels.certificateSpan, start, end)],
      [labels.dmarcContact, contact],
      [labels.dmarcId, id !== '' && h('bdi', {}, id)],
    ]),
    ...policies.map((policy) => policyView(policy, labels, locale)),
  );
}

function policyView(policy: Policy, labels: Labels, locale: string): HTMLElement {
  const { type, domain, hosts, lines, successful, failed, failures } = policy;
  const number = (value: number): string => numberText(value, locale);
  const sorted = [...failures].sort((one, another) => another.sessions - one.sessions);
  return h(
    'section',
    {},
    h('h3', {}, fill(labels.tlsPolicy, domain, words(`tls-${type}`, labels) ?? type)),
    h(
      'dl',
      { class: 'sums' },
      h('div', { class: 'good' }, h('dt', {}, labels.tlsGood), h('dd', {}, number(successful))),
      h('div', { class: failed > 0 ? 'bad' : '' }, h('dt', {}, labels.tlsBad), h('dd', {}, number(failed))),
    ),
    list([
      [labels.tlsHosts, hosts.join(', ')],
      [labels.tlsLines, lines.length > 0 && h('pre', {}, lines.join('\n'))],
    ]),
    sorted.length === 0 ? h('p', { class: 'note' }, labels.tlsNoFailures) : table(sorted, labels, number),
  );
}

function table(failures: Policy['failures'], labels: Labels, number: (value: number) => string): HTMLElement {
  const heads = [
    labels.tlsSessions,
    labels.tlsKind,
    labels.tlsSending,
    labels.tlsReceiving,
    labels.tlsReason,
  ];
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': labels.tlsTable },
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
      h(
        'tbody',
        {},
        ...failures.map((one) =>
          h(
            'tr',
            {},
            h('td', { class: 'number' }, number(one.sessions)),
            h(
              'th',
              { scope: 'row' },
              words(`tls-${one.resultType}`, labels) ?? '',
              h('div', { class: 'aside' }, one.resultType),
            ),
            h('td', {}, h('bdi', {}, one.sendingIp)),
            h(
              'td',
              {},
              h('bdi', {}, [one.receivingHost, one.receivingIp].filter((host) => host !== '').join(' ')),
            ),
            h('td', {}, h('bdi', {}, one.reason)),
          ),
        ),
      ),
    ),
  );
}

/** Keys are made of words of the report: only our own count. */
function words(key: string, labels: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
