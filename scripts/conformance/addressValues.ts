// Compares names and addresses of address lists with the expected answers of a mail server's own tests.

import { decodedRuns } from '../../server/src/core/message/encodedWord.ts';
import type { Field } from '../../server/src/core/message/field.ts';
import { addresses, decodedName } from '../../server/src/core/message/views/addresses.ts';
import type { Address, GroupView, MailboxView } from '../../server/src/core/message/views/addresses.ts';
import { commentText } from '../../server/src/core/message/views/phrase.ts';
import { Kind } from '../../server/src/core/syntax/kinds.ts';
import { decoding, fieldOf, json } from './vectors.ts';
import type { Vector } from './vectors.ts';

interface TheirMailbox {
  readonly name: string | null;
  readonly address: string | null;
}
interface TheirGroup {
  readonly name: string | null;
  readonly addresses: readonly TheirMailbox[];
}
type TheirAddresses = { readonly List: readonly TheirMailbox[] } | { readonly Group: readonly TheirGroup[] };

/**
 * The lists of a file. They write comments into names, we keep them apart: the words of a name and of its comments
 * are compared in any order.
 */
export function addressVectors(file: string): readonly Vector[] {
  const cases = json(file) as { id: string; header: string; expected: TheirAddresses | null }[];
  return cases.map(({ id, header, expected }) => {
    const field = fieldOf('To', ` ${header}`);
    return {
      id,
      theirs: theirAddresses(expected),
      ours: addresses(field)
        .map((address) => ourAddress(field, address))
        .join(','),
    };
  });
}

function theirAddresses(expected: TheirAddresses | null): string {
  if (!expected) return '';
  if ('List' in expected) return theirList(expected.List);
  return expected.Group.map(theirGroup).join(',');
}

function theirList(list: readonly TheirMailbox[]): string {
  return list.map(({ name, address }) => `${words([name ?? ''])}<${bare(address ?? '')}>`).join(',');
}

/** A comment alone in a group becomes a mailbox without an address there. */
function theirGroup({ name, addresses: members }: TheirGroup): string {
  if (name === null) return theirList(members);
  const comments = members.filter(({ address }) => address === null).map((member) => member.name ?? '');
  return `${words([name, ...comments])}:${theirList(members.filter(({ address }) => address !== null))};`;
}

function ourAddress(field: Field, address: Address): string {
  if (address.kind === 'mailbox') return ourMailbox(field, address);
  const members = address.mailboxes.map((mailbox) => ourMailbox(field, mailbox)).join(',');
  const own = commentsIn(field, address).filter(
    ({ from }) => !address.mailboxes.some((mailbox) => mailbox.from <= from && from < mailbox.to),
  );
  return `${words([decodedName(address, decoding) ?? '', ...own.map(({ text }) => text)])}:${members};`;
}

function ourMailbox(field: Field, mailbox: MailboxView): string {
  const comments = commentsIn(field, mailbox).map(({ text }) => text);
  const name = decodedName(mailbox, decoding) ?? '';
  // A comment may be the name.
  const own = comments.includes(name) ? comments : [name, ...comments];
  const { addrSpec, route } = mailbox;
  const address = addrSpec ? field.ownText((route ?? addrSpec).from, addrSpec.to) : '';
  return `${words(own)}<${bare(address)}>`;
}

/** The outermost comments in a range, decoded. */
function commentsIn(field: Field, { from, to }: MailboxView | GroupView): { from: number; text: string }[] {
  const found: { from: number; text: string }[] = [];
  let end = from;
  for (const node of field.tree.root.descendants(Kind.Comment)) {
    if (node.from < end || node.to > to) continue;
    end = node.to;
    const runs = decodedRuns(commentText(field, node), decoding);
    found.push({ from: node.from, text: runs.map((run) => run.text).join('') });
  }
  return found;
}

/** The words of texts in any order, without the quotes and parentheses around them. */
function words(texts: readonly string[]): string {
  return texts
    .flatMap((text) => text.split(/[\s()"']+/))
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}

/** An address without white space, comments and quotes. */
function bare(text: string): string {
  return text.replace(/\([^()]*\)/g, '').replace(/[\s()"']+/g, '');
}
