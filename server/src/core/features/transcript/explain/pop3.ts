// Explains the numbers and identifiers in the replies and listings of POP3.

import { rfc } from '../../../registry/reference.ts';
import { link } from '../../hover/hoverTypes.ts';
import { inlineCode } from '../../markdown.ts';
import { count, sizeText } from '../../words.ts';
import { argumentHover } from './command.ts';
import { nodeText, over } from './context.ts';
import type { UnitHover } from './context.ts';

/** The number of a message; behind STAT, how many there are. */
export const numberHover: UnitHover = (context, node) => {
  const { exchange, session } = context;
  if (session.protocol !== 'pop3') return undefined;
  if (exchange.kind === 'command') return argumentHover(context, node);
  const text = nodeText(context, node);
  return exchange.row?.verb === 'STAT'
    ? over(
        context,
        node,
        `**${count(Number(text), 'message')}** in the maildrop, without those marked as deleted.`,
        link(rfc(1939, '5')),
      )
    : over(context, node, `Message number **${inlineCode(text)}** in this session.`, link(rfc(1939, '5')));
};

/** A size in octets; behind STAT, of all messages together. */
export const octetsHover: UnitHover = (context, node) => {
  const size = `**${sizeText(Number(nodeText(context, node)))}**`;
  const of =
    context.exchange.row?.verb === 'STAT'
      ? 'in all messages together, without those marked as deleted'
      : 'with line ends of two octets';
  return over(
    context,
    node,
    `${size}, ${of}.`,
    link(rfc(1939, context.exchange.row?.verb === 'STAT' ? '5' : '11')),
  );
};

/** An identifier of UIDL. */
export const uniqueIdHover: UnitHover = (context, node) =>
  over(
    context,
    node,
    'The unique identifier of the message: the same in each session, and no other message of the maildrop gets it.',
    link(rfc(1939, '7')),
  );

/** The time stamp of the greeting, which APOP needs. */
export const timeStampHover: UnitHover = (context, node) =>
  over(
    context,
    node,
    'The server knows APOP: the client logs in by the MD5 digest of this and the password.',
    link(rfc(1939, '7')),
  );
