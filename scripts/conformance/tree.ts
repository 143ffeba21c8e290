// Compares the part tree with that of another parser on clean messages: types, file names, decoded sizes.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isUtf8 } from 'node:buffer';
import { textDecoderCharsets } from '../../server/src/charsets/textDecoder.ts';
import { createDocument } from '../../server/src/core/message/document.ts';
import { partTree } from '../../server/src/core/message/summary.ts';
import type { PartTree } from '../../server/src/core/message/summary.ts';
import { textSnapshot } from '../../server/src/core/text/snapshot.ts';

interface OraclePart {
  readonly part: string;
  readonly type: string;
  readonly filename?: string;
  readonly decoded_bytes?: number;
}
interface OracleMessage {
  readonly file: string;
  readonly tree: readonly OraclePart[] | null;
}

const corpora = join(import.meta.dirname, '../../../shared/corpora');
const all = process.argv.includes('--all');

/** The tree of a file as the command line reads it. */
function treeOf(path: string): { tree: PartTree; text: string } {
  const octets = readFileSync(path);
  const host = isUtf8(octets) ? 'utf-8' : 'latin1';
  const text = octets.toString(host).replace(/^\ufeff/, '');
  const document = createDocument({ snapshot: textSnapshot(text) });
  const [message] = document.messages;
  if (!message) throw new Error(`No message in ${path}`);
  return { tree: partTree(message, { charsets: textDecoderCharsets(), host }), text };
}

function* flat(tree: PartTree): Generator<PartTree> {
  const stack = [tree];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    stack.push(...[...next.parts].reverse());
  }
}

function differences(oracle: readonly OraclePart[], tree: PartTree): string[] {
  const ours = [...flat(tree)];
  const found: string[] = [];
  const paths = ours.map((part) => part.path).join(' ');
  const theirs = oracle.map((part) => part.part).join(' ');
  if (paths !== theirs) found.push(`parts ${theirs} | ours ${paths}`);
  for (const part of oracle) {
    const mine = ours.find((each) => each.path === part.part);
    if (!mine) continue;
    if (mine.type !== part.type) found.push(`${part.part} type ${part.type} | ours ${mine.type}`);
    if ((part.filename ?? '') !== (mine.filename ?? ''))
      found.push(`${part.part} name ${part.filename ?? '-'} | ours ${mine.filename ?? '-'}`);
    if (
      part.decoded_bytes !== undefined &&
      !mine.type.startsWith('multipart/') &&
      part.decoded_bytes !== mine.decodedOctets
    ) {
      found.push(
        `${part.part} (${mine.encoding}) octets ${String(part.decoded_bytes)} | ours ${String(mine.decodedOctets)}`,
      );
    }
  }
  return found;
}

if (!existsSync(corpora)) {
  console.log('No corpora here.');
  process.exit(0);
}
const clean = new Set(
  readFileSync(join(corpora, 'oracle/clean-messages.txt'), 'utf8').split('\n').filter(Boolean),
);
let [same, total] = [0, 0];
for (const line of readFileSync(join(corpora, 'oracle/python-email.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)) {
  const message = JSON.parse(line) as OracleMessage;
  if ((!all && !clean.has(message.file)) || !message.tree || !existsSync(join(corpora, message.file)))
    continue;
  const found = differences(message.tree, treeOf(join(corpora, message.file)).tree);
  total++;
  if (found.length === 0) same++;
  else console.log(`${message.file}\n  ${found.slice(0, 6).join('\n  ')}`);
}
console.log(`${String(same)} of ${String(total)} trees agree (${((same / total) * 100).toFixed(2)} %)`);
