// Hovers of mailboxes and groups: the name decoded, the parts of the address, the domain in both its forms.

import { decodedRuns } from '../../message/encodedWord.ts';
import { addresses, decodedName, mailboxView } from '../../message/views/addresses.ts';
import type { MailboxView } from '../../message/views/addresses.ts';
import { commentText } from '../../message/views/phrase.ts';
import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { asciiDomain, unicodeDomain } from '../idn.ts';
import { escapeMarkdown, inlineCode } from '../markdown.ts';
import { count } from '../words.ts';
import { facts, hoverOf, link } from './hoverTypes.ts';
import type { FieldContext, NodeHover } from './hoverTypes.ts';

/** A mailbox, or the path of a trace field. */
export const mailboxHover: NodeHover = (context, node) => {
  const mailbox = mailboxView(context.field, node);
  if (!mailbox.addrSpec) {
    return node.kind === Kind.Path
      ? hoverOf(node, `The null path: no answer or report goes back. ${link(rfc(5321, '4.5.5'))}`)
      : undefined;
  }
  const name = decodedName(mailbox, context.decoding);
  return hoverOf(
    mailbox,
    name === undefined
      ? inlineCode(mailbox.address, MAX_ADDRESS)
      : `**${escapeMarkdown(name)}** ${inlineCode(mailbox.address, MAX_ADDRESS)}`,
    facts(
      mailbox.localPart && `Local part ${inlineCode(mailbox.local)}${detail(mailbox.local)}`,
      mailbox.host === '' ? 'There is no domain' : `Domain ${inlineCode(mailbox.host, MAX_ADDRESS)}`,
      domainFact(mailbox.host),
      mailbox.route &&
        `Route ${inlineCode(context.field.ownText(mailbox.route.from, mailbox.route.to))}, which is obsolete and ignored`,
      ...commentsIn(context, node, mailbox),
    ),
  );
};

/** RFC 5233: what stands behind a plus sign is up to the receiver's own filing. */
function detail(local: string): string {
  const plus = local.indexOf('+');
  return plus > 0 && plus < local.length - 1
    ? `, filed by its owner under ${inlineCode(local.slice(plus + 1))}`
    : '';
}

function domainFact(host: string): string | undefined {
  if (host.startsWith('[')) return 'An address in brackets: the mail goes straight to that machine';
  const unicode = unicodeDomain(host);
  if (unicode !== host) return `Shown to people as ${inlineCode(unicode, MAX_ADDRESS)}`;
  const ascii = asciiDomain(host);
  return ascii === host ? undefined : `In the DNS it is ${inlineCode(ascii, MAX_ADDRESS)}`;
}

/** The comments, but for one that already serves as the name. */
function commentsIn(
  { field, decoding }: FieldContext,
  node: SyntaxNode,
  mailbox: MailboxView,
): readonly string[] {
  const comments = [...node.descendants(Kind.Comment)].filter((comment) =>
    mailbox.comments.some(({ from }) => from === comment.from),
  );
  const shown = mailbox.displayName ? comments : comments.slice(0, -1);
  return shown.slice(0, MAX_COMMENTS).map((comment) => {
    const text = decodedRuns(commentText(field, comment), decoding).map((run) => run.text);
    return `Comment ${inlineCode(text.join(''))}`;
  });
}

/** A group of mailboxes. */
export const groupHover: NodeHover = ({ field, decoding }, node) => {
  const group = addresses(field).find((address) => address.kind === 'group' && address.from === node.from);
  if (group?.kind !== 'group') return undefined;
  const members =
    group.mailboxes.length === 0
      ? 'A group that names nobody'
      : `A group of ${count(group.mailboxes.length, 'mailbox', 'mailboxes')}`;
  return hoverOf(
    group.groupName,
    `**${escapeMarkdown(decodedName(group, decoding) ?? '')}** ${members} ${link(rfc(5322, '3.4'))}`,
  );
};

/** RFC 5321 4.5.3.1: a path has at most 256 octets. */
const MAX_ADDRESS = 256;
const MAX_COMMENTS = 5;
