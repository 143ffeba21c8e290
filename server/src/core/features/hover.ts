// What a reader wants to know about the place under the cursor: finds what stands there and who explains it.

import type { Decoding } from '../message/charsets.ts';
import type { MailDocument } from '../message/document.ts';
import { Kind } from '../syntax/kinds.ts';
import type { KindName } from '../syntax/kinds.ts';
import { SyntaxNode } from '../syntax/tree.ts';
import type { Tree } from '../syntax/tree.ts';
import { groupHover, mailboxHover } from './hover/address.ts';
import { authResultHover, authservIdHover, receivedSpfHover } from './hover/authentication.ts';
import { dateTimeHover } from './hover/dateTime.ts';
import { encodedWordHover } from './hover/encodedWord.ts';
import { fieldNameHover } from './hover/fieldName.ts';
import type { FieldContext, Hover, HoverPorts, NodeHover } from './hover/hoverTypes.ts';
import { dispositionHover, mechanismHover, mediaTypeHover, parameterHover } from './hover/mime.ts';
import { msgIdHover } from './hover/msgId.ts';
import { bodyHover, delimiterHover } from './hover/part.ts';
import { clauseNameHover, receivedHover } from './hover/received.ts';
import { tagHover } from './hover/tags.ts';
import { lineOf, pathTo, placeAt } from './locate.ts';

export type { Hover, HoverPorts } from './hover/hoverTypes.ts';

/** The hover at a host offset; undefined where there is nothing to say. */
export function hover(
  document: MailDocument,
  offset: number,
  ports: HoverPorts,
  decoding: Decoding,
): Hover | undefined {
  const place = placeAt(document, offset);
  if (!place) return undefined;
  const { part, field, delimiter } = place;
  if (delimiter) return delimiterHover(part, delimiter, { ports, decoding });
  if (field) return fieldHover({ field, part, ports, decoding }, offset);
  if (part.multipart || part.children.length > 0 || offset < part.bodyFrom) return undefined;
  const line = lineOf(part.lens, offset);
  if (!line || line.content === line.contentTo || offset < line.content) return undefined;
  return bodyHover(part, { from: line.content, to: line.contentTo }, { ports, decoding });
}

/** The innermost node with something to say explains; behind the last character of a word, that word's. */
function fieldHover(context: FieldContext, offset: number): Hover | undefined {
  const { tree } = context.field;
  return nodeHover(context, tree, offset) ?? (offset > 0 ? nodeHover(context, tree, offset - 1) : undefined);
}

function nodeHover(context: FieldContext, tree: Tree, offset: number): Hover | undefined {
  const path = pathTo(tree, offset);
  for (const index of path.reverse()) {
    const found = hovers.get(tree.kind(index))?.(context, new SyntaxNode(tree, index));
    if (found) return found;
  }
  return undefined;
}

/** Who explains a node of each kind. */
const byName: Partial<Record<KindName, NodeHover>> = {
  FieldName: fieldNameHover,
  Colon: fieldNameHover,
  EncodedWord: encodedWordHover,
  Mailbox: mailboxHover,
  Path: mailboxHover,
  GroupName: groupHover,
  DateTime: dateTimeHover,
  MsgId: msgIdHover,
  Received: receivedHover,
  ClauseName: clauseNameHover,
  MediaType: mediaTypeHover,
  MediaSubtype: mediaTypeHover,
  Parameter: parameterHover,
  Mechanism: mechanismHover,
  DispositionType: dispositionHover,
  Tag: tagHover,
  AuthservId: authservIdHover,
  ResultInfo: authResultHover,
  ReceivedSpf: receivedSpfHover,
};

const hovers: ReadonlyMap<Kind, NodeHover> = new Map(
  Object.entries(byName).map(([name, explain]) => [Kind[name as KindName], explain]),
);
