// What a report says: of a delivery, of a reading, of abuse, and what stands in files of DMARC and TLS.

import type { ReportResult } from '../../../../../server/src/lsp/protocol.ts';
import type { Labels } from '../../labels.ts';
import type { BodyOptions } from '../bodies.ts';
import { button, fill, h, list, momentText, sentences } from '../dom.ts';
import { ask, send } from '../host.ts';
import { fileReport } from './fileReport.ts';
import { mark, reveal } from './marks.ts';
import { reportFiles } from '../../content/reportFiles.ts';

type Report = NonNullable<ReportResult>;
type OfKind<Kind extends Report['kind']> = Extract<Report, { readonly kind: Kind }>;
type Recipient = OfKind<'delivery'>['recipients'][number];
type Rows = Parameters<typeof list>[0];

export async function fillReport(panel: HTMLElement, options: BodyOptions): Promise<void> {
  const { labels, locale, message } = options;
  const { report } = message.bodies.report === null ? { report: null } : await ask('report', {});
  const files = reportFiles(message).map((id) => fileReport(id, options));
  if (!report && files.length === 0) {
    panel.replaceChildren(h('p', { class: 'note' }, labels.reportNone));
    return;
  }
  panel.replaceChildren(...(report ? reportView(report, labels, locale) : []), ...files);
}

function reportView(report: Report, labels: Labels, locale: string): readonly HTMLElement[] {
  const { returned, words, faults, fields } = report;
  const rows = ROWS[report.kind](report as never, labels, (ms) =>
    ms === null ? '' : momentText(ms, locale),
  );
  const shown = [
    h('p', {}, h('strong', {}, words)),
    sentences(faults, 'faults'),
    list(rows),
    ...(report.kind === 'delivery'
      ? report.recipients.map((one) => recipientView(one, words, { labels, locale }))
      : []),
    report.kind === 'delivery' &&
      report.more > 0 &&
      h('p', { class: 'note' }, fill(labels.reportMore, report.more)),
    returned !== null &&
      h(
        'p',
        {},
        button(labels.reportReturned, () => send({ type: 'part', action: 'preview', id: returned })),
      ),
    fieldsView(fields, labels),
  ];
  return shown.filter((one) => one !== undefined && one !== false);
}

type Moment = (ms: number | null) => string;
const ROWS: {
  readonly [Kind in Report['kind']]: (report: OfKind<Kind>, labels: Labels, moment: Moment) => Rows;
} = {
  delivery: ({ reportedBy, arrivedAt }, labels, moment) => [
    [labels.reportBy, reportedBy ?? ''],
    [labels.reportArrived, moment(arrivedAt)],
  ],
  disposition: ({ recipient, originalRecipient, messageId, automatic }, labels) => [
    [labels.reportRecipient, recipient ?? ''],
    [labels.reportOriginal, originalRecipient === recipient ? '' : (originalRecipient ?? '')],
    [labels.reportMessage, messageId ?? ''],
    [
      labels.reportAutomatic,
      automatic === null ? '' : automatic ? labels.reportProgram : labels.reportPerson,
    ],
  ],
  abuse: (report, labels, moment) => [
    [labels.reportKind, report.feedbackType ?? ''],
    [labels.reportSource, report.sourceIp ?? ''],
    [labels.reportArrived, moment(report.arrivedAt)],
    [labels.reportIncidents, report.incidents === null ? '' : String(report.incidents)],
    [labels.reportSender, report.originalSender ?? ''],
    [labels.reportRecipient, report.originalRecipients.join(', ')],
    [labels.reportDomains, report.reportedDomains.join(', ')],
    [labels.reportAuthentication, report.authentication ?? ''],
  ],
};

/** @param whole what is said of the report as a whole. */
function recipientView(
  one: Recipient,
  whole: string,
  { labels, locale }: { readonly labels: Labels; readonly locale: string },
): HTMLElement {
  const server = [one.remote, one.diagnostic].filter((words) => words !== null).join(': ');
  const moment = (ms: number | null): string => (ms === null ? '' : momentText(ms, locale));
  return h(
    'article',
    { class: one.verdict },
    h(
      'h2',
      {},
      mark(one.verdict, labels),
      h('bdi', {}, one.recipient),
      ' ',
      reveal(one.at, labels, one.recipient),
    ),
    list([
      [labels.reportWhat, one.words === whole ? '' : one.words],
      [labels.reportWhy, one.why ?? ''],
      [labels.reportNext, one.next ?? ''],
      [labels.reportServer, server !== '' && h('code', {}, server)],
      [labels.reportOriginal, one.original === one.recipient ? '' : (one.original ?? '')],
      [labels.reportLast, moment(one.lastAttemptAt)],
      [labels.reportUntil, moment(one.retryUntil)],
    ]),
    one.source !== null && h('p', { class: 'aside' }, fill(labels.reportReference, one.source.label)),
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
