// Reads mailboxes and groups from the tree of an address field (RFC 5322 3.4).

import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';
import type { Decoding } from '../charsets.ts';
import { decodedRuns } from '../encodedWord.ts';
import type { Field } from '../field.ts';
import { commentText, phraseText } from './phrase.ts';
import { quotedText } from './parameters.ts';

/** A mailbox as written; host ranges. What is missing is undefined. */
export interface MailboxView extends TextRange {
  readonly kind: 'mailbox';
  readonly displayName: TextRange | undefined;
  /** The address without brackets. */
  readonly addrSpec: TextRange | undefined;
  readonly localPart: TextRange | undefined;
  readonly domain: TextRange | undefined;
  /** The obsolete source route with its colon. */
  readonly route: TextRange | undefined;
  /** The comments, outer parentheses included. */
  readonly comments: readonly TextRange[];
  /** True where the address stands in angle brackets. */
  readonly bracketed: boolean;
  /**
   * `local-part@domain` without comments and white space; quotes that the local part does not need are gone
   * (RFC 5321 4.1.2). The local part alone where there is no domain, '' where there is no address.
   */
  readonly address: string;
  /** What the local part stands for: quotes and quoted pairs undone. */
  readonly local: string;
  /** The domain without comments and white space, in the case it is written. */
  readonly host: string;
  /**
   * The name: the display name, else text behind the brackets, where it does not belong (`<user@host> Name`), else
   * the last comment (`user@host (Name)`). Unfolded, quotes undone, encoded-words
   * as they are: `decodedName` decodes them.
   */
  readonly name: string | undefined;
}

/** A named group of mailboxes; host ranges. */
export interface GroupView extends TextRange {
  readonly kind: 'group';
  readonly groupName: TextRange;
  /** Unfolded, quotes undone, encoded-words as they are. */
  readonly name: string;
  readonly mailboxes: readonly MailboxView[];
}

/** An element of an address list. */
export type Address = MailboxView | GroupView;

/** The addresses and groups of a field in order; a path is one mailbox, the null path `<>` none. */
export function addresses(field: Field): readonly Address[] {
  const { root } = field.tree;
  const list = root.find(Kind.AddressList);
  if (!list) {
    const path = root.find(Kind.Path);
    return path?.find(Kind.AddrSpec) ? [mailboxView(field, path)] : [];
  }
  const found: Address[] = [];
  for (const child of list.children()) {
    if (child.kind === Kind.Mailbox) found.push(mailboxView(field, child));
    else if (child.kind === Kind.Group) found.push(groupView(field, child));
  }
  return found;
}

/** All mailboxes of a field in order, those in groups too. */
export function mailboxes(field: Field): readonly MailboxView[] {
  return addresses(field).flatMap((address) => (address.kind === 'group' ? address.mailboxes : [address]));
}

/** The name of a mailbox or group for people: encoded-words decoded. */
export function decodedName(address: Address, decoding: Decoding): string | undefined {
  if (address.name === undefined) return undefined;
  return decodedRuns(address.name, decoding)
    .map((run) => run.text)
    .join('');
}

function groupView(field: Field, node: SyntaxNode): GroupView {
  const name = node.child(Kind.GroupName);
  const members: MailboxView[] = [];
  for (const child of node.children()) {
    if (child.kind === Kind.Mailbox) members.push(mailboxView(field, child));
  }
  return {
    kind: 'group',
    from: node.from,
    to: node.to,
    groupName: name ?? { from: node.from, to: node.from },
    name: name ? phraseText(field, name) : '',
    mailboxes: members,
  };
}

/** The view of a `Mailbox` or `Path` node. */
export function mailboxView(field: Field, node: SyntaxNode): MailboxView {
  const angle = node.child(Kind.AngleAddr);
  const addrSpec = (angle ?? node).child(Kind.AddrSpec);
  const localPart = addrSpec?.child(Kind.LocalPart);
  const domain = addrSpec?.child(Kind.Domain);
  const displayName = node.child(Kind.DisplayName);
  const comments = commentsOf(node);
  const comment = comments.at(-1);
  const local = localPart ? valueText(field, localPart) : '';
  const host = domain ? valueText(field, domain) : '';
  const name = displayName
    ? phraseText(field, displayName)
    : textBehind(field, node, angle) || (comment && commentText(field, comment));
  return {
    kind: 'mailbox',
    from: node.from,
    to: node.to,
    displayName,
    addrSpec,
    localPart,
    domain,
    route: angle?.child(Kind.Route),
    comments,
    bracketed: angle !== undefined,
    address: host === '' ? quotedIfNeeded(local) : `${quotedIfNeeded(local)}@${host}`,
    local,
    host,
    name: name === '' ? undefined : name,
  };
}

/** The words behind the angle brackets of a mailbox, which the parser takes as junk. */
function textBehind(field: Field, node: SyntaxNode, angle: SyntaxNode | undefined): string {
  let text = '';
  for (const child of node.children()) {
    if (!angle || child.from < angle.to) continue;
    if (child.kind === Kind.QuotedString) text += quotedText(field, child);
    else if (child.kind === Kind.Fws || child.kind === Kind.Comment) text += ' ';
    else if (child.kind !== Kind.LinePrefix) text += field.ownText(child.from, child.to);
  }
  return text
    .replace(/^[\s>]+/, '')
    .replace(/\s+/g, ' ')
    .trimEnd();
}

/** The outermost comments of a mailbox, in order; those inside a display name are part of the name's phrase. */
function commentsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let to = node.from;
  for (const comment of node.descendants(Kind.Comment)) {
    if (comment.from < to) continue;
    found.push(comment);
    ({ to } = comment);
  }
  return found;
}

/** The characters of a local part or domain: comments and white space left out, quotes undone. */
function valueText(field: Field, node: SyntaxNode): string {
  let text = '';
  for (const child of node.children()) {
    if (child.kind === Kind.QuotedString) text += quotedText(field, child);
    else if (child.kind === Kind.DomainLiteral) text += literalText(field, child);
    else if (child.kind !== Kind.Comment && child.kind !== Kind.Fws && child.kind !== Kind.LinePrefix) {
      text += field.ownText(child.from, child.to);
    }
  }
  return text;
}

function literalText(field: Field, node: SyntaxNode): string {
  let text = '';
  for (const child of node.children()) {
    if (child.kind !== Kind.Fws && child.kind !== Kind.LinePrefix) {
      text += field.ownText(child.from, child.to);
    }
  }
  return text;
}

/** A local part in the form an address is compared and sent in (RFC 5321 4.1.2: quote only what needs it). */
function quotedIfNeeded(local: string): string {
  if (local === '' || DOT_STRING.test(local)) return local;
  return `"${local.replace(/["\\]/g, '\\$&')}"`;
}

const DOT_STRING = /^[^\0-\x20()<>[\]:;@\\,."\x7f]+(?:\.[^\0-\x20()<>[\]:;@\\,."\x7f]+)*$/;
