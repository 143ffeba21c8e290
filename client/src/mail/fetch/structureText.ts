// The structure of a message as a text to read: its parts, one a line, what stands in another below it.

import type { OutlineNode } from '../mailStore.ts';
import { shownText } from '../shownText.ts';

/** The words of the headings, in the language of the user. */
export interface StructureWords {
  readonly section: string;
  readonly type: string;
  readonly octets: string;
  readonly encoding: string;
  readonly disposition: string;
  readonly name: string;
}

/** @param head lines above the table. */
export function structureText(
  head: readonly string[],
  nodes: readonly OutlineNode[],
  words: StructureWords,
): string {
  const rows = nodes.map(({ section, type, depth, size, encoding = '', disposition = '', name = '' }) => [
    section,
    `${'  '.repeat(Math.min(depth, MAX_INDENT))}${shownText(type, MAX_TEXT)}`,
    size === undefined ? '' : String(size),
    shownText(encoding, MAX_TEXT),
    shownText(disposition, MAX_TEXT),
    shownText(name),
  ]);
  const { section, type, octets, encoding, disposition, name } = words;
  const table = [[section, type, octets, encoding, disposition, name], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        column === OCTETS ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return `${[...head, '', ...lines].join('\n')}\n`;
}

/** The column that stands to the right. */
const OCTETS = 2;
const MAX_INDENT = 40;
/** UTF-16 units. */
const MAX_TEXT = 60;
