// What a FETCH answer says of a message, as the list and the outline show it.

import type { FetchMessageObject, MailboxObject, MessageStructureObject } from 'imapflow';

import type { Envelope, OutlineNode, OutlinePart, Person } from '../mailStore.ts';

export function imapEnvelope(
  { path, uidValidity }: Pick<MailboxObject, 'path' | 'uidValidity'>,
  message: FetchMessageObject,
): Envelope {
  const { uid, envelope, internalDate, size = 0, flags = new Set<string>(), bodyStructure } = message;
  const [from = ''] = namesOf(envelope?.from);
  const to = namesOf(envelope?.to).join(', ');
  return {
    id: { folder: path, validity: String(uidValidity), uid: String(uid) },
    from,
    ...(to === '' ? {} : { to }),
    people: [envelope?.from, envelope?.to, envelope?.cc].flatMap(peopleOf),
    subject: envelope?.subject ?? '',
    date: millisecondsOf(internalDate) ?? millisecondsOf(envelope?.date) ?? 0,
    size,
    flags,
    hasAttachments: outlineParts(bodyStructure).some(isAttachment),
  };
}

/** The first of them that have an address. */
function peopleOf(
  addresses: readonly { readonly name?: string | undefined; readonly address?: string | undefined }[] = [],
): readonly Person[] {
  return addresses.slice(0, MAX_NAMES).flatMap(({ name = '', address = '' }) =>
    address === ''
      ? []
      : [
          {
            ...(name === '' ? {} : { name: name.slice(0, MAX_NAME) }),
            address: address.slice(0, MAX_NAME),
          },
        ],
  );
}

/** Of the first of them, names where they have one. */
function namesOf(
  addresses: readonly { readonly name?: string | undefined; readonly address?: string | undefined }[] = [],
): readonly string[] {
  return addresses
    .slice(0, MAX_NAMES)
    .map(({ name = '', address = '' }) => (name === '' ? address : name).slice(0, MAX_NAME))
    .filter((shown) => shown !== '');
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

/** All parts of a structure, each behind the one around it; those of messages within, too. */
export function outlineNodes(root: MessageStructureObject | undefined): readonly OutlineNode[] {
  const nodes: OutlineNode[] = [];
  const pending = root ? [{ node: root, depth: 0 }] : [];
  for (let next = pending.pop(); next && nodes.length < MAX_PARTS; next = pending.pop()) {
    const { node, depth } = next;
    const { childNodes = [], disposition, dispositionParameters, parameters, size, encoding } = node;
    const type = node.type.toLowerCase();
    const name = dispositionParameters?.['filename'] ?? parameters?.['name'];
    const isLeaf = !type.startsWith('multipart/');
    nodes.push({
      ...{ section: node.part ?? (isLeaf ? '1' : ''), type, depth },
      ...(name === undefined ? {} : { name }),
      ...(isLeaf ? { size: size ?? 0, encoding: (encoding ?? '7bit').toLowerCase() } : {}),
      ...(disposition === undefined ? {} : { disposition: disposition.toLowerCase() }),
    });
    pending.push(...[...childNodes].reverse().map((child) => ({ node: child, depth: depth + 1 })));
  }
  return nodes;
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

/** Addresses whose names are shown, and UTF-16 units of each. */
const MAX_NAMES = 5;
const MAX_NAME = 200;
const MAX_PARTS = 10_000;
