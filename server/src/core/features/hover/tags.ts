// Hover of the tags of DKIM and ARC signatures (RFC 6376 3.5, RFC 8617 4.1).

import { tags } from '../../message/views/tagList.ts';
import { rfc } from '../../registry/reference.ts';
import { inlineCode, ownText } from '../markdown.ts';
import { ageText } from '../words.ts';
import { facts, hoverOf, link } from './hoverTypes.ts';
import type { HoverPorts, NodeHover } from './hoverTypes.ts';

/** Explains one `name=value` tag. */
export const tagHover: NodeHover = ({ field, ports }, node) => {
  const tag = tags(field).find(({ from }) => from === node.from);
  const table = tables[field.key];
  if (!tag || !table) return undefined;
  // Names of tags are case-sensitive, and `constructor` is none.
  const meaning = Object.hasOwn(table.meanings, tag.name) ? table.meanings[tag.name] : undefined;
  return hoverOf(
    node,
    `**${inlineCode(`${tag.name}=`)}** ${meaning ?? 'A tag that is not defined; readers ignore it.'} ${link(table.reference)}`,
    facts(
      `Value: ${inlineCode(tag.compact, MAX_VALUE)}`,
      TIMES.has(tag.name) ? timeText(tag.compact, ports) : undefined,
    ),
  );
};

function timeText(value: string, ports: HoverPorts): string | undefined {
  if (!/^\d{1,12}$/.test(value)) return undefined;
  const epochMs = Number(value) * 1000;
  return `${ownText(ports.localTime(epochMs))}, ${ageText(epochMs, ports.now())}`;
}

type Meanings = Readonly<Record<string, string>>;

const signature: Meanings = {
  a: 'The algorithm of the signature and of the hashes.',
  b: 'The signature itself, in base64.',
  bh: 'The hash of the body as the signer saw it, in base64.',
  c: 'How header and body were normalised before signing: simple or relaxed.',
  d: 'The domain that signs and takes responsibility.',
  h: 'The header fields that are signed, in this order.',
  l: 'How many octets of the body are signed. Anybody can add text behind them.',
  q: 'How the public key is found; always in the DNS.',
  s: 'The selector: which key of the domain was used.',
  t: 'When the signature was made, in seconds since 1970.',
  x: 'When the signature expires, in seconds since 1970.',
  z: 'The header fields as they were when the message was signed, for finding faults.',
};

const tables: Readonly<
  Record<string, { meanings: Meanings; reference: ReturnType<typeof rfc> } | undefined>
> = {
  'dkim-signature': {
    meanings: {
      ...signature,
      v: 'The version of the signature; always 1.',
      i: 'The user or agent the domain signed for.',
    },
    reference: rfc(6376, '3.5'),
  },
  'arc-message-signature': {
    meanings: { ...signature, i: 'The number of this set in the chain; the first relay has 1.' },
    reference: rfc(8617, '4.1.2'),
  },
  'arc-seal': {
    meanings: {
      a: signature['a'] ?? '',
      b: 'The signature over all ARC sets so far, in base64.',
      cv: 'Whether the chain was valid when this relay sealed it: none, pass or fail.',
      d: 'The domain that seals.',
      i: 'The number of this set in the chain; the first relay has 1.',
      s: signature['s'] ?? '',
      t: 'When the chain was sealed, in seconds since 1970.',
    },
    reference: rfc(8617, '4.1.3'),
  },
};

const TIMES = new Set(['t', 'x']);
const MAX_VALUE = 500;
