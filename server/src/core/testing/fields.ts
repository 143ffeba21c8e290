// One header field of a small message, for the tests of field grammars.

import type { Field } from '../message/field.ts';
import type { ExampleContext } from '../rules/rule.ts';
import { dump, treeFault } from '../syntax/tree.ts';
import { hostMessage } from './contexts.ts';
import type { Hosted } from './contexts.ts';

/** The first field of a header written in `text`, in its host. Lines end with `\n`. */
export function fieldOf(text: string, context: ExampleContext = 'eml'): { field: Field; hosted: Hosted } {
  const hosted = hostMessage(`${text}\n\n`, context);
  const field = hosted.document.messages.at(0)?.header.fields[0];
  if (!field) throw new Error(`No field in ${JSON.stringify(text)}`);
  return { field, hosted };
}

/** The faults of a field as `code:text`. */
export function faultsOf(text: string): string[] {
  const { field } = fieldOf(text);
  return field.faults.map(({ code, from, to }) => `${code}:${field.text.slice(from, to)}`);
}

/** The tree of a field's value, an indented line a node. */
export function valueDump(text: string): string {
  const { field, hosted } = fieldOf(text);
  const lines = dump(field.tree, (from, to) => hosted.host.slice(from, to)).split('\n');
  return lines
    .slice(lines.findIndex((line) => line.includes('FieldBody')) + 1)
    .filter((line) => line.startsWith('    '))
    .map((line) => line.slice(4))
    .join('\n');
}

/** What is wrong with the field's tree as a lossless tree; undefined where nothing is. */
export function losslessFault(field: Field): string | undefined {
  return treeFault(field.tree, field.from, field.to);
}
