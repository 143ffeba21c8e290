// What a report says: of a delivery, of a reading, of abuse.

import type { ReportResult } from '../../../../../server/src/lsp/protocol.ts';
import type { Labels } from '../../labels.ts';
import type { BodyOptions } from '../bodies.ts';
import { button, fill, h, list, sentences } from '../dom.ts';
import { ask, send } from '../host.ts';

type Report = NonNullable<ReportResult>;
type Recipient = Extract<Report, { readonly kind: 'delivery' }>['recipients'][number];

export async function fillReport(panel: HTMLElement, { labels }: BodyOptions): Promise<void> {
  const { report } = await ask('report', {});
  if (!report) {
    panel.replaceChildren(h('p', { class: 'note' }, labels.noBody));
    return;
  }
  const { returned } = report;
  const shown = [
    h('p', {}, h('strong', {}, report.words)),
    sentences(report.faults, 'faults'),
    ...(report.kind === 'delivery' ? report.recipients.map((one) => recipientView(one, labels)) : []),
    report.kind === 'delivery' &&
      report.more > 0 &&
      h('p', { class: 'note' }, fill(labels.reportMore, report.more)),
    fieldsView(report.fields, labels),
    returned !== null &&
      h(
        'p',
        {},
        button(labels.openPreview, () => send({ type: 'part', action: 'preview', id: returned })),
      ),
  ];
  panel.replaceChildren(...shown.filter((one) => one !== undefined && one !== false));
}

function recipientView(one: Recipient, labels: Labels): HTMLElement {
  const server = [one.remote, one.diagnostic].filter((words) => words !== null).join(': ');
  return h(
    'article',
    { class: one.verdict },
    h(
      'h2',
      {},
      h('bdi', {}, one.recipient),
      ' ',
      button(labels.showInSource, () => send({ type: 'reveal', range: one.at }), { class: 'small' }),
    ),
    list([
      [labels.reportWhat, one.words],
      [labels.reportWhy, one.why ?? ''],
      [labels.reportNext, one.next ?? ''],
      [labels.reportServer, server !== '' && h('code', {}, server)],
      [
        '',
        one.source !== null && h('span', { class: 'aside' }, fill(labels.reportReference, one.source.label)),
      ],
    ]),
    fieldsView(one.fields, labels),
  );
}

function fieldsView(fields: Report['fields'], labels: Labels): HTMLElement | undefined {
  if (fields.length === 0) return undefined;
  return h(
    'details',
    {},
    h('summary', {}, labels.reportFields),
    list(fields.map(({ name, value, meaning }) => [name, h('bdi', { title: meaning ?? undefined }, value)])),
  );
}
