// Hover of a trace record: the hop in a sentence, its encryption, its time, and the delay to the hop before.

import { received } from '../../message/views/received.ts';
import type { ReceivedView } from '../../message/views/received.ts';
import type { Field } from '../../message/field.ts';
import { receivedClause, withProtocol } from '../../registry/receivedWith.ts';
import type { WithProtocol } from '../../registry/receivedWith.ts';
import { inlineCode } from '../markdown.ts';
import { spanText } from '../words.ts';
import { dateFacts, inWords } from './dateTime.ts';
import { explained, facts, hoverOf } from './hoverTypes.ts';
import type { FieldContext, NodeHover } from './hoverTypes.ts';

/** A Received field as a whole (RFC 5321 4.4). */
export const receivedHover: NodeHover = (context) => {
  const { field } = context;
  const hop = received(field);
  if (!hop) return undefined;
  const { number, total, before } = placeOfHop(context);
  const protocol = withProtocol(valueOf(hop, 'with')?.split(/\s/, 1)[0] ?? '');
  return hoverOf(
    { from: hop.from, to: hop.to },
    `**Hop ${String(number)} of ${String(total)}** ${sentence(hop)}`,
    facts(
      protocol && explained(protocol),
      tlsFact(hop, protocol),
      delayFact(hop, before),
      hop.date && `Taken over on ${inWords(hop.date)}`,
      ...(hop.date ? dateFacts(context, hop.date) : ['The record has no readable date']),
    ),
  );
};

/** The name of a clause: what it tells. */
export const clauseNameHover: NodeHover = ({ field }, node) => {
  const name = field.ownText(node.from, node.to).toLowerCase();
  const row = receivedClause(name);
  return row && hoverOf(node, `**${inlineCode(name)}** ${explained(row)}`);
};

/** The delay of a hop to the one before it, as a sentence; undefined where one of the two dates is missing. */
export function delayFact(hop: ReceivedView, before: ReceivedView | undefined): string | undefined {
  if (!hop.date || !before?.date) return undefined;
  const delay = hop.date.epochMs - before.date.epochMs;
  if (delay === 0) return 'In the same second as the hop before';
  return delay > 0
    ? `${spanText(delay)} after the hop before`
    : `${spanText(delay)} before the hop before it: one of the clocks is wrong`;
}

function sentence(hop: ReceivedView): string {
  const by = valueOf(hop, 'by');
  const from = valueOf(hop, 'from');
  const recipient = valueOf(hop, 'for');
  const id = valueOf(hop, 'id');
  const peer =
    hop.peerIp !== undefined && from?.includes(hop.peerIp) !== true ? ` at ${inlineCode(hop.peerIp)}` : '';
  const source =
    from === undefined ? (peer === '' ? '' : ` from a client${peer}`) : ` from ${inlineCode(from)}${peer}`;
  const words = [
    by === undefined ? 'A server that does not name itself' : inlineCode(by),
    ` took the message over${source}`,
    recipient === undefined ? '' : ` for ${inlineCode(recipient)}`,
    id === undefined ? '' : `, and calls it ${inlineCode(id)}`,
  ];
  return `${words.join('')}.`;
}

function valueOf(hop: ReceivedView, name: string): string | undefined {
  const value = hop.clauses.find((clause) => clause.name === name)?.value.trim();
  return value === '' ? undefined : value;
}

function tlsFact({ tls }: ReceivedView, protocol: WithProtocol | undefined): string | undefined {
  if (!tls) return protocol?.tls === false ? 'Not encrypted on this hop' : undefined;
  const { version, cipher, bits } = tls;
  const how = [version, cipher, bits === undefined ? undefined : `${String(bits)} bits`].filter(
    (word) => word !== undefined,
  );
  return how.length === 0
    ? 'Encrypted on this hop'
    : `Encrypted on this hop: ${how.map((word) => inlineCode(word)).join(', ')}`;
}

/** Each server adds its record on top, so the lowest is the first hop and the one below is the one before. */
function placeOfHop({ field, part }: FieldContext): {
  number: number;
  total: number;
  before: ReceivedView | undefined;
} {
  const hops: readonly Field[] = part.header.fields.filter(({ key }) => key === field.key);
  const index = hops.indexOf(field);
  const below = hops[index + 1];
  return { number: hops.length - index, total: hops.length, before: below && received(below) };
}
