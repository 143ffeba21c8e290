// Explains replies: codes, enhanced codes, status words, response codes, and how long the answer took.

import { enhancedStatus, statusClass, statusSubject } from '../../../registry/enhancedStatus.ts';
import type { Reference } from '../../../registry/reference.ts';
import { pop3ResponseCode } from '../../../transcript/pop3/responseCodes.ts';
import { smtpReplyClasses, smtpReplyCode } from '../../../transcript/smtp/replyCodes.ts';
import { link } from '../../hover/hoverTypes.ts';
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

/** A reply code of SMTP with the enhanced code of its line. */
export const replyCodeHover: UnitHover = (context, node) => {
  const code = nodeText(context, node);
  const row = smtpReplyCode(code);
  const text = row
    ? adviceText(code, row)
    : `**${inlineCode(code)}** ${ownText(smtpReplyClasses[code.charAt(0)] ?? 'No reply code that is known.')}`;
  const status = /^[ -]([245]\.\d{1,3}\.\d{1,3})(?![.\d])/.exec(context.syntax.unit.text.slice(node.to))?.[1];
  return over(context, node, text, status && statusText(status), answersText(context));
};

export const statusCodeHover: UnitHover = (context, node) =>
  over(context, node, statusText(nodeText(context, node)), answersText(context));

/** An enhanced status code in plain words (RFC 3463). */
function statusText(code: string): string {
  const row = enhancedStatus(code);
  const kind = statusClass(code);
  const subject = statusSubject(code);
  if (!row) {
    return `**${inlineCode(code)}** is not registered. ${ownText(kind?.meaning ?? '')}${subject ? ` It is about ${ownText(subject.meaning)}.` : ''}`;
  }
  const next = code.startsWith('2') ? undefined : row.nextStep;
  return adviceText(code, {
    summary: `${row.meaning} ${kind?.meaning ?? ''}`.trim(),
    next,
    references: [row.reference],
  });
}

/** Which command it answers. */
export function answersText({ session, exchange }: UnitContext): string | undefined {
  const asked = askedBy({ session, exchange });
  return asked?.row ? `Answers ${inlineCode(asked.row.verb)}.` : undefined;
}

/** `+OK` and `-ERR` of POP3. */
export const statusIndicatorHover: UnitHover = (context, node) => {
  const positive = nodeText(context, node).startsWith('+');
  return over(
    context,
    node,
    `**${inlineCode(positive ? '+OK' : '-ERR')}** ${positive ? 'The command was carried out.' : 'The command was not carried out; the text says why.'}`,
    answersText(context),
  );
};

export const respCodeHover: UnitHover = (context, node) => {
  const code = nodeText(context, node).toUpperCase();
  const row = pop3ResponseCode(code);
  return row ? over(context, node, adviceText(code, row)) : undefined;
};
