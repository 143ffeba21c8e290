// Hover of an identifier of a message or a part (RFC 5322 3.6.4, RFC 2045 7).

import { messageIds } from '../../message/views/msgId.ts';
import { rfc } from '../../registry/reference.ts';
import { inlineCode } from '../markdown.ts';
import { facts, hoverOf, link } from './hoverTypes.ts';
import type { NodeHover } from './hoverTypes.ts';

/** Says what an identifier names and who made it. */
export const msgIdHover: NodeHover = ({ field }, node) => {
  const id = messageIds(field).find(({ from, to }) => from === node.from && to === node.to);
  if (!id) return undefined;
  const ofPart = field.key === 'content-id';
  const right = id.right && id.id.slice(id.id.lastIndexOf('@') + 1);
  return hoverOf(
    id,
    `${inlineCode(id.id)} ${NAMES[field.key] ?? 'names another message'}`,
    facts(
      right === undefined
        ? undefined
        : `Made by ${inlineCode(right)}, if it tells the truth: only the whole must be unique`,
      ofPart ? `HTML parts show it with ${inlineCode(`cid:${id.id}`)}` : undefined,
      id.bracketed ? undefined : 'The angle brackets are missing',
    ),
    link(ofPart ? rfc(2045, '7') : rfc(5322, '3.6.4')),
  );
};

/** What the identifier of a field names. */
const NAMES: Readonly<Record<string, string | undefined>> = {
  'message-id': 'names this message',
  'resent-message-id': 'names this resending of the message',
  'in-reply-to': 'names the message this one answers',
  references: 'names an earlier message of the conversation',
  'content-id': 'names this part',
  supersedes: 'names the message this one replaces',
};
