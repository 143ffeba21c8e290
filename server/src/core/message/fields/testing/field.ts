// Helpers for tests of field grammars: a field from one line, its faults and its tree as text.

import { createDocument } from '../../document.ts';
import type { Field } from '../../field.ts';
import { dump } from '../../../syntax/tree.ts';
import { mappedLens } from '../../../text/lens.ts';
import { textSnapshot } from '../../../text/snapshot.ts';

/** The field that a header line, perhaps folded, makes. */
export function fieldOf(line: string): Field {
  const field = createDocument({ snapshot: textSnapshot(line) }).messages[0]?.header.fields[0];
  if (!field) throw new Error(`No field in ${JSON.stringify(line)}`);
  return field;
}

/** The same field in a transcript, each line behind `prefix`. */
export function prefixedFieldOf(line: string, prefix = 'C: '): Field {
  const lines = line.split(/(?<=\r\n|\r(?!\n)|\n)/);
  const columns = {
    from: [] as number[],
    content: [] as number[],
    contentTo: [] as number[],
    to: [] as number[],
  };
  let text = '';
  for (const each of lines) {
    columns.from.push(text.length);
    columns.content.push(text.length + prefix.length);
    text += prefix + each;
    columns.contentTo.push(text.length - (/[\r\n]*$/.exec(each)?.[0].length ?? 0));
    columns.to.push(text.length);
  }
  const snapshot = textSnapshot(text);
  const lens = mappedLens(snapshot, columns, { lineEnd: '\n', prefix });
  const field = createDocument({ snapshot, lenses: [lens] }).messages[0]?.header.fields[0];
  if (!field) throw new Error(`No field in ${JSON.stringify(text)}`);
  return field;
}

/** The faults of a header line in the order of the text: `code «text it covers»`. */
export function faultsOf(line: string): string[] {
  const field = fieldOf(line);
  return [...field.faults]
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map((fault) => `${fault.code} «${field.text.slice(fault.from, fault.to)}»`);
}

/** The tree of a header line as an indented listing. */
export function treeOf(line: string): string {
  const { tree, lens } = fieldOf(line);
  return dump(tree, (from, to) => lens.snapshot.slice(from, to));
}
