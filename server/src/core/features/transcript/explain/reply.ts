// Explains replies: codes, enhanced codes, status words, response codes, and how long the answer took.

import { enhancedStatus, statusClass, statusSubject } from '../../../registry/enhancedStatus.ts';
import { rfc } from '../../../registry/reference.ts';
import type { Reference } from '../../../registry/reference.ts';
import { accessReply } from '../../../transcript/accessReplies.ts';
import { pop3ResponseCode } from '../../../transcript/pop3/responseCodes.ts';
import { Kind } from '../../../syntax/kinds.ts';
import type { Protocol } from '../../../transcript/protocol.ts';
import { smtpReplyClasses, smtpReplyCode } from '../../../transcript/smtp/replyCodes.ts';
import { vendorReply } from '../../../transcript/smtp/vendorReplies.ts';
import { explained, link } from '../../hover/hoverTypes.ts';
import type { Hover } from '../../hover/hoverTypes.ts';
import { inlineCode, ownText } from '../../markdown.ts';
import { askedBy, nodeText, over } from './context.ts';
import type { UnitContext, UnitHover } from './context.ts';

/** A row that says what to do next. */
interface Advice {
  readonly summary: string;
  readonly next?: string | undefined;
  readonly references: readonly Reference[];
}

/** A word or code with its meaning and the next step. */
export function adviceText(name: string, { summary, next, references }: Advice): string {
  return [
    `**${inlineCode(name)}** ${ownText(summary)}`,
    next === undefined ? '' : `Next: ${ownText(next)}`,
    references.map(link).join(', '),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** What a well-known server or filter means by a reply of this text; undefined where nobody known wrote it. */
export function knownReplyText(protocol: Protocol, text: string): string | undefined {
  const known = protocol === 'smtp' || protocol === 'lmtp' ? vendorReply(text) : accessReply(text);
  return (
    known &&
    `**${ownText(known.vendor)}**: ${explained({ summary: known.meaning, reference: known.reference })}\n\nNext: ${ownText(known.next)}`
  );
}

/** A reply code of SMTP with the enhanced code of its line. */
export const replyCodeHover: UnitHover = (context, node) => {
  const code = nodeText(context, node);
  const row = smtpReplyCode(code);
  const text = row
    ? adviceText(code, row)
    : `**${inlineCode(code)}** ${ownText(smtpReplyClasses[code.charAt(0)] ?? 'No reply code that is known.')}`;
  const status = /^[ -]([245]\.\d{1,3}\.\d{1,3})(?![.\d])/.exec(context.syntax.unit.text.slice(node.to))?.[1];
  return over(
    context,
    node,
    knownReplyText(context.session.protocol, context.syntax.unit.text),
    text,
    status && statusText(status),
    answersText(context),
  );
};

export const statusCodeHover: UnitHover = (context, node) =>
  over(
    context,
    node,
    knownReplyText(context.session.protocol, context.syntax.unit.text),
    statusText(nodeText(context, node)),
    answersText(context),
  );

/** An enhanced status code in plain words (RFC 3463). */
function statusText(code: string): string {
  const row = enhancedStatus(code);
  const kind = statusClass(code);
  const subject = statusSubject(code);
  if (!row) {
    return `**${inlineCode(code)}** is not registered. ${ownText(kind?.meaning ?? '')}${subject ? ` It is about ${ownText(subject.meaning)}.` : ''}`;
  }
  const references = [row.reference];
  if (!code.startsWith('2')) {
    return adviceText(code, {
      summary: `${row.meaning} ${kind?.meaning ?? ''}`.trim(),
      next: row.nextStep,
      references,
    });
  }
  // The rows tell of what went wrong: X.1.0 is "other address status", which in 2.1.0 is no fault.
  const about = subject && subject.digit > 0 && code.endsWith('.0');
  const meaning = about ? `It is about ${subject.meaning}.` : row.meaning;
  return adviceText(code, { summary: `${kind?.meaning ?? ''} ${meaning}`.trim(), references });
}

/** Which command it answers. */
export function answersText({ session, exchange }: UnitContext): string | undefined {
  const asked = askedBy({ session, exchange });
  return asked?.row ? `Answers ${inlineCode(asked.row.verb)}.` : undefined;
}

/** `+`: the client may go on with its command (RFC 9051 7.6, RFC 5034 4). */
export function goOnText(context: UnitContext): string {
  const verb = context.exchange.row?.verb;
  const reference = context.session.protocol === 'pop3' ? rfc(5034, '4') : rfc(9051, '7.6');
  return `The client may go on${verb === undefined ? '' : ` with ${inlineCode(verb)}`}. ${link(reference)}`;
}

/** `+OK` and `-ERR` of POP3. */
export const statusIndicatorHover: UnitHover = (context, node) => {
  const { exchange, session, syntax } = context;
  const written = nodeText(context, node);
  const positive = written.startsWith('+');
  const meaning =
    exchange.kind === 'greeting'
      ? GREETINGS[written]
      : positive
        ? 'The command was carried out.'
        : 'The command was not carried out; the text says why.';
  return over(
    context,
    node,
    knownReplyText(session.protocol, syntax.unit.text),
    `**${inlineCode(positive ? '+OK' : '-ERR')}** ${ownText(meaning ?? '')}`,
    answersText(context),
  );
};

/** The words of a reply: what its code or status, and well-known servers, mean by them. */
export const replyTextHover: UnitHover = (context, node) => {
  const { syntax, exchange } = context;
  if (exchange.speaker !== 'server') return undefined;
  if (exchange.kind === 'continuation' && context.session.protocol === 'pop3') {
    return over(context, node, goOnText(context));
  }
  const { root } = syntax.tree;
  const status = root.find(Kind.StatusIndicator);
  const line = root.descendants(Kind.ReplyLine).findLast(({ from }) => from <= node.from);
  const code = line?.child(Kind.ReplyCode);
  const found = status
    ? (respCodeAdvice(context) ?? statusIndicatorHover(context, status))
    : code && replyCodeHover(context, code);
  return found && { ...found, ...syntax.unit.host(node.from, node.to) };
};

function respCodeAdvice(context: UnitContext): Hover | undefined {
  const node = context.syntax.tree.root.find(Kind.RespCode);
  return node && respCodeHover(context, node);
}

/** The greeting of POP3 by its status. */
const GREETINGS: Readonly<Record<string, string | undefined>> = {
  '+OK': 'The server is ready.',
  '-ERR': 'The server takes no connections now; the text says why.',
};

export const respCodeHover: UnitHover = (context, node) => {
  const code = nodeText(context, node).toUpperCase();
  const row = pop3ResponseCode(code);
  const known = knownReplyText(context.session.protocol, context.syntax.unit.text);
  return row ? over(context, node, known, adviceText(code, row)) : undefined;
};
