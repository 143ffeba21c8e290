// Compares the part tree with that of another parser on clean messages: types, file names, decoded sizes.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { textDecoderCharsets } from '../../server/src/charsets/textDecoder.ts';
import { createDocument } from '../../server/src/core/message/document.ts';
import { partTree } from '../../server/src/core/message/summary.ts';
import type { PartTree } from '../../server/src/core/message/summary.ts';
import { textSnapshot } from '../../server/src/core/text/snapshot.ts';
import type { Check } from './check.ts';
import { corpora, listed, mailFile } from './corpus.ts';

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

/** Our part trees of the clean messages against those of CPython's email package. */
export const partTrees: Check = {
  name: 'part trees of clean messages',
  reasons: 'trees.json',
  run() {
    const clean = new Set(listed('clean-messages.txt'));
    const oracle = readFileSync(path.join(corpora, 'oracle/python-email.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as OracleMessage)
      .filter(({ file, tree }) => tree !== null && clean.has(file));
    const different = oracle.flatMap(({ file, tree }) => {
      const found = differences(tree ?? [], treeOf(file));
      return found.length === 0 ? [] : { file, what: found.slice(0, 3).join('; ') };
    });
    return {
      passed: oracle.length - different.length,
      total: oracle.length,
      disagreements: different.map(({ file, what }) => ({ id: file, text: `${file}: ${what}` })),
    };
  },
};

/** The tree of a file as the command line reads it. */
function treeOf(name: string): PartTree {
  const { text, octets } = mailFile(name);
  const [message] = createDocument({ snapshot: textSnapshot(text) }).messages;
  if (!message) throw new Error(`No message in ${name}`);
  return partTree(message, { charsets: textDecoderCharsets(), host: octets.utf8 ? 'utf-8' : 'latin1' });
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
    if ((part.filename ?? '') !== (mine.filename ?? '')) {
      found.push(`${part.part} name ${part.filename ?? '-'} | ours ${mine.filename ?? '-'}`);
    }
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
