// The sections of a message (RFC 9051 6.4.5.1) by its parts: how IMAP names them, and where their octets stand.

import type { ParsedPart } from '../../../server/src/lsp/protocol.ts';
import type { MessageOutline, OctetRange, OutlineNode } from './mailStore.ts';

/** What of a part its section is found by: offsets into the octets of the message. */
export type SectionPart = Pick<
  ParsedPart,
  'type' | 'parent' | 'disposition' | 'filename' | 'encoding' | 'headerFrom' | 'bodyFrom' | 'bodyTo'
>;

/** The name of each part; empty for a multipart that is a message itself, which has none. */
export function sectionsOf(parts: readonly SectionPart[]): readonly string[] {
  const sections: string[] = [];
  /** What stands in front of the numbers of those below each part, and how many of them were met. */
  const below: { readonly prefix: string; count: number }[] = [];
  for (const { parent, type } of parts) {
    const around = parent === null ? undefined : below[parent];
    const isMultipart = type.startsWith('multipart/');
    const holder = parent === null ? undefined : parts[parent];
    // A message in a message, or the message itself: it numbers its parts, and is the first where it has none.
    const isMessage = !holder?.type.startsWith('multipart/');
    const number = around ? ++around.count : 1;
    const own = dotted(around?.prefix ?? '', isMessage ? 1 : number);
    const section = isMessage && isMultipart ? '' : own;
    sections.push(section);
    below.push({ prefix: section === '' ? (around?.prefix ?? '') : section, count: 0 });
  }
  return sections;
}

/** What a message is made of. @param header its octets. */
export function outlineOf(header: Uint8Array, parts: readonly SectionPart[]): MessageOutline {
  const sections = sectionsOf(parts);
  const depths: number[] = [];
  const nodes = parts.map((part, index): OutlineNode => {
    const depth = part.parent === null ? 0 : (depths[part.parent] ?? 0) + 1;
    depths.push(depth);
    const { type, filename, disposition, encoding, bodyFrom, bodyTo } = part;
    return {
      ...{ section: sections[index] ?? '', type, depth },
      ...(filename === null ? {} : { name: filename }),
      ...(disposition === null ? {} : { disposition }),
      ...(type.startsWith('multipart/') ? {} : { size: bodyTo - bodyFrom, encoding }),
    };
  });
  const isWithin = parts.map(() => false);
  const leaves = nodes.filter((_, index) => {
    const parent = parts[index]?.parent ?? null;
    // A message within is one part, whatever it is made of.
    const within = parent !== null && (isWithin[parent] === true || !isMultipart(parts[parent]));
    isWithin[index] = within;
    return !within && !isMultipart(parts[index]);
  });
  return {
    header,
    nodes,
    parts: leaves.map(({ depth: _, size = 0, encoding = '7bit', ...part }) => ({ ...part, size, encoding })),
  };
}

/** Where the octets of a section stand; undefined where there is no such section. */
export function rangeOf(parts: readonly SectionPart[], section: string): OctetRange | undefined {
  const [, numbers = '', what = ''] = /^([\d.]*?)\.?(HEADER|TEXT|MIME)?$/i.exec(section) ?? [];
  const kind = what.toUpperCase();
  const sections = sectionsOf(parts);
  const index = numbers === '' ? 0 : sections.indexOf(numbers);
  const part = parts[index];
  if (!part || (numbers === '' && kind === 'MIME')) return undefined;
  if (kind === 'MIME') return { from: part.headerFrom, to: part.bodyFrom };
  if (kind === '') return { from: numbers === '' ? part.headerFrom : part.bodyFrom, to: part.bodyTo };
  // Of a part, these are those of the message in it.
  const message = numbers === '' ? part : parts.find(({ parent }) => parent === index);
  if (!message || (numbers !== '' && isMultipart(part))) return undefined;
  return kind === 'HEADER'
    ? { from: message.headerFrom, to: message.bodyFrom }
    : { from: message.bodyFrom, to: message.bodyTo };
}

function isMultipart(part: SectionPart | undefined): boolean {
  return part?.type.startsWith('multipart/') === true;
}

function dotted(prefix: string, number: number): string {
  return prefix === '' ? String(number) : `${prefix}.${number}`;
}
