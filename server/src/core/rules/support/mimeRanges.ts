// Where the pieces of a part's MIME fields stand that findings point at.

import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import { parametersOf } from '../../message/views/parameters.ts';
import type { ParameterNode } from '../../message/views/parameters.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { TextRange } from '../../text/range.ts';
import { valueRange } from './fieldRanges.ts';
import { headerRange } from './missingField.ts';

/** The `type/subtype` of a part's Content-Type; the name of its first field where it has none. */
export function typeRange(part: Part): TextRange {
  const { field } = part.mediaType;
  if (!field) return headerRange(part);
  const node = field.tree.root.find(Kind.ContentType);
  const type = node?.child(Kind.MediaType);
  const subtype = node?.child(Kind.MediaSubtype);
  return type && subtype ? { from: type.from, to: subtype.to } : valueRange(field);
}

/** The encoding named by a Content-Transfer-Encoding field. */
export function mechanismRange(field: Field): TextRange {
  return field.tree.root.find(Kind.Mechanism) ?? valueRange(field);
}

/** The transfer encoding's name, or the type where the part has none. */
export function encodingRange(part: Part): TextRange {
  const field = part.field('content-transfer-encoding');
  return field ? mechanismRange(field) : typeRange(part);
}

/** A parameter of the part's Content-Type as it is written; the first of its sections. */
export function typeParameter(part: Part, name: string): ParameterNode | undefined {
  const { field } = part.mediaType;
  return field && parametersOf(field).find((parameter) => parameter.name === name);
}

/** A parameter of the part's Content-Disposition as it is written; the first of its sections. */
export function dispositionParameter(part: Part, name: string): ParameterNode | undefined {
  const field = part.field('content-disposition');
  return field && parametersOf(field).find((parameter) => parameter.name === name);
}

/** The parameter's value without its quotes. */
export function unquotedRange(field: Field, { from, to }: TextRange): TextRange {
  const text = field.ownText(from, to);
  return text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? { from: from + 1, to: to - 1 }
    : { from, to };
}
