// A report that is an attachment: unpacked by the host, shown by its kind.

import type { BodyOptions } from '../bodies.ts';
import { fill, h } from '../dom.ts';
import { ask } from '../host.ts';
import { dmarcView } from './dmarcReport.ts';
import { tlsView } from './tlsReport.ts';

/** Is filled when the report is there. */
export function fileReport(id: string, { message, labels, locale }: BodyOptions): HTMLElement {
  const part = message.parts.find((one) => one.id === id);
  const name = fill(labels.reportFile, part?.name ?? id);
  const section = h('section', { 'aria-busy': true }, h('p', { class: 'note' }, labels.reportLoading));
  const show = (...children: readonly Node[]): void => {
    section.removeAttribute('aria-busy');
    section.replaceChildren(...children);
  };
  ask('reportFile', { id }).then(
    (found) => {
      if (found.kind === 'dmarc') show(dmarcView(found.report, labels, locale));
      else if (found.kind === 'tls') show(tlsView(found.report, labels, locale));
      else show(h('h2', {}, name), h('p', { role: 'alert' }, found.sentence));
    },
    (error: unknown) =>
      show(
        h('h2', {}, name),
        h('p', { role: 'alert' }, error instanceof Error ? error.message : String(error)),
      ),
  );
  return section;
}
