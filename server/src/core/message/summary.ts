// A part in few words: type, name, encoding, sizes; and the whole tree as plain data for the command line.

import { decodedOctets, charsetOf } from './body/bodyText.ts';
import type { Decoding } from './charsets.ts';
import type { Field } from './field.ts';
import type { Part } from './part.ts';
import { dispositionOf } from './views/contentDisposition.ts';
import { decodedValue } from './views/encodedWords.ts';
import { decodedParameter, decodedParameters } from './views/parameters.ts';

/** What a part is, in plain data. Offsets are host offsets. */
export interface PartSummary {
  /** `1` for the message, `1.2.3` for parts of parts. */
  readonly path: string;
  /** The media type in effect, `type/subtype` in lower case. */
  readonly type: string;
  /** The parameters of the Content-Type, decoded, by lower-case name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** `inline`, `attachment` or what else is written, in lower case; null where there is no Content-Disposition. */
  readonly disposition: string | null;
  /** The file name of the disposition, else the name of the type; null where there is none. */
  readonly filename: string | null;
  /** The Content-Transfer-Encoding in lower case; `7bit` where there is none. */
  readonly encoding: string;
  readonly charset: string | null;
  readonly headerFrom: number;
  readonly bodyFrom: number;
  readonly bodyTo: number;
  /** Octets of the body once decoded; its whole length for a multipart. */
  readonly decodedOctets: number;
}

/** One header field in plain data. */
export interface HeaderSummary {
  readonly name: string;
  /** Unfolded, otherwise as written. */
  readonly value: string;
  /** For people: encoded-words and charsets decoded. */
  readonly decoded: string;
  readonly from: number;
  readonly to: number;
}

/** A part with its header and its parts. */
export interface PartTree extends PartSummary {
  readonly headers: readonly HeaderSummary[];
  readonly parts: readonly PartTree[];
}

/** The summary of one part. */
export function partSummary(part: Part, decoding: Decoding, path: string = pathOf(part)): PartSummary {
  const typeField = part.mediaType.field;
  const parameters = typeField ? decodedParameters(typeField, decoding) : [];
  return {
    path,
    type: part.mediaType.name,
    parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
    disposition: dispositionOf(part)?.type ?? null,
    filename: filenameOf(part, decoding) ?? null,
    encoding: part.transferEncoding,
    charset: charsetOf(part, decoding) ?? null,
    headerFrom: part.from,
    bodyFrom: part.bodyFrom,
    bodyTo: part.bodyTo,
    decodedOctets: decodedOctets(part, decoding.host),
  };
}

/** The file name of a part: that of its disposition (RFC 2183 2.3), else the `name` of its type. */
export function filenameOf(part: Part, decoding: Decoding): string | undefined {
  const disposition = part.field('content-disposition');
  const name = disposition && decodedParameter(disposition, 'filename', decoding);
  if (name !== undefined && name !== '') return name;
  const { field } = part.mediaType;
  const typeName = field && decodedParameter(field, 'name', decoding);
  return typeName === '' ? undefined : typeName;
}

/** The tree of a message in plain data; iterative, for a message can be a thousand levels deep. */
export function partTree(root: Part, decoding: Decoding): PartTree {
  const top: PartTree[] = [];
  const stack: { readonly part: Part; readonly path: string; readonly into: PartTree[] }[] = [
    { part: root, path: '1', into: top },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { part, path } = next;
    const parts: PartTree[] = [];
    next.into.push({
      ...partSummary(part, decoding, path),
      headers: part.header.fields.map((field) => headerSummary(field, decoding)),
      parts,
    });
    // A text has no parts: returned headers are shown by their fields, and are no part of the MIME tree.
    const children = part.mediaType.type === 'text' ? [] : part.children;
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child) stack.push({ part: child, path: `${path}.${String(i + 1)}`, into: parts });
    }
  }
  const [tree] = top;
  if (!tree) throw new RangeError('A message has a root part');
  return tree;
}

function headerSummary(field: Field, decoding: Decoding): HeaderSummary {
  return {
    name: field.name,
    value: field.value,
    decoded: decodedValue(field, decoding),
    from: field.from,
    to: field.to,
  };
}

/** Where a part stands among its siblings, from the message down. */
function pathOf(part: Part): string {
  const numbers: number[] = [];
  let at = part;
  for (let parent = at.parent; parent; parent = at.parent) {
    numbers.push(parent.children.indexOf(at) + 1);
    at = parent;
  }
  return [1, ...numbers.reverse()].join('.');
}
