// Reads the URIs of mailing list fields and the identifier of a list (RFC 2369 2, RFC 2919 3).

import { Kind } from '../../syntax/kinds.ts';
import type { TextRange } from '../../text/range.ts';
import type { Field } from '../field.ts';

/** A URI in a field; a host range, brackets included. */
export interface UriView extends TextRange {
  /** The URI without brackets and white space. */
  readonly uri: string;
}

/** The URIs of a field, most wanted first. */
export function uris(field: Field): readonly UriView[] {
  return [...field.tree.root.descendants(Kind.Uri)].map((node) => ({
    from: node.from,
    to: node.to,
    uri: field.ownText(node.from, node.to).replace(/^[<"]|[>"]$|\s+/g, ''),
  }));
}

/** The identifier of a List-ID, without brackets; undefined where there is none. */
export function listIdentifier(field: Field): { readonly id: string; readonly range: TextRange } | undefined {
  const node = field.tree.root.find(Kind.ListId)?.child(Kind.Token);
  return node && { id: field.ownText(node.from, node.to), range: node };
}
