// What a FETCH answer says of a message, as the list and the outline show it.

import type { FetchMessageObject, MailboxObject, MessageStructureObject } from 'imapflow';

import type { Envelope, OutlinePart } from '../mailStore.ts';

export function imapEnvelope(
  { path, uidValidity }: Pick<MailboxObject, 'path' | 'uidValidity'>,
  message: FetchMessageObject,
): Envelope {
  const { uid, envelope, internalDate, size = 0, flags = new Set<string>(), bodyStructure } = message;
  const [from] = envelope?.from ?? [];
  return {
    id: { folder: path, validity: String(uidValidity), uid: String(uid) },
    from: from?.name === undefined || from.name === '' ? (from?.address ?? '') : from.name,
    subject: envelope?.subject ?? '',
    date: millisecondsOf(internalDate) ?? millisecondsOf(envelope?.date) ?? 0,
    size,
    flags,
    hasAttachments: outlineParts(bodyStructure).some(isAttachment),
  };
}

/** The leaves of a structure, in order. */
export function outlineParts(root: MessageStructureObject | undefined): readonly OutlinePart[] {
  const parts: OutlinePart[] = [];
  const pending = root ? [root] : [];
  for (let node = pending.pop(); node && parts.length < MAX_PARTS; node = pending.pop()) {
    const { disposition, dispositionParameters, parameters, childNodes, type, part, size, encoding } = node;
    // A message within is one part, though its structure is told too.
    if (childNodes && !type.startsWith('message/')) {
      pending.push(...[...childNodes].reverse());
      continue;
    }
    const name = dispositionParameters?.['filename'] ?? parameters?.['name'];
    parts.push({
      section: part ?? '1',
      type: type.toLowerCase(),
      ...(name === undefined ? {} : { name }),
      size: size ?? 0,
      encoding: (encoding ?? '7bit').toLowerCase(),
      ...(disposition === undefined ? {} : { disposition: disposition.toLowerCase() }),
    });
  }
  return parts;
}

/** A part that says it is one, or that has a file name and is no picture in the text. */
function isAttachment({ disposition, name, type }: OutlinePart): boolean {
  return (
    disposition === 'attachment' ||
    (name !== undefined && disposition !== 'inline' && !type.startsWith('text/'))
  );
}

function millisecondsOf(date: Date | string | undefined): number | undefined {
  const time = date === undefined ? NaN : new Date(date).getTime();
  return Number.isNaN(time) ? undefined : time;
}

const MAX_PARTS = 10_000;
