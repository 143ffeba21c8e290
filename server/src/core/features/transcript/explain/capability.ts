// Explains what servers announce: extensions of SMTP, capabilities of IMAP and POP3, SASL mechanisms.

import { Kind } from '../../../syntax/kinds.ts';
import { SyntaxNode } from '../../../syntax/tree.ts';
import { imapCapability } from '../../../transcript/imap/capabilities.ts';
import { pop3Capability } from '../../../transcript/pop3/capabilities.ts';
import { saslMechanism } from '../../../transcript/sasl/mechanisms.ts';
import { smtpExtension } from '../../../transcript/smtp/extensions.ts';
import { link } from '../../hover/hoverTypes.ts';
import { inlineCode, ownText } from '../../markdown.ts';
import { rfc } from '../../../registry/reference.ts';
import type { Reference } from '../../../registry/reference.ts';
import { sizeText } from '../../words.ts';
import { nodeText, over } from './context.ts';
import type { UnitHover } from './context.ts';

interface Announced {
  readonly summary: string;
  readonly status: string;
  readonly references: readonly Reference[];
}

const NOT_STANDARD: Readonly<Record<string, string | undefined>> = {
  vendor: 'Made by one vendor.',
  experimental: 'An experiment.',
  obsolete: 'Obsolete.',
};

function text(name: string, row: Announced | undefined): string {
  if (!row) return `**${inlineCode(name)}** is nothing that is known here.`;
  const status = NOT_STANDARD[row.status];
  return `**${inlineCode(name)}** ${ownText(row.summary)}${status === undefined ? '' : ` ${status}`}\n\n${row.references.map(link).join(', ')}`;
}

export const ehloKeywordHover: UnitHover = (context, node) => {
  const name = nodeText(context, node).toUpperCase();
  const row = smtpExtension(name);
  const size = /^SIZE[ =](\d{1,15})/i.exec(
    context.syntax.unit.text.slice(node.from, node.from + MAX_SIZE),
  )?.[1];
  const limit = size === undefined || size === '0' ? undefined : `Here ${sizeText(Number(size))}.`;
  return over(context, node, text(row && row.syntax !== '' ? `${name} ${row.syntax}` : name, row), limit);
};

/** What stands behind AUTH or SASL is a mechanism; other parameters say what their capability says. */
export const capabilityParameterHover: UnitHover = (context, node) => {
  const name = nodeText(context, node);
  if (saslMechanism(name)) return over(context, node, mechanismText(name));
  const { tree } = context.syntax;
  let index = node.index - 1;
  while (index > 0 && tree.kind(index) !== Kind.EhloKeyword && tree.kind(index) !== Kind.CapaTag) index--;
  const keyword = index > 0 ? new SyntaxNode(tree, index) : undefined;
  const found =
    keyword && (keyword.kind === Kind.CapaTag ? pop3CapabilityHover : ehloKeywordHover)(context, keyword);
  return found && { ...found, ...context.syntax.unit.host(node.from, node.to) };
};

export const mechanismHover: UnitHover = (context, node) =>
  over(context, node, mechanismText(nodeText(context, node)));

/** A SASL mechanism in plain words. */
export function mechanismText(name: string): string {
  const row = saslMechanism(name);
  return text(name.toUpperCase(), row);
}

export const imapCapabilityHover: UnitHover = (context, node) => {
  const name = nodeText(context, node);
  const code = context.syntax.tree.root.find(Kind.RespTextCode)?.child(Kind.ResponseName);
  if (code && /^URLMECH$/i.test(nodeText(context, code))) {
    return over(
      context,
      node,
      `**${inlineCode(name)}** A way to authorize the URLs of GENURLAUTH. ${link(rfc(4467, '2.4'))}`,
    );
  }
  const mechanism = /^AUTH=(.+)$/i.exec(name)?.[1];
  return over(
    context,
    node,
    text(name.toUpperCase(), imapCapability(name)),
    mechanism !== undefined && saslMechanism(mechanism) ? mechanismText(mechanism) : undefined,
  );
};

export const pop3CapabilityHover: UnitHover = (context, node) => {
  const name = nodeText(context, node).toUpperCase();
  const row = pop3Capability(name);
  return over(context, node, text(row && row.syntax !== '' ? `${name} ${row.syntax}` : name, row));
};

const MAX_SIZE = 40;
