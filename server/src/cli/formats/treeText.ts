// The parts of a message for people: one line a part, indented.

import type { PartTree } from '../../core/index.ts';
import type { Paint } from '../colours.ts';
import { printable } from '../printable.ts';

/** The lines, each with its line end. */
export function* treeText(root: PartTree, paint: Paint): Generator<string> {
  const open = [{ part: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, depth } = next;
    yield `${indent(depth)}${line(part, paint)}\n`;
    for (const child of [...part.parts].reverse()) open.push({ part: child, depth: depth + 1 });
  }
}

function line(part: PartTree, paint: Paint): string {
  const { type, filename, disposition, charset, encoding, decodedOctets } = part;
  const subject = part.headers.find(({ name }) => name.toLowerCase() === 'subject')?.decoded;
  const details = [disposition, charset, part.parts.length > 0 ? undefined : encoding, size(decodedOctets)]
    .filter((detail) => typeof detail === 'string' && detail !== '')
    .map((detail) => printable(String(detail)));
  return [
    paint('strong', printable(type)),
    ...(filename === null ? [] : [quoted(filename)]),
    paint('quiet', details.join(', ')),
    ...(subject === undefined ? [] : [quoted(subject)]),
  ].join('  ');
}

function quoted(text: string): string {
  return `"${printable(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text)}"`;
}

function size(octets: number): string {
  return octets === 1 ? '1 octet' : `${octets} octets`;
}

/** Deeper parts stand at the last indent with their depth in front: a line stays a line. */
function indent(depth: number): string {
  return depth <= MAX_INDENT ? '  '.repeat(depth) : `${'  '.repeat(MAX_INDENT)}(depth ${depth}) `;
}

const MAX_INDENT = 30;
const MAX_TEXT = 100;
