// Reads the parameters of a MIME field from its tree: names, raw values, sections (RFC 2045 5.1, RFC 2231).

import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';
import type { Field } from '../field.ts';
import { unfold } from '../field.ts';

/** One `;attribute=value` as written; ranges are host ranges. */
export interface ParameterNode extends TextRange {
  /** The attribute in lower case, without its section. */
  readonly name: string;
  readonly nameRange: TextRange;
  /** The section number of a continued parameter (RFC 2231 3). */
  readonly section: number | undefined;
  /** True where the value is extended: `name*=` or `name*0*=` (RFC 2231 4). */
  readonly extended: boolean;
  /** The value without quotes and with quoted pairs undone; extended values stay percent-encoded. */
  readonly value: string;
  readonly valueRange: TextRange;
}

/** The parameters of a field in order, sections not joined. */
export function parametersOf(field: Field): readonly ParameterNode[] {
  const found: ParameterNode[] = [];
  for (const node of field.tree.root.descendants(Kind.Parameter)) {
    const attribute = node.child(Kind.Attribute);
    const value = node.child(Kind.ParameterValue);
    if (!attribute || !value) continue;
    const section = node.child(Kind.ParameterSection);
    const mark = section ? field.ownText(section.from, section.to) : '';
    found.push({
      from: node.from,
      to: node.to,
      name: field.ownText(attribute.from, attribute.to).toLowerCase(),
      nameRange: attribute,
      section: /\d/.test(mark) ? Number.parseInt(mark.slice(1), 10) : undefined,
      extended: mark.endsWith('*'),
      value: parameterText(field, value),
      valueRange: value,
    });
  }
  return found;
}

/** The raw value of a parameter: its sections joined, nothing decoded; undefined where it is not there. */
export function rawParameter(parameters: readonly ParameterNode[], name: string): string | undefined {
  const own = parameters.filter((parameter) => parameter.name === name);
  const whole = own.find((parameter) => parameter.section === undefined);
  if (whole) return whole.extended ? extendedText(whole.value) : whole.value;
  if (own.length === 0) return undefined;
  return [...own]
    .sort((a, b) => (a.section ?? 0) - (b.section ?? 0))
    .map((parameter) => (parameter.extended && parameter.section === 0 ? extendedText(parameter.value) : parameter.value))
    .join('');
}

function extendedText(value: string): string {
  return value.replace(/^[^']*'[^']*'/, '');
}

/** The value's own characters: quotes, comments and folding removed, quoted pairs undone. */
function parameterText(field: Field, value: SyntaxNode): string {
  let text = '';
  for (const child of value.children()) {
    if (child.kind === Kind.QuotedString) text += quotedText(field, child);
    else if (child.kind !== Kind.Comment && child.kind !== Kind.Fws && child.kind !== Kind.LinePrefix)
      text += field.ownText(child.from, child.to);
  }
  return text;
}

/** What a quoted string stands for (RFC 5322 3.2.4). `node` is a QuotedString. */
export function quotedText(field: Field, node: SyntaxNode): string {
  let text = '';
  for (const child of node.children()) {
    if (child.kind === Kind.QuotedPair) text += field.ownText(child.from + 1, child.to);
    else if (child.kind === Kind.Fws) text += unfold(field.ownText(child.from, child.to));
    else if (child.kind === Kind.QuotedText || child.kind === Kind.Junk) text += field.ownText(child.from, child.to);
  }
  return text;
}
