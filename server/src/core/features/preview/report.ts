// What a message reports, if it is a report: finds the part for programs and hands it to whoever reads its kind.

import type { Decoding } from '../../message/charsets.ts';
import { abuseReport } from './abuseReport.ts';
import { deliveryReport } from './deliveryReport.ts';
import { dispositionReport } from './dispositionReport.ts';
import type { NumberedPart } from './numberedParts.ts';
import { reportBlocks } from './reportFields.ts';
import type { ReportSource } from './reportFields.ts';
import type { MailReport } from './reportTypes.ts';

/** The report of a message, not of one that is attached to it; undefined where there is none. */
export function mailReport(parts: readonly NumberedPart[], decoding: Decoding): MailReport | undefined {
  const found = parts.find((numbered) => isOwn(numbered) && readers.has(numbered.part.mediaType.name));
  const read = found && readers.get(found.part.mediaType.name);
  if (!read) return undefined;
  const siblings = parts.filter((numbered) => numbered !== found && numbered.parent === found.parent);
  const text = siblings.find(({ part }) => part.mediaType.type === 'text' || part.multipart);
  const returned = siblings.find(({ part }) => RETURNED.has(part.mediaType.name));
  return read({
    text: text && text !== returned ? text.id : null,
    data: found.id,
    returned: returned?.id ?? null,
    blocks: reportBlocks(found.part, decoding),
  });
}

/** Not in a message that is attached. */
function isOwn(numbered: NumberedPart): boolean {
  for (let at = numbered; at.parent; at = at.parent) if (at.part.role === 'message') return false;
  return true;
}

const readers: ReadonlyMap<string, (source: ReportSource) => MailReport> = new Map<
  string,
  (source: ReportSource) => MailReport
>([
  ['message/delivery-status', deliveryReport],
  ['message/global-delivery-status', deliveryReport],
  ['message/disposition-notification', dispositionReport],
  ['message/global-disposition-notification', dispositionReport],
  ['message/feedback-report', abuseReport],
]);
const RETURNED = new Set([
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'message/global-headers',
]);
